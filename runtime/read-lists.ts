import type { Batches } from "./batches.ts";
import type { Lago, Values } from "./client.ts";
import type { Stage } from "./destinations/destination.ts";
import { LagoError } from "./errors.ts";
import { crawl } from "./paginate.ts";
import type { Resource } from "./resource.ts";
import { readMeta } from "./rows/read-page.ts";
import type { Tally } from "./tally.ts";

/** One reading of one list. */
export interface Reading {
  readonly rows: number;
  /** What Lago says it holds; null where it does not say. */
  readonly total: number | null;
  /** Why records may have slipped through: the list moved, or ended in a way that lists do not end. */
  readonly doubt: string | undefined;
}

export interface ListReader {
  readonly lago: Lago;
  readonly resource: Resource;
  readonly stage: Stage;
  readonly batches: Batches;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  /** Called after each page. */
  readonly onRows: (rows: number, total: number | null) => void;
}

/** Reads a list once, into the stage. `values`: the parent's, in the order of `parent.bind`. */
export async function readList(reader: ListReader, values: readonly string[]): Promise<Reading> {
  const { lago, resource, stage, batches, tally, signal } = reader;
  const { path, query, keys } = fillBindings(resource, values);
  const before = resource.count === "cached" ? await countAnew(reader, path, query) : undefined;
  const pages = crawl(lago, resource, { path, query, signal, read: (body) => stage.read(body, keys) });
  const { report } = pages;
  try {
    for await (const page of pages) {
      await batches.add(page);
      reader.onRows(page.rows, report.totalFirst);
    }
  } finally {
    tally.pages += report.pages;
    tally.requests += report.requests;
    tally.retries += report.retries;
    tally.waits += report.waits;
  }
  const first = before === undefined ? report.totalFirst : before;
  return { rows: report.rows, total: report.totalLast, doubt: doubtOf(report, first) };
}

/**
 * Reads the list of one parent, again where it moved meanwhile. A parent that went away has no rows, and a wallet whose
 * transactions cannot be traced says so with a 422 (lago-api, wallet_transaction_consumptions).
 */
export async function readNestedList(reader: ListReader, values: readonly string[], maxPasses: number): Promise<Reading> {
  try {
    for (let pass = 1; ; pass++) {
      const reading = await readList(reader, values);
      if (!reading.doubt || pass >= maxPasses) return reading;
    }
  } catch (error) {
    if (error instanceof LagoError && meansNoRows(error)) return { rows: 0, total: 0, doubt: undefined };
    throw error;
  }
}

function meansNoRows({ kind, code, details }: LagoError): boolean {
  // `resource_not_found` is Lago's answer to a route it does not have.
  if (kind === "not_found") return code !== "resource_not_found";
  const text = `${code} ${JSON.stringify(details)}`;
  return kind === "invalid" && UNTRACEABLE.some((word) => text.includes(word));
}

const UNTRACEABLE = ["not_traceable", "invalid_transaction_type"];

function doubtOf({ complete, ended, rows, totalLast }: { complete: boolean; ended: string | null; rows: number; totalLast: number | null }, totalFirst: number | null): string | undefined {
  if (!complete) return `paging ended in a ${ended}`;
  if (totalLast === null || totalFirst === null) return undefined;
  if (totalFirst !== totalLast) return `Lago counted ${totalFirst} records at first and ${totalLast} at last: the list changed while it was read`;
  return rows === totalLast ? undefined : `Lago counts ${totalLast} records, ${rows} came: the list changed while it was read`;
}

/**
 * `/invoices` and `/fees` answer with a `total_count` up to 30 minutes old, which Lago counts anew only for a page at or
 * behind its end (lago-api, concerns/pagination.rb). So that is the page to ask for.
 */
async function countAnew({ lago, resource, tally, signal }: ListReader, path: Values, query: Values): Promise<number | null> {
  return lago.get(resource.path, {
    path,
    traffic: tally,
    query: { ...resource.query, ...query, page: BEHIND_ANY_END, per_page: 100 },
    signal,
    accept: (body) => readMeta(JSON.stringify((JSON.parse(body.toString()) as { meta?: unknown }).meta ?? null))?.total_count ?? null,
  });
}

const BEHIND_ANY_END = 10_000_000;

/** The parent's values as parameters of the request, and as keys of the rows. */
function fillBindings(resource: Resource, values: readonly string[]): { path: Values; query: Values; keys: string[] } {
  const bind = resource.parent?.bind ?? [];
  const fill = (place: "path" | "query") =>
    Object.fromEntries(bind.flatMap((binding, index) => (binding.in === place ? [[binding.parameter, values[index]!]] : [])));
  const columns = resource.tables[0].columns.filter((column) => !column.path);
  const keys = columns.map((column) => values[bind.findIndex((binding) => binding.as === column.name)]!);
  return { path: fill("path"), query: fill("query"), keys };
}
