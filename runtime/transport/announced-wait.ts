import type { AnswerHeaders } from "./fetch.ts";

/**
 * Milliseconds that a refusal asks to wait, or 0: `Retry-After` in seconds or as a date; for a 429 also `X-RateLimit-Reset`. The headers of
 * other responses are ignored.
 */
export function readAnnouncedWait(status: number, headers: AnswerHeaders, now = Date.now()): number {
  if (status !== 408 && status !== 429 && status < 500) return 0;
  const server = readServerTime(headers, now);
  const retryAfter = headers.get("retry-after");
  const asked = retryAfter === null ? undefined : (readNumbers(retryAfter, server) ?? Date.parse(retryAfter) - server);
  if (asked !== undefined && asked > 0) return asked;
  const reset = status === 429 ? readNumbers(headers.get("x-ratelimit-reset"), server) : undefined;
  return reset === undefined ? 0 : Math.max(LEAST_RESET, reset);
}

/**
 * Milliseconds until the rate limit's window ends; undefined if the header is missing, or longer than any window. Lago Cloud sends whole
 * seconds from now (https://getlago.com/docs/api-reference/rate-limits): 0 means less than one.
 */
export function readReset(headers: AnswerHeaders, now = Date.now()): number | undefined {
  const reset = readNumbers(headers.get("x-ratelimit-reset"), readServerTime(headers, now));
  return reset === undefined || reset > LONGEST_WINDOW ? undefined : Math.max(LEAST_RESET, reset);
}

export function readCount(headers: AnswerHeaders, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && NUMBER.test(text) ? Number(text) : undefined;
}

const LEAST_RESET = 1000;
/** Lago's windows are one second long. A longer wait is ignored unless the response is about a rate limit. */
const LONGEST_WINDOW = 60_000;

const NUMBER = /^\s*\d+(\.\d+)?\s*$/;

/** The longest wait of a header that may be repeated; undefined if not all are numbers. */
function readNumbers(text: string | null, server: number): number | undefined {
  const parts = text?.split(",") ?? [];
  return parts.length > 0 && parts.every((part) => NUMBER.test(part)) ? Math.max(...parts.map((part) => toWait(Number(part), server))) : undefined;
}

/** Seconds from now. Numbers that would be decades are a time, in seconds or milliseconds since 1970, as other gateways write it. */
function toWait(value: number, server: number): number {
  if (value < SECONDS_SINCE_1970) return value * 1000;
  return (value < MILLISECONDS_SINCE_1970 ? value * 1000 : value) - server;
}

const SECONDS_SINCE_1970 = 1e9;
const MILLISECONDS_SINCE_1970 = 1e12;

/** By the server's clock, if it sends one: its times are compared with it, and our clock may be an hour off. */
function readServerTime(headers: AnswerHeaders, now: number): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? now : date;
}
