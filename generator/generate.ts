import { fileURLToPath } from "node:url";
import { hasErrors, type Diagnostic } from "./diagnostics.ts";
import { emitApi } from "./emit/api.ts";
import { rememberApi } from "./emit/api-cache.ts";
import { checkSyntax } from "./emit/check.ts";
import { emitFiles } from "./emit/emit.ts";
import { createRender } from "./emit/templates.ts";
import { compareFiles, isSame, writeFiles, type Difference } from "./files.ts";
import { buildResources } from "./model/build.ts";
import { readDocument } from "./spec/document.ts";
import { applyOverlay, readOverlay } from "./spec/overlay.ts";

export interface GenerateOptions {
  /** The folder that has `spec/`, `templates/` and `generated/`. */
  root: URL;
  /** Only compare; write nothing. */
  check?: boolean;
}

export interface Generated {
  diagnostics: Diagnostic[];
  /** How `generated/` differed; absent when an error among the diagnostics came first. */
  difference?: Difference;
}

/** From Lago's document to `generated/`. */
export async function generate({ root, check = false }: GenerateOptions): Promise<Generated> {
  const document = await readDocument(fileURLToPath(new URL("spec/openapi.yaml", root)));
  const overlay = await readOverlay(fileURLToPath(new URL("spec/overlay.yaml", root)));
  const isOlder = compareVersions(document.info.version, overlay.info.version) < 0;
  // An older document lacks places that the overlay corrects; in a newer one such a place has moved.
  const corrected = applyOverlay(document, overlay, { unmatched: isOlder ? "ignore" : "error" });
  const { resources, diagnostics: problems } = buildResources(corrected.document);
  const diagnostics = [...corrected.diagnostics, ...problems];
  if (hasErrors(diagnostics)) return { diagnostics };

  const api = await rememberApi(corrected.document, root, emitApi);
  const rendered = emitFiles(resources, createRender(new URL("templates/", root)));
  // For the journal: the only place that names a version, so that a new one changes nothing else.
  rendered.set("document.json", `${JSON.stringify({ version: document.info.version })}\n`);
  const files = new Map([...rendered, ["api.ts", api]]);
  const folder = new URL("generated/", root);
  const difference = await compareFiles(folder, files);
  if (!check && !isSame(difference)) {
    const written = [...difference.changed, ...difference.missing];
    checkSyntax(new Map([...rendered].filter(([path]) => written.includes(path))));
    await writeFiles(folder, files, difference);
  }
  return { diagnostics, difference };
}

function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
