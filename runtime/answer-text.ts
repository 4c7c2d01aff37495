import type { Answer } from "./destinations/destination.ts";

/** How programs read rows. Values are text, exactly as the database prints them. NULL is empty in CSV, `null` in JSON. */
export const ANSWER_TEXTS: Readonly<Record<"csv" | "json" | "jsonl", (answer: Answer) => string>> = {
  csv: ({ columns, rows }) => [columns, ...rows].map(toCsvLine).join(""),
  json: (answer) => `${JSON.stringify(toObjects(answer), null, 2)}\n`,
  jsonl: (answer) => toObjects(answer).map((row) => `${JSON.stringify(row)}\n`).join(""),
};

export function toCsvLine(row: readonly (string | null)[]): string {
  return `${row.map(toCsvField).join(",")}\r\n`;
}

/** RFC 4180. An empty text is quoted, so that it is not taken for NULL. */
function toCsvField(value: string | null): string {
  if (value === null) return "";
  return value === "" || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function toObjects({ columns, rows }: Answer): Record<string, string | null>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]!])));
}
