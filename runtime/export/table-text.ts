import { toCsvLine } from "../answer-text.ts";
import type { ColumnType } from "../resource.ts";

/** A column of the database's table, with its type if the loader created it. */
export interface ExportedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** The text format of a table: before the first row, between rows, after the last row, and how a row is written. */
export interface TableText {
  readonly head: string;
  readonly row: (values: readonly (string | null)[]) => string;
  readonly between: string;
  readonly tail: string;
}

export const TEXT_FORMATS = ["csv", "jsonl", "json"] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** The format for these columns, given as text. In CSV, NULL is empty, and an empty text is quoted. */
export function writeTable(format: TextFormat, columns: readonly ExportedColumn[]): TableText {
  const toObject = (values: readonly (string | null)[]) => `{${columns.map(({ name, type }, index) => `${JSON.stringify(name)}:${toJson(values[index]!, type)}`).join(",")}}`;
  if (format === "csv") return { head: toCsvLine(columns.map(({ name }) => name)), row: toCsvLine, between: "", tail: "" };
  if (format === "jsonl") return { head: "", row: (values) => `${toObject(values)}\n`, between: "", tail: "" };
  return { head: "[\n", row: toObject, between: ",\n", tail: "\n]\n" };
}

/** JSON values for integers, floats, booleans and JSON. Decimals are strings, as Lago sends them: as numbers they would lose digits in most readers. */
function toJson(value: string | null, type: ColumnType): string {
  if (value === null) return "null";
  if (type === "boolean") return value.startsWith("t") ? "true" : "false";
  // Between its values, JSON may have line breaks, which end a line of JSON lines.
  if (type === "json") return value.replaceAll(/[\r\n]+/g, " ");
  if ((type === "integer" || type === "number") && NUMBER.test(value)) return value;
  return JSON.stringify(value);
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;
