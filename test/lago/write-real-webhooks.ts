import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseLossless, type Json } from "../load/lossless.ts";
import { addShapes, type Shapes } from "./shapes.ts";

/*
 * `tsx test/lago/write-real-webhooks.ts FOLDER` writes real-webhooks.json from webhooks that a real Lago sent, a file each: `invoice.created.json`,
 * `invoice.created~80_fees.json` in another state, with the `body` in it. Of a body, the forms of what could name a record are kept, and no value.
 */
/** Of the record itself, or of one inside it: not of those in arrays. */
const NAMES_A_RECORD = /^([a-z_]+\.)?([a-z_]*_)?(id|code)$/;

const [, , folder = "."] = process.argv;
const names = readdirSync(folder).filter((name) => /^[a-z].*\.json$/.test(name)).sort();
const lines = names.map((name) => {
  const { body } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { body: string };
  const { object_type: objectType, ...rest } = parseLossless(body) as Record<string, Json>;
  const shapes: Shapes = new Map();
  addShapes(shapes, rest[String(objectType)]!);
  const keys = [...shapes].filter(([path]) => NAMES_A_RECORD.test(path)).map(([path, forms]) => [path, [...forms].join()]);
  return `  ${JSON.stringify(name.replace(/\.json$/, ""))}: ${JSON.stringify({ object_type: objectType, keys: Object.fromEntries(keys) })}`;
});
writeFileSync(join(import.meta.dirname, "real-webhooks.json"), `{\n${lines.join(",\n")}\n}\n`);
