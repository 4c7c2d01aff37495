import { open } from "node:fs/promises";
import type { TableName } from "../../test/lago/tables.ts";
import { giveBack, writeRecords } from "../lago/records.ts";
import { makeTemplates } from "../lago/templates.ts";
import { runProgram } from "./program.ts";

/** The records of a list in a file, one a line: the form in which DuckDB's `read_json` is fastest. */
export interface WriteLinesTask {
  readonly table: TableName;
  readonly rows: number;
  readonly file: string;
}

const NEWLINE = 0x0a;
const AT_ONCE = 1000;

await runProgram(async ({ table, rows, file }: WriteLinesTask) => {
  const templates = makeTemplates()(table);
  const dataset = { rows, every: 1, changed: 0, latency: 0 };
  const handle = await open(file, "w");
  for (let from = 0; from < rows; from += AT_ONCE) {
    const records = writeRecords(templates, dataset, 0, from, Math.min(from + AT_ONCE, rows), NEWLINE);
    await handle.write(records);
    giveBack(records);
    await handle.write("\n");
  }
  await handle.close();
  return {};
});
