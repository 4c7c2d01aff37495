import { ANSWER_TEXTS } from "../../answer-text.ts";
import type { Answer } from "../../destinations/destination.ts";
import { countOf, formatTable } from "./table.ts";

/** The formats in which commands print rows: a table for people, the others for programs. */
export const ANSWER_FORMATS = ["table", "csv", "json", "jsonl"] as const;

export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** Formats rows. In a table, NULL is `NULL`. */
export function formatAnswer(answer: Answer, format: AnswerFormat): string {
  return format === "table" ? `${formatTable(answer.columns, answer.rows.map((row) => row.map((value) => value ?? "NULL")))}${countOf(answer.rows.length, "row")}\n` : ANSWER_TEXTS[format](answer);
}
