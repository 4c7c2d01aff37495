import { toSafeText } from "./secrets.ts";

/** An address, an option or a name is invalid or not allowed. Exit code 2. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
}

/** The database refused a statement, cannot be reached, or is not what its address says. Exit code 6. */
export class DestinationError extends Error {
  override name = "DestinationError";
  /** `resource`: the database refused a value, or a right on a table, of one resource; others can be loaded. `all`: it would refuse the others, too. */
  readonly concerns: "resource" | "all";

  constructor(message: string, { concerns = "all", ...options }: ErrorOptions & { readonly concerns?: "resource" | "all" } = {}) {
    super(message, options);
    this.concerns = concerns;
  }
}

/**
 * A request to Lago failed, or a gateway in front of it refused. It is safe to log: neither the message nor any property holds the
 * API key, a query string or a record, and the message is one line without control characters.
 */
export class LagoError extends Error {
  override name = "LagoError";
  readonly kind: LagoErrorKind;
  readonly method = "GET";
  /** Path of the request, without its query. */
  readonly path: string;
  /** HTTP status; null if there was no response. */
  readonly status: number | null;
  /** Lago's error code, e.g. `feature_unavailable` or `customer_not_found`; null if the response has none. */
  readonly code: string | null;
  /** The response's `x-request-id`, for Lago's support; null if it has none. */
  readonly requestId: string | null;
  /** `error_details` of a 422: field → codes; null otherwise. */
  readonly details: unknown;
  /** True if the response has the format of Lago's own errors; false for a gateway's, and if there was no response. */
  readonly own: boolean;
  /** True if the same request may succeed a moment later. */
  readonly transient: boolean;
  /** True if the response took too long, here or at a gateway: a smaller page may succeed. */
  readonly timedOut: boolean;
  /** True if the response is larger than the limit of memory for one: a smaller page may succeed. */
  readonly oversized: boolean;

  constructor(message: string, facts: LagoErrorFacts) {
    super(toSafeText(message));
    this.kind = facts.kind;
    this.path = facts.path;
    this.status = facts.status ?? null;
    this.code = facts.code == null ? null : toSafeText(facts.code);
    this.requestId = facts.requestId == null ? null : toSafeText(facts.requestId);
    this.details = facts.details ?? null;
    this.own = facts.own ?? false;
    this.transient = facts.transient ?? false;
    this.timedOut = facts.timedOut ?? false;
    this.oversized = facts.oversized ?? false;
  }
}

/** Whether Lago has the route but not the record. For a route that it lacks, the code is `resource_not_found`. */
export function isGone({ kind, code }: LagoError): boolean {
  return kind === "not_found" && code !== null && code !== "resource_not_found";
}

/** All codes of a refusal: `code`, and the codes of each field in `error_details`, however deep (`{"status":{"0":["…"]}}`). */
export function codesOf({ code, details }: LagoError): string[] {
  return [code, ...leavesOf(details)].filter((leaf) => typeof leaf === "string");
}

function leavesOf(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}

/**
 * What went wrong. The first four only if the response has the format of Lago's own errors:
 *
 * - `authentication`: 401, the key is refused.
 * - `forbidden`: 403, a premium feature or a permission of the key; `code` says which.
 * - `not_found`: 404.
 * - `invalid`: any other 4xx, e.g. a 422 with its details.
 * - `unreachable`: no connection, no response in time, 429 or 5xx, after all retries.
 * - `malformed`: responses that are not a page of Lago's, after all retries, and refusals that are not Lago's.
 * - `redirected`: a redirect to another host, where the key must not be sent.
 */
export type LagoErrorKind =
  | "authentication"
  | "forbidden"
  | "not_found"
  | "invalid"
  | "unreachable"
  | "malformed"
  | "redirected";

export interface LagoErrorFacts {
  readonly kind: LagoErrorKind;
  readonly path: string;
  readonly status?: number | null;
  readonly code?: string | null;
  readonly requestId?: string | null;
  readonly details?: unknown;
  readonly own?: boolean;
  readonly transient?: boolean;
  readonly timedOut?: boolean;
  readonly oversized?: boolean;
}

/** The exit codes of the command line. Scripts rely on them: these numbers do not change. */
export const EXIT = {
  loaded: 0,
  unexpected: 1,
  usage: 2,
  authentication: 3,
  /** Some resources failed, are incomplete, or were loaded before and are now refused. */
  partial: 4,
  /** Generated files or a schema differ from what they should be. */
  differs: 5,
  destination: 6,
  unreachable: 7,
} as const;

/** The exit code for an error that ended a load. The failure of one resource is `EXIT.partial`. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof ConfigurationError) return EXIT.usage;
  if (error instanceof DestinationError) return EXIT.destination;
  if (error instanceof LagoError) return EXIT_OF_KIND[error.kind];
  return EXIT.unexpected;
}

const EXIT_OF_KIND: Record<LagoErrorKind, number> = {
  authentication: EXIT.authentication,
  forbidden: EXIT.partial,
  not_found: EXIT.partial,
  invalid: EXIT.partial,
  unreachable: EXIT.unreachable,
  malformed: EXIT.unreachable,
  redirected: EXIT.usage,
};
