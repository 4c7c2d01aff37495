import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Version of this package, from its own package.json, which lies elsewhere for the sources than for what is published. */
export const loaderVersion: string = (createRequire(import.meta.url)("lago-loader/package.json") as { version: string }).version;

/** Version of Lago's document that a resource was generated from; null for one that was written by hand. */
export async function readDocumentVersion({ source }: { readonly source: string }): Promise<string | null> {
  const text = await readFile(new URL("../document.json", source), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as { version: string }).version;
}
