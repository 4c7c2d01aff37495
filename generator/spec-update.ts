import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, formatDiagnostics, hasErrors } from "./diagnostics.ts";
import { buildResources } from "./model/build.ts";
import { checkDocument } from "./spec/check.ts";
import { DocumentError } from "./spec/document-error.ts";
import { parseDocument, stringifyDocument } from "./spec/document.ts";
import { normalise } from "./spec/normalise.ts";
import { correctDocument, readOverlay } from "./spec/overlay.ts";
import { findNewestRelease, findRelease, isVersion, readSource } from "./spec/source.ts";
import type { Document } from "./spec/types.ts";
import { validateDocument } from "./spec/validate.ts";

export interface SpecUpdate {
  /** A file, an http(s) URL or a version (`1.51.0`). Default: the newest release. */
  from?: string | undefined;
  /** The project's folder, which has spec/ in it. */
  root: string;
  /** Write it even if `generate` would refuse it, so that the overlay can be corrected. */
  force?: boolean;
}

export interface UpdatedSpec {
  version: string;
  /** Paths of the files that were written. */
  changed: string[];
  /** Diagnostics of `generate` that did not stop it. */
  diagnostics: Diagnostic[];
}

/**
 * Writes spec/openapi.yaml and its provenance in spec/README.md from Lago's own document, and returns what was written.
 * The same document gives the same bytes, wherever it was read. Whatever is wrong with it, or would stop `generate`, leaves
 * spec/ as it was; with `force` the latter does not.
 */
export async function updateSpec({ from, root, force = false }: SpecUpdate): Promise<UpdatedSpec> {
  const source = await findSource(from);
  const text = await readSource(source);
  const document = parseDocument(text, source);
  await validateDocument(document, source);
  refuseErrors(`${source} has defects`, checkDocument(document));

  const normalised = normalise(document);
  await validateDocument(normalised, `What is left of ${source}`);
  const diagnostics = await findProblems(normalised, root);
  if (!force) refuseErrors(`${source} cannot be generated from`, diagnostics);
  const { version } = document.info;
  const readme = join(root, "spec", "README.md");
  const changed = await replaceFiles({
    [join(root, "spec", "openapi.yaml")]: stringifyDocument(normalised),
    [readme]: replaceProvenance(await readSource(readme), formatProvenance(version, source, text), readme),
  });
  return { version, changed, diagnostics };
}

async function findSource(from: string | undefined): Promise<string> {
  if (from === undefined) return findNewestRelease();
  return isVersion(from) ? findRelease(from) : from;
}

/** The diagnostics of `generate`: facts of the overlay that no longer hold, and problems with lists. */
async function findProblems(document: Document, root: string): Promise<Diagnostic[]> {
  const path = join(root, "spec", "overlay.yaml");
  if (!existsSync(path)) return buildResources(document).diagnostics;
  const corrected = correctDocument(document, await readOverlay(path));
  const defects = checkDocument(corrected.document);
  if (hasErrors(defects)) return defects;
  return [...corrected.diagnostics, ...buildResources(corrected.document, undefined, corrected).diagnostics];
}

function refuseErrors(what: string, diagnostics: Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DocumentError(`${what}, so spec/ was left as it is:\n${formatDiagnostics(errors)}`);
}

/** A URL as given; for a file only the fact that it was one, since its path is of no use to others. */
function formatProvenance(version: string, source: string, text: string): string {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return [`| version | ${version} |`, "| --- | --- |", `| address | ${nameSource(source)} |`, `| sha256 | \`${sha256}\` |`].join("\n");
}

function nameSource(source: string): string {
  if (!/^https?:\/\//.test(source)) return "a file";
  const { origin, pathname } = new URL(source);
  return `<${origin}${pathname}>`;
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
