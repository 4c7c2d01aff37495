import { fileURLToPath } from "node:url";
import { hasErrors, type Diagnostic } from "./diagnostics.ts";
import { emitApi } from "./emit/api.ts";
import { checkSyntax } from "./emit/check.ts";
import { emitFiles, type Files } from "./emit/emit.ts";
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
  const corrected = applyOverlay(document, overlay, { unmatched: "error" });
  const { resources, diagnostics: problems } = buildResources(corrected.document);
  const diagnostics = [...corrected.diagnostics, ...problems];
  if (hasErrors(diagnostics)) return { diagnostics };

  const files: Files = emitFiles(resources, createRender(new URL("templates/", root)));
  files.set("api.ts", await emitApi(corrected.document));
  const folder = new URL("generated/", root);
  const difference = await compareFiles(folder, files);
  if (!check && !isSame(difference)) {
    await checkSyntax(pick(files, [...difference.changed, ...difference.missing]));
    await writeFiles(folder, files, difference);
  }
  return { diagnostics, difference };
}

function pick(files: Files, paths: string[]): Files {
  return new Map(paths.map((path) => [path, files.get(path)!]));
}
