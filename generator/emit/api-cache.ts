import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Document } from "../spec/types.ts";

/**
 * The text that `emit` makes of a document, kept below node_modules from the last time: making it takes most of the
 * time of `generate`. It is found by all that it depends on: the document, the code here that makes it, and the package.
 */
export async function rememberApi(document: Document, root: URL, emit: (document: Document) => Promise<string>): Promise<string> {
  const folder = new URL("node_modules/.cache/lago-loader/", root);
  const file = `api-${hashInputs(document)}.ts`;
  try {
    return readFileSync(new URL(file, folder), "utf8");
  } catch {
    const text = await emit(document);
    await keep(folder, file, text);
    return text;
  }
}

function hashInputs(document: Document): string {
  const { version } = createRequire(import.meta.url)("openapi-typescript/package.json") as { version: string };
  const code = ["./api.ts", "./typeable.ts"].map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
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
