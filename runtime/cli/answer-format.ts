import type { Answer } from "../destinations/destination.ts";
import { countOf, formatTable } from "./table.ts";

/** How a command prints rows: a table for people, the others for programs. */
export const ANSWER_FORMATS = ["table", "csv", "json", "jsonl"] as const;

export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** Values are text, exactly as the database prints them. NULL is `NULL` in a table, empty in CSV, `null` in JSON. */
export function formatAnswer(answer: Answer, format: AnswerFormat): string {
  return WRITERS[format](answer);
}

const WRITERS: Readonly<Record<AnswerFormat, (answer: Answer) => string>> = {
  table: ({ columns, rows }) => `${formatTable(columns, rows.map((row) => row.map((value) => value ?? "NULL")))}${countOf(rows.length, "row")}\n`,
  csv: ({ columns, rows }) => [columns, ...rows].map((row) => `${row.map(toCsvField).join(",")}\r\n`).join(""),
  json: (answer) => `${JSON.stringify(toObjects(answer), null, 2)}\n`,
  jsonl: (answer) => toObjects(answer).map((row) => `${JSON.stringify(row)}\n`).join(""),
};

/** RFC 4180. An empty text is quoted, so that it is not taken for NULL. */
function toCsvField(value: string | null): string {
  if (value === null) return "";
  return value === "" || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function toObjects({ columns, rows }: Answer): Record<string, string | null>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]!])));
}
