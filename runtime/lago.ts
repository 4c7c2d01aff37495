import type { Resource, ResourceTypes } from "./resource.ts";
import type { SendOptions, Traffic } from "./transport/retry.ts";

/** A client for the Lago API, with one API key. Its methods reject with a `LagoError`, or with the reason of an abort. */
export interface Lago {
  /** Address of the API, without secrets. */
  readonly url: string;
  /** Number of requests that may be in flight now; with `auto` it changes all the time. */
  readonly concurrency: number;
  /** Number of pages of one list that are requested ahead. It exceeds `concurrency`, so that one slow response does not delay the others. */
  readonly pagesAhead: number;
  readonly perPage: number | "auto";
  readonly signal: AbortSignal | undefined;
  /**
   * Yields all records of a resource, with a few pages in memory at a time. `path` fills the parameters of the resource's path,
   * or of one of its scopes. Integers above 2^53 lose digits, as in any `JSON.parse`.
   */
  list<T extends ResourceTypes>(resource: Resource<T>, ...filters: Filters<T>): AsyncGenerator<T["record"], void>;
  /** As `list`, but yields one array for each page. */
  pages<T extends ResourceTypes>(resource: Resource<T>, ...filters: Filters<T>): AsyncGenerator<readonly T["record"][], void>;
  /** Sends one request to any path below `/api/v1`, with retries and rate limit, and returns what `accept` makes of the body. */
  get<T>(path: string, request: GetRequest<T>): Promise<T>;
}

/** The organisation of an API key, as `GET /organizations` returns it. */
export interface Organization {
  /** `lago_id`. */
  readonly id: string;
  readonly name: string;
}

/** A request of `Lago.get`. */
export interface GetRequest<T> extends Omit<SendOptions<T>, "traffic" | "kind"> {
  /** Counters that the request adds to. */
  readonly traffic?: Traffic;
  /** Values of the path's parameters. */
  readonly path?: Values;
  /** Query parameters. */
  readonly query?: Values;
}

/** Parameters by Lago's names. An array is sent by repeating its name. */
export type Values = Readonly<Record<string, unknown>>;

/** The arguments of `list` after the resource: filters, then options, which are required if the path has parameters. */
export type Filters<T extends ResourceTypes> =
  Record<never, never> extends T["parameters"]
    ? [query?: T["query"], options?: ListOptions<T>]
    : [query: T["query"] | undefined, options: ListOptions<T> & { readonly path: PathOf<T["parameters"]> }];

/** Options of `list` and `pages`. */
export interface ListOptions<T extends ResourceTypes> {
  /** Values of the path's parameters, verbatim: they are percent-encoded here. */
  readonly path?: PathOf<T["parameters"]>;
  /** Aborts this list. */
  readonly signal?: AbortSignal;
}

/** The members of a union of parameters that are not empty. */
type PathOf<Parameters> = Parameters extends unknown ? (keyof Parameters extends never ? never : Readonly<Parameters>) : never;
