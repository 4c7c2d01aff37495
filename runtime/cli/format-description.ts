import { units } from "../../generated/index.ts";
import type { Description } from "../describe-table.ts";
import type { ShownColumn } from "../table-columns.ts";
import { formatCount, formatTable, terminalWidth } from "./terminal/table.ts";

/** Formats the description of a table for a terminal. */
export function formatDescription({ table, description, path, primary_key, columns, referenced_by, child_tables, rows, deleted }: Description): string {
  const facts = [
    `${table}${description === null ? "" : `: ${description}`}`,
    `from GET ${path}, key: ${primary_key.join(", ") || "none"}${rows === null ? "" : `, ${formatCount(rows)} rows, ${formatCount(deleted!)} of them deleted in Lago`}`,
    "",
  ];
  const places = Object.keys(referenced_by);
  const more = [...(child_tables.length > 0 ? [`Child tables: ${child_tables.join(", ")}`] : []), ...(places.length > 0 ? [`Referred to by: ${places.join(", ")}`] : [])];
  return `${facts.join("\n")}\n${formatTable(["column", "type", "meaning"], columns.map((column) => [column.name, column.type, describeColumn(column)]), terminalWidth())}${more.length > 0 ? `\n${more.join("\n")}\n` : ""}`;
}

function describeColumn({ description, values, unit, currency, references, personal, finer }: ShownColumn): string {
  return [
    ...(description === undefined ? [] : [description]),
    ...(values === undefined ? [] : [`Values: ${values.join(", ")}.`]),
    ...(unit === undefined ? [] : [`Unit: ${units[unit]}${currency === undefined ? "" : `, of ${currency}`}.`]),
    ...(references === undefined ? [] : [`Refers to ${references}.`]),
    ...(personal ? ["Personal."] : []),
    ...(finer ? ["More than 18 places: in DuckDB exact in _extra."] : []),
  ].join(" ");
}
