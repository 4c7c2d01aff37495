import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Worker } from "node:worker_threads";
import { hasErrors, type Diagnostic } from "./diagnostics.ts";
import { askApiThread, emitApi } from "./emit/api.ts";
import { rememberApi } from "./emit/api-cache.ts";
import { checkSyntax, checkTypes } from "./emit/check.ts";
import { emitCompanions, emitFiles } from "./emit/emit.ts";
import { createRender } from "./emit/templates.ts";
import { compareFiles, isSame, joinDifferences, readFiles, writeFiles, type Difference } from "./files.ts";
import { buildResources } from "./model/build.ts";
import { findRemovedLists } from "./removed-lists.ts";
import { checkDocument } from "./spec/check.ts";
import { readDocument } from "./spec/document.ts";
import { readMeaning } from "./spec/meaning.ts";
import { correctDocument, readOverlay } from "./spec/overlay.ts";

export interface GenerateOptions {
  /** The folder that has `spec/`, `templates/` and `generated/`. */
  root: URL;
  /** Only compare; write nothing. */
  check?: boolean;
  /** Delete the modules of removed lists, even if none is left. */
  allowRemoval?: boolean;
  /** Makes api.ts in parallel. */
  apiThread?: Worker | undefined;
}

export interface Generated {
  diagnostics: Diagnostic[];
  /** How the files differed, by path below the root; absent if a diagnostic was an error. */
  difference?: Difference;
}

/** From Lago's OpenAPI spec to `generated/`, and to the folders of other tools. */
export async function generate({ root, check = false, allowRemoval = false, apiThread }: GenerateOptions): Promise<Generated> {
  const document = await readDocument(fileURLToPath(new URL("spec/openapi.yaml", root)));
  const overlay = await readOverlay(fileURLToPath(new URL("spec/overlay.yaml", root)));
  const meaning = await readMeaning(fileURLToPath(new URL("spec/meaning.yaml", root)));
  const corrected = correctDocument(document, overlay);
  const defects = checkDocument(corrected.document);
  if (hasErrors(defects)) return { diagnostics: defects };
  const { resources, webhooks, diagnostics: found } = buildResources(corrected.document, meaning, corrected);
  const problems = found.filter(({ code }) => !allowRemoval || code !== "document-without-lists");
  const folder = new URL("generated/", root);
  const present = readFiles(folder);
  const removed = check || allowRemoval || hasErrors(problems) ? [] : findRemovedLists(present, resources);
  const diagnostics = [...corrected.diagnostics, ...problems, ...removed];
  if (hasErrors(diagnostics)) return { diagnostics };

  const api = rememberApi(corrected.document, root, (document) => (apiThread === undefined ? emitApi(document) : askApiThread(apiThread, document)));
  const render = createRender(new URL("templates/", root));
  const rendered = emitFiles(resources, render, webhooks);
  // For the journal: the only place that names a version, so that a new one changes nothing else.
  rendered.set("document.json", `${JSON.stringify({ version: document.info.version })}\n`);
  if (!check) checkSyntax(new Map([...rendered].filter(([path, text]) => present.get(path) !== text)));
  const files = new Map([...rendered, ["api.ts", await api]]);
  const outputs = [{ folder: "generated/", files }, ...emitCompanions(resources, render).filter(({ home }) => existsSync(new URL(home, root)))].map(({ folder, files }) => {
    const address = new URL(folder, root);
    return { folder, address, files, difference: compareFiles(folder === "generated/" ? present : readFiles(address), files) };
  });
  const difference = joinDifferences(outputs);
  if (check || isSame(difference)) return { diagnostics, difference };
  const [{ difference: own }] = outputs as [(typeof outputs)[number]];
  if ([...own.changed, ...own.missing].some((path) => path.endsWith(".ts"))) checkTypes(files, root);
  for (const { address, files, difference } of outputs) writeFiles(address, files, difference);
  return { diagnostics, difference };
}
