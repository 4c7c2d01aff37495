import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/**
 * A package that has TypeScript in it, when it is needed. As an import it takes three times as long; and where source maps are
 * on, as tsx has them, Node looks for one through all nine megabytes, which takes twice as long again.
 */
export function requireQuickly(name: string): unknown {
  process.setSourceMapsEnabled(false);
  try {
    return require(name);
  } finally {
    process.setSourceMapsEnabled(true);
  }
}
