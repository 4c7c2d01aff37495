import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The project's folder. */
export const ROOT = join(import.meta.dirname, "..");

/** The command line as users run it: compiled. */
export const COMMAND = join(ROOT, "dist/runtime/cli/cli.js");

/** Tests of what is built say so when they would test what was built from older sources. `npm test` builds first. */
export function expectBuilt(): void {
  const builtAt = existsSync(COMMAND) ? statSync(COMMAND).mtimeMs : 0;
  const changed = ["runtime", "generated"]
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && statSync(join(entry.path, entry.name)).mtimeMs > builtAt);
  if (changed.length > 0) throw new Error(`dist/ is older than ${changed[0]!.name}. Run \`npm run build\` first.`);
}
