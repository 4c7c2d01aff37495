/**
 * Milliseconds that an answer asks to wait, or 0: `Retry-After` in seconds or as a date; on a 429 also `X-RateLimit-Reset`,
 * which is in seconds from now at Lago (https://getlago.com/docs/api-reference/rate-limits).
 */
export function readAnnouncedWait(status: number, headers: Headers, now = Date.now()): number {
  const retryAfter = headers.get("retry-after");
  if (retryAfter !== null) {
    const wait = /^\s*\d/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
    if (wait > 0) return wait;
  }
  return status === 429 ? (readReset(headers) ?? 0) : 0;
}

/** Milliseconds until the server counts anew. Its seconds are whole: 0 means less than one. */
export function readReset(headers: Headers): number | undefined {
  const seconds = readCount(headers, "x-ratelimit-reset");
  return seconds === undefined ? undefined : Math.max(1, seconds) * 1000;
}

export function readCount(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
