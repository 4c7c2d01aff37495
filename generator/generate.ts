import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { hasErrors, type Diagnostic } from "./diagnostics.ts";
import { openApiCache } from "./emit/api-cache.ts";
import { type Compiler, createCompiler } from "./emit/compiler.ts";
import { emitCompanions, emitModules, emitTexts, type Files } from "./emit/emit.ts";
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
  compiler?: Compiler;
}

export interface Generated {
  diagnostics: Diagnostic[];
  /** How the files differed, by path below the root; absent if a diagnostic was an error. */
  difference?: Difference;
}

/** From Lago's OpenAPI spec to `generated/`, and to the folders of other tools. */
export async function generate({ root, check = false, allowRemoval = false, compiler = createCompiler(root) }: GenerateOptions): Promise<Generated> {
  const document = await readDocument(fileURLToPath(new URL("spec/openapi.yaml", root)));
  const overlay = await readOverlay(fileURLToPath(new URL("spec/overlay.yaml", root)));
  const meaning = await readMeaning(fileURLToPath(new URL("spec/meaning.yaml", root)));
  const corrected = correctDocument(document, overlay);
  const defects = checkDocument(corrected.document);
  if (hasErrors(defects)) return { diagnostics: defects };
  const cache = openApiCache(corrected.document, root);
  const api = Promise.resolve(cache.text ?? compiler.emitApi(corrected.document));
  // Of a document that makes no lists, the diagnostics below are reported, and not what its types fail at.
  api.catch(() => undefined);
  const { resources, webhooks, diagnostics: found } = buildResources(corrected.document, meaning, corrected);
  const problems = found.filter(({ code }) => !allowRemoval || code !== "document-without-lists");
  const folder = new URL("generated/", root);
  const present = readFiles(folder);
  const removed = check || allowRemoval || hasErrors(problems) ? [] : findRemovedLists(present, resources);
  const diagnostics = [...corrected.diagnostics, ...problems, ...removed];
  if (hasErrors(diagnostics)) return { diagnostics };

  const render = createRender(new URL("templates/", root));
  const modules = emitModules(resources, render);
  if (cache.text !== undefined) modules.set("api.ts", cache.text);
  // While the rest is made.
  const compiled = check || areIn(present, modules) ? undefined : compiler.checkTypes(modules);
  compiled?.catch(() => undefined);
  const texts = emitTexts(resources, render, webhooks);
  // For the journal: the only place that names a version, so that a new one changes nothing else.
  texts.set("document.json", `${JSON.stringify({ version: document.info.version })}\n`);
  const files = new Map([...modules, ...texts, ["api.ts", await api]]);
  if (cache.text === undefined) await cache.keep(await api);
  const outputs = [{ folder: "generated/", files }, ...emitCompanions(resources, render).filter(({ home }) => existsSync(new URL(home, root)))].map(({ folder, files }) => {
    const address = new URL(folder, root);
    return { folder, address, files, difference: compareFiles(folder === "generated/" ? present : readFiles(address), files) };
  });
  const difference = joinDifferences(outputs);
  if (check || isSame(difference)) return { diagnostics, difference };
  await (compiled ?? (present.get("api.ts") === (await api) ? undefined : compiler.checkTypes(files)));
  for (const { address, files, difference } of outputs) writeFiles(address, files, difference);
  return { diagnostics, difference };
}

function areIn(present: Files, files: Files): boolean {
  return [...files].every(([path, text]) => present.get(path) === text);
}
