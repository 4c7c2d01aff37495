import { shorten } from "../http-client.ts";

/** What to do about a refusal, by what its message says. The first that matches counts. */
export type Advice = readonly (readonly [said: RegExp, advice: string])[];

/** For a table that has other columns than were published. */
export const CHECK_COLUMNS = "Has somebody changed the tables? Publish again with --full. Where a type was changed, drop that table first: it is created anew.";

/** Such a table, in the words of BigQuery and Snowflake, and of what stands in for them. */
export const COLUMNS_CHANGED: Advice[number] = [
  /unrecognized name|invalid identifier|which cannot be inserted into column|does not match column data type|column "?\S+"? (is not present|of relation \S+ does not exist|does not exist|not found)|does not have a column/i,
  CHECK_COLUMNS,
];

/** The message of a warehouse as a sentence, with what to do next: the advice for the message, else `otherwise`. Long messages are cut. */
export function addAdvice(message: string, advice: Advice, otherwise?: string): string {
  const said = shorten(message.trim().replace(/[.\s]+$/, ""));
  const [, next = otherwise] = advice.find(([pattern]) => pattern.test(message)) ?? [];
  return [said && `${said}.`, next].filter(Boolean).join(" ");
}

/** The JSON object of a response; an empty one where the body is something else. */
export function readRefusal<Fields extends object>(body: Buffer): Partial<Fields> {
  try {
    return Object(JSON.parse(String(body))) as Partial<Fields>;
  } catch {
    return {};
  }
}
