import type { Lago, Values } from "../lago.ts";
import { ConfigurationError } from "../errors.ts";
import type { CrawlOptions, Place } from "./crawl-options.ts";
import type { Resource } from "../resource.ts";
import type { Page } from "../rows/page.ts";
import { unwrapPage } from "../rows/unwrap-page.ts";
import type { Traffic } from "../transport/retry.ts";
import { endsWith } from "../transport/signals.ts";

/** Pages in flight, in the order of their rows. */
export interface PageQueue<P extends Page> {
  /** Requests pages until `most` are in flight, of which only the first may be beyond the `announced` rows, and returns the first one. */
  take(most: number, announced: number): PageInFlight<P>;
  /** Drops pages in flight: the next page starts at this row. */
  goBackTo(row: number): void;
  close(): void;
}

export interface PageInFlight<P extends Page> {
  readonly row: number;
  /** Number of requested records: Infinity if Lago decides. */
  readonly size: number;
  readonly fetched: Promise<FetchedPage<P>>;
}

export interface FetchedPage<P extends Page> {
  readonly page: P;
  readonly bytes: number;
  /** The first bytes of the body, with the key of its first record. */
  readonly start: string;
}

export type FetchPage<P extends Page> = (row: number, size: number, signal: AbortSignal) => Promise<FetchedPage<P>>;

export function openQueue<P extends Page>(fetchPage: FetchPage<P>, sizeAt: (row: number) => number): PageQueue<P> {
  let inFlight: PageInFlight<P>[] = [];
  let drop = new AbortController();
  let next = 0;

  function ask(): void {
    const size = sizeAt(next);
    const fetched = fetchPage(next, size, drop.signal);
    // The error is thrown when the page is taken; nobody looks at the error of a dropped page.
    fetched.catch(() => undefined);
    inFlight.push({ row: next, size, fetched });
    next += size;
  }

  return {
    take: (most, announced) => {
      while (inFlight.length === 0 || (inFlight.length < most && next < announced)) ask();
      return inFlight.shift()!;
    },
    goBackTo: (row) => {
      drop.abort();
      drop = new AbortController();
      inFlight = [];
      next = row;
    },
    close: () => drop.abort(),
  };
}

/** Attempts for one page that may time out before a smaller one is requested. */
const TIMEOUTS = 2;

/** This many bytes certainly contain the key of the first record. */
const START = 512;

/** How a page of this list is requested. */
export function preparePages<P extends Page>(lago: Lago, resource: Resource, options: CrawlOptions<P>, traffic: Traffic): FetchPage<P> {
  const values = options.path ?? {};
  const path = choosePath(resource, values);
  const query = { ...resource.query, ...options.query };
  const read = async (body: Buffer, place: Place) => ({ page: await options.read(body, place), bytes: body.length, start: body.toString("latin1", 0, START) });
  return async (row, size, drop) => {
    const { recall } = options;
    if (recall?.sizeAt(row) === size) return read(await recall.body(row), { row, size });
    return lago.get(path, {
      path: values,
      query: size === Infinity ? query : { ...query, page: row / size + 1, per_page: size },
      accept: (body) => read(unwrapPage(body, resource), { row, size }),
      traffic,
      attempts: options.attempts,
      optional: resource.optional,
      // The smallest page gets all attempts: there is no other way to its record.
      ...(size > 1 && size !== Infinity && { timeouts: TIMEOUTS }),
      signal: endsWith(options.signal, lago.signal, drop)!,
    });
  };
}

/** The resource's path, or that of its scope with the given parameters. */
function choosePath({ name, path, scopes }: Resource, values: Values): string {
  const given = Object.keys(values).sort();
  const paths = [path, ...scopes];
  const chosen = paths.find((candidate) => String(parametersOf(candidate).sort()) === String(given));
  if (chosen !== undefined) return chosen;
  const wanted = paths.map((candidate) => parametersOf(candidate).join(" and ") || "none").join(", or ");
  if (given.length === 0) throw new ConfigurationError(`${name} is listed below a parent: give ${wanted} in path.`);
  throw new ConfigurationError(`${name} cannot be listed by ${given.join(" and ")}; it takes ${wanted}.`);
}

function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!);
}
