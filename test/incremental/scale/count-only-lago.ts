import type { GetRequest, Lago } from "../../../runtime/client.ts";
import type { Resource } from "../../../runtime/resource.ts";
import { DAYS, sizeOf } from "./organization.ts";

/** A Lago that knows how many records there are and what they weigh, and sends as many bytes, but no record. */
export interface CountOnlyLago extends Lago {
  /** Requests so far. */
  readonly requests: number;
}

/** What is in a body, before the blanks that make its weight. */
export interface Sent {
  readonly rows: number;
  readonly total: number | null;
  readonly page: number;
  readonly pages: number;
}

export interface CountOnlyOptions {
  readonly resource: Resource;
  /** Lists that it has: below how many parents. */
  readonly lists: number;
  /** Bytes that one record has. */
  readonly weight: number;
  readonly now: number;
  /** Of the organisation; 1 is the large one. */
  readonly scale: number;
}

const DAY = 86_400_000;

export function makeCountOnlyLago({ resource, lists, weight, now, scale }: CountOnlyOptions): CountOnlyLago {
  const { rows, days = DAYS, settled = {} } = sizeOf(resource.name, scale);
  const start = now - days * DAY;
  let requests = 0;
  return {
    url: "https://lago.example.com",
    concurrency: 6,
    pagesAhead: 6,
    perPage: "auto",
    signal: undefined,
    get requests() {
      return requests;
    },
    get: async <T>(_path: string, { query = {}, accept }: GetRequest<T>) => {
      requests++;
      return accept(render(query));
    },
    pages: unused,
    list: unused,
  };

  function render(query: Readonly<Record<string, unknown>>): Buffer {
    const total = countRows(query);
    if (resource.paginator === "single_page") return fill({ rows: total, total: null, page: 1, pages: 1 });
    const [page, perPage] = [Number(query["page"] ?? 1), Number(query["per_page"] ?? 100)];
    const shown = Math.max(0, Math.min(perPage, total - (page - 1) * perPage));
    return fill({ rows: shown, total, page, pages: Math.ceil(total / perPage) }, perPage);
  }

  /** Records are spread evenly over the time, and none lies just where slices are cut. */
  function countRows(query: Readonly<Record<string, unknown>>): number {
    const { cursor } = resource;
    const isAsked = (name: string | undefined) => name !== undefined && name in query;
    const asked = cursor && [cursor, ...(cursor.also ?? [])].find(({ from, to }) => isAsked(from) || isAsked(to));
    if (!asked) return Math.round(rows / lists);
    const share = asked === cursor ? 1 : settled[asked.column]!;
    const before = (time: unknown) => Math.round(rows * share * Math.min(1, Math.max(0, (Date.parse(String(time)) - start) / (now - start))));
    const { from, to } = asked;
    return before(isAsked(to) ? query[to!] : new Date(now).toISOString()) - (isAsked(from) ? before(query[from!]) : 0);
  }

  function fill(sent: Sent, perPage = sent.rows): Buffer {
    // The time of the last record on the page: lists show the newest first.
    const { cursor, selector } = resource;
    const oldest = now - ((sent.page - 1) * perPage + sent.rows) * ((now - start) / rows);
    const records = cursor && sent.rows > 0 ? { [selector]: [{ [cursor.column]: new Date(oldest).toISOString() }] } : {};
    const head = `${JSON.stringify({ ...sent, ...records, meta: { total_count: sent.total } })}\n`;
    return Buffer.alloc(Math.max(head.length, sent.rows * weight), " ").fill(head, 0, head.length);
  }
}

function unused(): never {
  throw new Error("A load does not read records one by one.");
}
