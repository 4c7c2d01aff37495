import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ANSWER_TEXTS } from "../answer-text.ts";
import { ConfigurationError } from "../errors.ts";
import { type Reader, SAVE_LIMITS, type SavedFormat } from "../reader/reader.ts";
import { SECURITY_HEADERS } from "./guard.ts";
import type { Question, Rows } from "./page.ts";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8", jsonl: "application/jsonl; charset=utf-8", parquet: "application/vnd.apache.parquet" } as const;

export type Format = keyof typeof TYPES;

/** Formats for downloads, with their names for people. */
export const FORMATS: readonly (readonly [SavedFormat, string])[] = [["csv", "CSV"], ["jsonl", "JSON lines"], ["parquet", "Parquet"]];

/** The tooltip of a download link. */
export const SAVING = `At most ${SAVE_LIMITS.rows.toLocaleString("en")} rows, ${SAVE_LIMITS.bytes / 1_000_000} MB and ${SAVE_LIMITS.milliseconds / 1000} seconds. In CSV, texts that a spreadsheet would run get an apostrophe in front.`;

export function isFormat(text: string): text is Format {
  return Object.hasOwn(TYPES, text);
}

/** Sends rows as a download. */
export function sendRows(response: ServerResponse, format: Format, rows: Rows): void {
  if (format === "parquet") throw new ConfigurationError("These rows come as csv, json or jsonl.");
  response.writeHead(200, describeFile(rows.name, format));
  response.end(ANSWER_TEXTS[format](rows));
}

/** Sends the rows of a statement. They are first written to a private file, so that an error or a limit can still be reported. */
export async function sendAnswer(response: ServerResponse, format: Format, { name, statement }: Question, reader: Reader): Promise<void> {
  if (format === "json") throw new ConfigurationError("These rows come as csv, jsonl or parquet.");
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-show-"));
  try {
    const file = join(folder, `rows.${format}`);
    const { truncated } = await reader.save(statement, { file, format });
    if (truncated !== null) throw new ConfigurationError(`The answer has more than ${truncated === "rows" ? `${SAVE_LIMITS.rows.toLocaleString("en")} rows` : `${SAVE_LIMITS.bytes / 1_000_000} MB`}. Ask for less, or use the command: lago-loader query … --format ${format === "parquet" ? "csv" : format}`);
    response.writeHead(200, { ...describeFile(name, format), "content-length": (await stat(file)).size });
    // If the visitor cancels the download, the query ends.
    await pipeline(createReadStream(file), response).catch(() => response.destroy());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function describeFile(name: string, format: Format): Record<string, string> {
  return { ...SECURITY_HEADERS, "content-type": TYPES[format], "content-disposition": `attachment; filename="${name.replaceAll(/[^\w-]/g, "_")}.${format}"` };
}
