import { readFile, writeFile } from "node:fs/promises";
import { countLines } from "./lines-per-property.ts";

/* npm run bench:lines: what a reviewer reads of generated/ for a change of the OpenAPI spec. Writes the figures of README.md. */
const { column, types, table } = await countLines();
const text = `A new property adds ${column.toFixed(1)} lines for each of its columns, and ${types} of types; a new array of objects adds ${table.toFixed(0)}, SQL included.`;
console.log(text);
const page = await readFile("README.md", "utf8");
await writeFile("README.md", page.replace(/(?<=<!-- figures: bench\/lines\.ts -->\n)[^]*?(?=\n<!-- \/figures -->)/, () => text));
