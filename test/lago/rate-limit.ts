/** Lago Cloud's limit at the edge: so many requests a window and organisation, whatever their key; headers on every answer. */
export type RateLimit = { requests: number; windowMs: number };

export type Admission = { admitted: boolean; headers: Record<string, string> };

export function makeRateLimiter({ requests, windowMs }: RateLimit, now: () => number): () => Admission {
  let windowStart = -Infinity;
  let used = 0;
  return () => {
    if (now() - windowStart >= windowMs) {
      windowStart = now();
      used = 0;
    }
    used += 1;
    return {
      admitted: used <= requests,
      headers: {
        "x-ratelimit-limit": String(requests),
        "x-ratelimit-remaining": String(Math.max(0, requests - used)),
        "x-ratelimit-reset": String(Math.ceil((windowStart + windowMs - now()) / 1000)),
      },
    };
  };
}
