import { LagoError, type LagoErrorKind } from "../errors.ts";
import type { Answer } from "./exchange.ts";

/** The error of an answer that is not 2xx, with Lago's own words for it where it has some. */
export function refusal(path: string, { status, statusText, headers }: Omit<Answer, "body">, body: Buffer, secret: string | null): LagoError {
  const sent = parse(body, secret);
  const [kind, advice] = kindOf(status, sent !== undefined);
  const { error = statusText, code, error_details: details } = sent ?? {};
  const named = typeof code === "string" ? ` (${code})` : "";
  const detailed = details === undefined ? "" : ` ${JSON.stringify(details)}`;
  return new LagoError(`GET ${path} answered ${status} ${String(error)}${named}.${detailed} ${advice}`.trimEnd(), {
    kind,
    path,
    status,
    code: typeof code === "string" ? code : null,
    requestId: headers.get("x-request-id"),
    details,
    transient: kind === "unreachable",
    timedOut: SLOW.has(status),
  });
}

/** Too slow for Lago or for a gateway before it: 524 is Cloudflare's. */
const SLOW: ReadonlySet<number> = new Set([408, 504, 524]);

type Kind = readonly [LagoErrorKind, advice: string];

function kindOf(status: number, json: boolean): Kind {
  const kind = KINDS[status] ?? (status >= 500 ? SERVER : OTHER);
  // A gateway's 403 or 404 must not pass for Lago's: a load would skip what it is about.
  return json || kind[0] === "unreachable" || kind[0] === "authentication" ? kind : FOREIGN;
}

const SERVER: Kind = ["unreachable", "Lago or a gateway before it failed."];
const OTHER: Kind = ["invalid", ""];
const FOREIGN: Kind = ["malformed", "These are not Lago's words: the address is not its own, or something before it refuses."];
const KINDS: Readonly<Record<number, Kind>> = {
  401: ["authentication", "Check the API key, and that it is of this region or server."],
  403: ["forbidden", "The feature is not part of the licence, or the key may not read it."],
  404: ["not_found", ""],
  408: SERVER,
  429: ["unreachable", "Lago's rate limit is used up; other keys of the organisation share it."],
};

/** Lago's errors are JSON, a gateway's are HTML. Whatever comes may repeat the request, so the key is cut out of it. */
function parse(body: Buffer, secret: string | null): { error?: unknown; code?: unknown; error_details?: unknown } | undefined {
  const key = secret?.replace(/^Bearer /, "");
  const text = body.toString("utf8");
  try {
    const sent: unknown = JSON.parse(key ? text.replaceAll(key, "…") : text);
    return typeof sent === "object" && sent !== null ? sent : undefined;
  } catch {
    return undefined;
  }
}
