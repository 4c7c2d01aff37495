import type { CommitOptions, Committed, Destination, LoadEntry, Stamp } from "../../../runtime/destinations/destination.ts";
import type { Resource } from "../../../runtime/resource.ts";

let loads = 0;

/** The stamp of a load that began an hour after the one before. */
export function newStamp(): Stamp {
  loads++;
  return { loadId: `load-${loads}`, loadedAt: new Date(Date.UTC(2026, 0, 1, loads)) };
}

export function newEntry(resource: Resource, stamp: Stamp, committed: Committed = { inserted: 0, updated: 0, deleted: 0 }): LoadEntry {
  return {
    load_id: stamp.loadId,
    resource: resource.name,
    started_at: stamp.loadedAt,
    finished_at: new Date(stamp.loadedAt.getTime() + 1500),
    status: "loaded",
    reason: null,
    extent: null,
    scope: null,
    withheld: 0,
    rows: 0,
    ...committed,
    pages: 0,
    requests: 0,
    retries: 0,
    waits_ms: 0,
    passes: 1,
    resumed: 0,
    total_count: null,
    rejected: 0,
    page_size: null,
    misfits: {},
    unknown: [],
    document_version: null,
    loader_version: "0.0.0",
    sequence: loads,
  };
}

export interface TestPage {
  readonly records: readonly (object | string)[];
  readonly keys?: readonly string[];
}

/** One load: each page added by itself, then committed. */
export async function load(
  destination: Destination,
  resource: Resource,
  pages: readonly TestPage[],
  { stamp = newStamp(), sweep = true }: { stamp?: Stamp; sweep?: boolean } = {},
): Promise<Committed> {
  const stage = await destination.stage(resource, stamp);
  try {
    for (const { records, keys = [] } of pages) await stage.add([await stage.read(pageOf(resource, records), keys)]);
    return await stage.commit(commitOptions(resource, stamp, sweep));
  } finally {
    await stage.discard();
  }
}

export function commitOptions(resource: Resource, stamp: Stamp, sweep = true): CommitOptions {
  return { sweep: sweep ? "all" : "none", entry: (committed) => newEntry(resource, stamp, committed) };
}

/** The body of a response. Records can be JSON already, for what `JSON.stringify` cannot write. */
export function pageOf(resource: Resource, records: readonly (object | string)[]): Buffer {
  const texts = records.map((record) => (typeof record === "string" ? record : JSON.stringify(record)));
  return Buffer.from(`{"${resource.selector}":[${texts.join(",")}],"meta":{"current_page":1,"next_page":null,"prev_page":null,"total_pages":1,"total_count":${texts.length}}}`);
}

/** The rows that a query answers with, as text. */
export async function rowsOf(destination: Destination, sql: string): Promise<readonly (readonly (string | null)[])[]> {
  return (await destination.query(sql)).rows;
}
