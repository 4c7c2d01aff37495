import type { ServerResponse } from "node:http";
import { ANSWER_TEXTS } from "../answer-text.ts";
import { SECURITY_HEADERS } from "./guard.ts";
import type { Rows } from "./page.ts";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8", jsonl: "application/jsonl; charset=utf-8" } as const;

export type Format = keyof typeof TYPES;

export function isFormat(text: string): text is Format {
  return Object.hasOwn(TYPES, text);
}

/** Sends rows as a file to be saved. */
export function sendRows(response: ServerResponse, format: Format, rows: Rows): void {
  response.writeHead(200, { ...SECURITY_HEADERS, "content-type": TYPES[format], "content-disposition": `attachment; filename="${rows.name.replaceAll(/[^\w-]/g, "_")}.${format}"` });
  response.end(ANSWER_TEXTS[format](rows));
}
