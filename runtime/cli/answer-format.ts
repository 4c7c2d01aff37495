import { ANSWER_TEXTS } from "../answer-text.ts";
import type { Answer } from "../destinations/destination.ts";
import { countOf, formatTable } from "./table.ts";

/** How a command prints rows: a table for people, the others for programs. */
export const ANSWER_FORMATS = ["table", "csv", "json", "jsonl"] as const;

export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** NULL is `NULL` in a table. */
export function formatAnswer(answer: Answer, format: AnswerFormat): string {
  return format === "table" ? `${formatTable(answer.columns, answer.rows.map((row) => row.map((value) => value ?? "NULL")))}${countOf(answer.rows.length, "row")}\n` : ANSWER_TEXTS[format](answer);
}
