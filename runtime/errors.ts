import { toSafeText } from "./secrets.ts";

/** What the loader was asked to do makes no sense or is not allowed: an address, an option, a name. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
}

/** The database refused, is not there, or is not what its address says. */
export class DestinationError extends Error {
  override name = "DestinationError";
  /** `resource`: the database refused a value, or a right on a table, of one resource, and others can be loaded. `all`: it would refuse the next one, too. */
  readonly concerns: "resource" | "all";

  constructor(message: string, { concerns = "all", ...options }: ErrorOptions & { readonly concerns?: "resource" | "all" } = {}) {
    super(message, options);
    this.concerns = concerns;
  }
}

/**
 * Lago, or what answers in its place, did not deliver. Neither the message nor any property holds the API key, a query or a
 * record, and the message is one line without control characters: both can be logged.
 */
export class LagoError extends Error {
  override name = "LagoError";
  readonly kind: LagoErrorKind;
  readonly method = "GET";
  /** Path of the request, without its query. */
  readonly path: string;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** Lago's own word for it, as in `feature_unavailable` or `customer_not_found`. */
  readonly code: string | null;
  /** What Lago's support asks for: the answer's `x-request-id`. */
  readonly requestId: string | null;
  /** `error_details` of a 422: field → codes. */
  readonly details: unknown;
  /** True where the answer has the form of Lago's own errors; false for a gateway's, and where no answer came. */
  readonly own: boolean;
  /** True where the same request can succeed a moment later. */
  readonly transient: boolean;
  /** True where the answer took too long, here or at a gateway on the way: a smaller page may do. */
  readonly timedOut: boolean;
  /** True where the answer is larger than what is held in memory: a smaller page may do. */
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

/** Lago has no such record, though it has the route: to one that it lacks it answers `resource_not_found`. */
export function isGone({ kind, code }: LagoError): boolean {
  return kind === "not_found" && code !== null && code !== "resource_not_found";
}

/** What Lago says of a request that it refuses: its `code`, and the codes of each field in `error_details`, however deep (`{"status":{"0":["…"]}}`). */
export function codesOf({ code, details }: LagoError): string[] {
  return [code, ...leavesOf(details)].filter((leaf) => typeof leaf === "string");
}

function leavesOf(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}

/**
 * `authentication`: 401, the key. `forbidden`: 403, a premium feature or a permission of the key; `code` says which.
 * `not_found`: 404. `invalid`: any other 4xx, as a 422 with its details. These four only where the answer has Lago's own form.
 * `unreachable`: no connection, no answer in time, 429 or 5xx, after all patience. `malformed`: answers that are no page of
 * Lago's, after all patience, and refusals that are not Lago's. `redirected`: sent to another host, where the key must not go.
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

/** What the process ends with. Documented for scripts: these numbers do not change. */
export const EXIT = {
  loaded: 0,
  unexpected: 1,
  usage: 2,
  authentication: 3,
  /** Some resources failed, are incomplete, or are refused though an earlier load has read them. */
  partial: 4,
  /** Generated files or a schema differ from what they should be. */
  differs: 5,
  destination: 6,
  unreachable: 7,
} as const;

/** The exit code of an error that ended everything; one resource's own failure is `EXIT.partial`. */
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
