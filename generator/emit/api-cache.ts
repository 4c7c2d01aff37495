import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Document } from "../spec/types.ts";

/**
 * The text of api.ts, kept below node_modules from the last time: making it takes most of the time of `generate --check`. It is
 * found by all that it depends on: the document, the code here that makes it, and the package.
 */
export interface ApiCache {
  /** Undefined where there is none of this document. */
  readonly text: string | undefined;
  keep(text: string): Promise<void>;
}

export function openApiCache(document: Document, root: URL): ApiCache {
  const folder = new URL("node_modules/.cache/lago-loader/", root);
  const file = `api-${hashInputs(document, root)}.ts`;
  return { text: readIfThere(new URL(file, folder)), keep: (text) => keep(folder, file, text) };
}

function readIfThere(file: URL): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function hashInputs(document: Document, root: URL): string {
  const { version } = createRequire(import.meta.url)("openapi-typescript/package.json") as { version: string };
  const code = ["generator/emit/api.ts", "generator/emit/typeable.ts"].map((file) => readFileSync(new URL(file, root), "utf8"));
  return createHash("sha256").update(JSON.stringify([version, code, document])).digest("hex");
}

/** Replaces the earlier content. If the folder is not writable, only time is lost. */
async function keep(folder: URL, file: string, text: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const old of await readdir(folder)) await rm(new URL(old, folder), { force: true });
    await writeFile(new URL(file, folder), text);
  } catch {
    return;
  }
}
