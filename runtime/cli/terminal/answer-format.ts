import { ANSWER_TEXTS } from "../../answer-text.ts";
import type { Answer } from "../../destinations/destination.ts";
import { toPlainLine } from "./messages.ts";
import { countOf, formatTable, terminalWidth } from "./table.ts";

/** The formats in which commands print rows: a table for people, the others for programs. */
export const ANSWER_FORMATS = ["table", "csv", "json", "jsonl"] as const;

export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** Formats rows. In a table, NULL is `NULL`. A table wider than `width` is printed as a list of values for each row. */
export function formatAnswer(answer: Answer, format: AnswerFormat, width = terminalWidth()): string {
  if (format !== "table") return ANSWER_TEXTS[format](answer);
  const rows = answer.rows.map((row) => row.map((value) => value ?? "NULL"));
  const table = formatTable(answer.columns, rows);
  const tooWide = width !== undefined && rows.length > 0 && table.split("\n").some((line) => [...line].length > width);
  return `${tooWide ? formatEach(answer.columns, rows) : table}${countOf(rows.length, "row")}\n`;
}

function formatEach(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const nameWidth = Math.max(...columns.map((name) => name.length));
  return rows.map((row, index) => `row ${index + 1}\n${row.map((value, column) => `  ${columns[column]!.padEnd(nameWidth)}  ${toPlainLine(value)}\n`).join("")}`).join("");
}
