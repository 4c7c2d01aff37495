import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseLossless, type Json } from "../load/lossless.ts";
import { LISTS } from "./lists.ts";
import { tableOf } from "./selection.ts";
import { addShapes, type Shapes } from "./shapes.ts";

/*
 * `tsx test/lago/write-real-shapes.ts FOLDER` writes real-shapes.json from bodies that a real Lago sent, one file a list:
 * `plans._code_.charges.json`. Keys and forms only, so that nothing of whose server it was is kept.
 */
const [, , folder = "."] = process.argv;
const tables: Record<string, Shapes> = {};
for (const list of LISTS) {
  // Rows of Lago's Data API, which no Lago of one's own has.
  if (list.path === "/analytics/usage") continue;
  const file = join(folder, `${list.path.slice(1).replaceAll("/", ".").replace(/\{(\w+)\}/g, "_$1_")}.json`);
  if (!existsSync(file)) throw new Error(`There is no ${file}.`);
  const shapes = (tables[tableOf(list)] ??= new Map());
  const body = parseLossless(readFileSync(file, "utf8")) as Record<string, Json[]>;
  for (const record of body[list.selector]!) addShapes(shapes, record);
}
const lines = Object.entries(tables).map(([table, shapes]) => {
  const keys = [...shapes].map(([key, forms]) => `    ${JSON.stringify(key)}: ${JSON.stringify([...forms].sort().join(" | "))}`);
  return `  ${JSON.stringify(table)}: {\n${keys.sort().join(",\n")}\n  }`;
});
writeFileSync(join(import.meta.dirname, "real-shapes.json"), `{\n${lines.join(",\n")}\n}\n`);
