import { LagoError, type LagoErrorKind } from "../errors.ts";
import { hideSecrets } from "../secrets.ts";
import type { Answer } from "./fetch.ts";

/** Lago's own error body. */
export interface Refusal {
  readonly error: string;
  readonly code: string | null;
  readonly details: unknown;
}

/**
 * Parses the body of an error response in Lago's format: `status` equal to the HTTP status, `error`, and for 403 and 404 one of Lago's
 * `code`s (lago-api, app/controllers/concerns/api_errors.rb). Gateways respond with JSON, too, and Rails itself sends `status` and `error`
 * without a code. This function alone decides what Lago has refused: because of it, resources are skipped and rows marked as deleted.
 */
export function readRefusal(status: number, body: Buffer): Refusal | undefined {
  const sent = parseObject(body);
  if (sent?.["status"] !== status) return undefined;
  const { error, code, error_details: details = null } = sent;
  if (typeof error !== "string" || error === "") return undefined;
  if (code !== undefined && code !== null && typeof code !== "string") return undefined;
  if (Object.hasOwn(CODES, status) && !CODES[status]!.test(code ?? "")) return undefined;
  return { error, code: code ?? null, details };
}

/** What `code` may be. A 404 of an unknown route has `resource_not_found`, any other names what was not found. */
const CODES: Readonly<Record<number, RegExp>> = {
  403: /^(feature_unavailable|endpoint_not_available|projected_usage_not_enabled|forbidden|(read|write)_action_not_allowed_for_[a-z_]+)$/,
  404: /^[a-z][a-z_]*_not_found$/,
};

/** The error of a response that is not 2xx, with Lago's own words for it where it has some. */
export function toError(path: string, { status, statusText, headers }: Omit<Answer, "body">, body: Buffer): LagoError {
  const own = readRefusal(status, body);
  const [kind, advice] = kindOf(status, own !== undefined);
  const { error = statusText, code = null, details = null } = own ?? {};
  const named = code === null ? "" : ` (${code})`;
  const detailed = details === null ? "" : ` ${shorten(JSON.stringify(details))}`;
  return new LagoError(`GET ${path} answered ${status} ${shorten(error)}${named}.${detailed} ${advice}`.trimEnd(), {
    kind,
    path,
    status,
    code,
    requestId: headers.get("x-request-id"),
    details,
    own: own !== undefined,
    transient: kind === "unreachable",
    timedOut: SLOW.has(status),
  });
}

/** Too slow for Lago or for a gateway before it: 524 is Cloudflare's. */
const SLOW: ReadonlySet<number> = new Set([408, 504, 524]);

type Kind = readonly [LagoErrorKind, advice: string];

function kindOf(status: number, own: boolean): Kind {
  const kind = KINDS[status] ?? (status >= 500 ? SERVER : OTHER);
  if (own || kind[0] === "unreachable") return kind;
  return status === 407 ? PROXY : FOREIGN;
}

const SERVER: Kind = ["unreachable", "Lago or a gateway before it failed."];
const OTHER: Kind = ["invalid", ""];
const FOREIGN: Kind = ["malformed", "These are not Lago's words: the address is not its own, or something before it refuses."];
const PROXY: Kind = ["malformed", "A proxy on the way asks for a user name and a password: write them into HTTPS_PROXY, as in http://user:password@proxy:8080."];
const KINDS: Readonly<Record<number, Kind>> = {
  401: ["authentication", "Check the API key, and that it is of this region or server."],
  403: ["forbidden", "The feature is not part of the licence, or the key may not read it."],
  404: ["not_found", ""],
  408: SERVER,
  429: ["unreachable", "Lago's rate limit is used up; other keys of the organisation share it."],
};

/** Whatever comes may repeat the request, so the key is cut out of it first. */
function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const sent: unknown = JSON.parse(hideSecrets(body.toString("utf8")));
    return typeof sent === "object" && sent !== null ? (sent as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** An error is a sentence, not a page. */
function shorten(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

const MOST_CHARACTERS = 500;
