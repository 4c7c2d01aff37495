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
  /**
   * Requests pages until `most` are in flight, or those that have arrived are many bytes, and returns the first one. Only the first may be
   * beyond the `announced` rows.
   */
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

/** `arrived` is called with the bytes of the body, before it is parsed. */
export type FetchPage<P extends Page> = (row: number, size: number, signal: AbortSignal, arrived: (bytes: number) => void) => Promise<FetchedPage<P>>;

export function openQueue<P extends Page>(fetchPage: FetchPage<P>, sizeAt: (row: number) => number): PageQueue<P> {
  let inFlight: (PageInFlight<P> & { bytes: number })[] = [];
  let drop = new AbortController();
  let next = 0;

  function ask(): void {
    const size = sizeAt(next);
    const page = { row: next, size, bytes: 0 };
    const fetched = fetchPage(next, size, drop.signal, (bytes) => (page.bytes = bytes));
    // The error is thrown when the page is taken; nobody looks at the error of a dropped page.
    fetched.catch(() => undefined);
    inFlight.push(Object.assign(page, { fetched }));
    next += size;
  }

  const isFull = () => inFlight.reduce((sum, { bytes }) => sum + bytes, 0) >= ARRIVED_BYTES;

  return {
    take: (most, announced) => {
      while (inFlight.length === 0 || (inFlight.length < most && next < announced && !isFull())) ask();
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

/** As much as arrives behind a response that takes twice as long. More would only wait for a slow database, or for a slow thread. */
const ARRIVED_BYTES = 8 * 2 ** 20;

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
  return async (row, size, drop, arrived) => {
    const { recall } = options;
    const readBody = (body: Buffer) => {
      arrived(body.length);
      return read(body, { row, size });
    };
    if (recall?.sizeAt(row) === size) return readBody(await recall.body(row));
    return lago.get(path, {
      path: values,
      query: size === Infinity ? query : { ...query, page: row / size + 1, per_page: size },
      accept: (body) => readBody(unwrapPage(body, resource)),
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
