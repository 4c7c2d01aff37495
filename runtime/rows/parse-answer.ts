import type { Resource } from "../resource.ts";
import { PageError } from "../transport/page-error.ts";

/** The members of a response, parsed by JavaScript. Throws a `PageError` if it is not a JSON object. */
export function parseAnswer(body: Buffer): Readonly<Record<string, unknown>> {
  // RFC 8259 allows to ignore a byte order mark.
  const text = body.toString("utf8").replace(/^\ufeff/, "");
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new PageError(/^\s*</.test(text) ? "the answer is HTML" : "the answer is not valid JSON");
  }
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) throw new PageError("the answer is not a JSON object");
  return answer as Record<string, unknown>;
}

/** The records of an answer to a list; that of a list that has one record a path, too. */
export function pickRecords(answer: Readonly<Record<string, unknown>>, { selector, paginator }: Pick<Resource, "selector" | "paginator">): readonly unknown[] {
  const found = answer[selector];
  const records = paginator === "single_record" && found ? [found] : found;
  if (!Array.isArray(records)) throw new PageError(`${JSON.stringify(selector)} is not an array`);
  return records;
}
