import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { ConfigurationError } from "./errors.ts";

/** Version of this package, from package.json, whose place differs between the sources and the published package. */
export const loaderVersion: string = readVersion();

function readVersion(): string {
  try {
    return (createRequire(import.meta.url)("lago-loader/package.json") as { version: string }).version;
  } catch (cause) {
    // A bundle without the package beside it.
    throw new ConfigurationError("lago-loader does not find its own package. Keep it out of the bundle (esbuild: --packages=external), and install it where the program runs.", { cause });
  }
}

/** Version of the OpenAPI spec that a resource was generated from; null for one that was written by hand. */
export async function readDocumentVersion({ source }: { readonly source: string }): Promise<string | null> {
  const text = await readFile(new URL("../document.json", source), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as { version: string }).version;
}
