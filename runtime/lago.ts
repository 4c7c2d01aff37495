import type { Resource, ResourceTypes } from "./resource.ts";
import type { SendOptions, Traffic } from "./transport/retry.ts";

/** Lago, as one key sees it. */
export interface Lago {
  /** Address of the API, without secrets. */
  readonly url: string;
  /** Requests that may be in flight now; with `auto` it changes from moment to moment. */
  readonly concurrency: number;
  /** Pages of one list that are asked for ahead of the one that is read. More than requests, where one slow answer is not to hold up the others. */
  readonly pagesAhead: number;
  readonly perPage: number | "auto";
  readonly signal: AbortSignal | undefined;
  /**
   * All records of a resource, with a few pages in memory at a time. `path` fills the parameters of the resource's path,
   * or of one of its scopes. Integers above 2^53 lose digits, as in any `JSON.parse`.
   */
  list<T extends ResourceTypes>(resource: Resource<T>, ...filters: Filters<T>): AsyncGenerator<T["record"], void>;
  /** The same, an array a page. */
  pages<T extends ResourceTypes>(resource: Resource<T>, ...filters: Filters<T>): AsyncGenerator<readonly T["record"][], void>;
  /** One answer of any path below `/api/v1`, retried and paced: what lists and loads are made of. */
  get<T>(path: string, request: GetRequest<T>): Promise<T>;
}

/** Whose data a key sees, as `GET /organizations` says. */
export interface Organization {
  /** `lago_id`. */
  readonly id: string;
  readonly name: string;
}

export interface GetRequest<T> extends Omit<SendOptions<T>, "traffic" | "kind"> {
  /** Counted up with what the request costs. */
  readonly traffic?: Traffic;
  readonly path?: Values;
  readonly query?: Values;
}

/** Parameters by name, as Lago knows them; an array is sent as its name repeated. */
export type Values = Readonly<Record<string, unknown>>;

/** Filters of a resource, then options, which may only be left out where the path has no parameters. */
export type Filters<T extends ResourceTypes> =
  Record<never, never> extends T["parameters"]
    ? [query?: T["query"], options?: ListOptions<T>]
    : [query: T["query"] | undefined, options: ListOptions<T> & { readonly path: PathOf<T["parameters"]> }];

export interface ListOptions<T extends ResourceTypes> {
  /** Values of the path's parameters, as Lago gave them: they are percent-encoded here. */
  readonly path?: PathOf<T["parameters"]>;
  readonly signal?: AbortSignal;
}

/** The members of a union of parameters that have any. */
type PathOf<Parameters> = Parameters extends unknown ? (keyof Parameters extends never ? never : Readonly<Parameters>) : never;
