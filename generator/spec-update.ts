import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatDiagnostics } from "./diagnostics.ts";
import { checkDocument } from "./spec/check.ts";
import { DocumentError } from "./spec/document-error.ts";
import { parseDocument, stringifyDocument } from "./spec/document.ts";
import { normalise } from "./spec/normalise.ts";
import { readSource, upstreamAddress } from "./spec/source.ts";
import { validateDocument } from "./spec/validate.ts";

export interface SpecUpdate {
  /** A file, an http(s) address or a version (`1.51.0`); the newest released document without it. */
  from?: string | undefined;
  /** The project's folder, the one with spec/ in it. */
  root: string;
}

/**
 * Writes spec/openapi.yaml and its provenance in spec/README.md from Lago's own document, and returns what was written.
 * The same document gives the same bytes, wherever it was read. Whatever is wrong with it leaves spec/ as it was.
 */
export async function updateSpec({ from, root }: SpecUpdate): Promise<{ version: string; changed: string[] }> {
  const source = toSource(from);
  const text = await readSource(source);
  const document = parseDocument(text, source);
  await validateDocument(document, source);
  const defects = checkDocument(document);
  if (defects.length > 0) throw new DocumentError(`${source} has defects:\n${formatDiagnostics(defects)}`);

  const normalised = normalise(document);
  await validateDocument(normalised, `What is left of ${source}`);
  const { version } = document.info;
  const readme = join(root, "spec", "README.md");
  const changed = await replaceFiles({
    [join(root, "spec", "openapi.yaml")]: stringifyDocument(normalised),
    [readme]: replaceProvenance(await readSource(readme), formatProvenance(version, text), readme),
  });
  return { version, changed };
}

function toSource(from: string | undefined): string {
  if (from === undefined) return upstreamAddress();
  return /^v?\d+\.\d+\.\d+$/.test(from) ? upstreamAddress(from) : from;
}

/** The upstream address of the version, also of a file: where this machine keeps it is of no use to others. */
function formatProvenance(version: string, text: string): string {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return [`| version | ${version} |`, "| --- | --- |", `| address | <${upstreamAddress(version)}> |`, `| sha256 | \`${sha256}\` |`].join("\n");
}

function replaceProvenance(readme: string, provenance: string, path: string): string {
  const block = /(<!-- provenance\b[^>]*-->\n)[^]*?(<!-- \/provenance -->)/;
  if (!block.test(readme)) {
    throw new DocumentError(`${path} has no place for the provenance. Put "<!-- provenance -->" and "<!-- /provenance -->" on lines of their own.`);
  }
  return readme.replace(block, (_, start: string, end: string) => `${start}${provenance}\n${end}`);
}

/** Writes the files that differ, all or none as far as a file system can, and returns their paths. */
async function replaceFiles(files: Record<string, string>): Promise<string[]> {
  const changed: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const before = await readFile(path, "utf8").catch(() => undefined);
    if (before !== text) changed.push(path);
  }
  for (const path of changed) await writeFile(`${path}.new`, files[path]!);
  for (const path of changed) await rename(`${path}.new`, path);
  return changed;
}
