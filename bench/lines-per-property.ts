import { fileURLToPath } from "node:url";
import { emitApi } from "../generator/emit/api.ts";
import { emitFiles, type Files } from "../generator/emit/emit.ts";
import { createRender } from "../generator/emit/templates.ts";
import { buildResources } from "../generator/model/build.ts";
import { readDocument } from "../generator/spec/document.ts";
import { readMeaning } from "../generator/spec/meaning.ts";
import { correctDocument, readOverlay } from "../generator/spec/overlay.ts";
import { resolve } from "../generator/spec/resolve.ts";
import type { Document, Schema } from "../generator/spec/types.ts";

const root = new URL("../", import.meta.url);
const pathOf = (name: string) => fileURLToPath(new URL(`spec/${name}`, root));

/** What a reviewer reads for a change of the OpenAPI spec. */
export interface Lines {
  /** Lines of `generated/` for each column that a new property makes, without those of api.ts. */
  readonly column: number;
  /** Lines of api.ts for the property. */
  readonly types: number;
  /** Lines of `generated/` for a child table of one column, SQL included. */
  readonly table: number;
}

/** Adds a property, and an array of objects, to the records of one list after the other, and counts the lines that `generated/` then has more. */
export async function countLines(lists: readonly string[] = ["/coupons", "/invoices", "/wallets"]): Promise<Lines> {
  const document = correctDocument(await readDocument(pathOf("openapi.yaml")), await readOverlay(pathOf("overlay.yaml"))).document;
  const meaning = await readMeaning(pathOf("meaning.yaml"));
  const render = createRender(new URL("templates/", root));
  const emit = (changed: Document) => {
    const { resources } = buildResources(changed, meaning);
    return { files: emitFiles(resources, render), columns: resources.flatMap(({ tables }) => tables.flatMap(({ columns }) => columns)).length };
  };
  const before = emit(document);
  const grow = (schema: Schema) => lists.map((path) => addProperty(document, path, schema)).map((changed) => ({ changed, after: emit(changed) }));
  const properties = grow({ type: "string" });
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const columns = sum(properties.map(({ after }) => after.columns - before.columns));
  const lines = (all: typeof properties) => sum(all.map(({ after }) => countAdded(before.files, after.files)));
  const [first] = properties;
  const types = countText(emitApi(first!.changed)) - countText(emitApi(document));
  const arrays = grow({ type: "array", items: { type: "object", properties: { value: { type: "string" } } } });
  return { column: lines(properties) / columns, types, table: lines(arrays) / sum(arrays.map(({ after }) => after.columns - before.columns)) };
}

/** The document with one property more in the records of the list. */
function addProperty(document: Document, path: string, schema: Schema): Document {
  const changed = structuredClone(document);
  const { content } = changed.paths[path]!.get!.responses!["200"] as { content: Record<string, { schema: Schema }> };
  const page = resolve(changed, content["application/json"]!.schema);
  const { items } = resolve(changed, Object.entries(page.properties).find(([name]) => name !== "meta")![1]);
  const { name } = resolve(changed, items!);
  const record = changed.components!.schemas![name!]!;
  const own = record.properties ? record : record.allOf!.find(({ properties }) => properties)!;
  own.properties!["bench_property"] = schema;
  return changed;
}

function countAdded(before: Files, after: Files): number {
  return [...after].reduce((sum, [path, text]) => sum + countText(text) - countText(before.get(path) ?? ""), 0);
}

function countText(text: string): number {
  return text.split("\n").length;
}
