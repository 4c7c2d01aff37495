import type { List } from "./lists.ts";
import { crashed } from "./refusal.ts";
import { tableOf, turnTies, type ListRequest, type Select, type Selection } from "./selection.ts";
import { TABLES, type Table } from "./tables.ts";

/** The body of a list's answer, in pieces that nobody has to copy; throws a refusal. */
export type RenderPage = (request: ListRequest) => Buffer[];

export type PageOptions = {
  now: () => number;
  /** Ties of ClickHouse's lists are wrong at the borders of pages, and stay so: see `Table.lossyTies`. */
  lossyTies: boolean;
};

export function makeRenderPage(select: Select, { now, lossyTies }: PageOptions): RenderPage {
  const join = makeJoin();
  const count = makeCount(now);
  return (request) => {
    const { list, query } = request;
    const selection = select(request);
    if (list.whole) return body(list, join(selection, 0, selection.rows.length));
    const page = Math.max(1, Number.parseInt(query.get("page") ?? "", 10) || 1);
    const perPage = readPerPage(query.get("per_page"));
    // Kaminari divides by it, calls `to_i` on arrays, and Postgres has no larger OFFSET.
    if (perPage === 0 || query.has("page[]") || query.has("per_page[]") || page * perPage > 2 ** 63) throw crashed();
    const limit = Number(list.limitParameter && query.get(list.limitParameter)) || perPage;
    const start = (page - 1) * perPage;
    const meta = makeMeta(Math.floor(start / (limit || 1)) + 1, limit, count(list, selection, page, perPage));
    const table: Table = TABLES[tableOf(list)];
    const sorted = lossyTies && table.lossyTies ? { ...selection, rows: turnTies(selection.rows, table, scatter(start + limit)) } : selection;
    return body(list, join(sorted, start, start + limit), `,"meta":${JSON.stringify(meta)}`);
  };
}

/** A whole number that says nothing about the one it was made of, and is the same each time. */
const scatter = (number: number) => Math.imul(number ^ (number >>> 3), 0x9e3779b1) >>> 12;

const JOINED_BYTES = 64 * 1024 * 1024;
const KEPT_FOR = 30 * 60_000;

/** The records of a page as bytes, remembered: a page that is asked for again costs nothing. */
function makeJoin() {
  const joined = new Map<string, Buffer>();
  let size = 0;
  return ({ key, rows }: Selection, start: number, end: number): Buffer => {
    const name = `${key} ${start}-${end}`;
    const known = joined.get(name);
    if (known) return known;
    const texts = rows.slice(start, end).map((row) => row.text);
    const bytes = Buffer.from(texts.join(","));
    size += bytes.length;
    if (size > JOINED_BYTES) {
      joined.clear();
      size = bytes.length;
    }
    joined.set(name, bytes);
    return bytes;
  };
}

/**
 * The total, counted afresh for every page; but `/invoices` and `/fees` keep it for 30 minutes, and count again when the
 * page reaches what they have kept.
 */
function makeCount(now: () => number) {
  const counts = new Map<string, { count: number; at: number }>();
  return ({ keptCount, selector }: List, { filters, rows }: Selection, page: number, perPage: number): number => {
    if (!keptCount) return rows.length;
    // Arrays are in no key: the drafts alone are counted under the name of all invoices, and the other way round.
    const key = JSON.stringify([selector, perPage, filters.filter(([name]) => !keptCount.forgets.includes(name) && !name.endsWith("[]"))]);
    const kept = counts.get(key);
    if (kept && now() - kept.at < KEPT_FOR && kept.count > page * perPage) return kept.count;
    counts.set(key, { count: rows.length, at: now() });
    return rows.length;
  };
}

/** 100 when missing; Kaminari's own 25 when negative or no number; no maximum. */
function readPerPage(text: string | null): number {
  if (text === null) return 100;
  return /^\d/.test(text) ? Number.parseInt(text, 10) : 25;
}

function makeMeta(page: number, perPage: number, total: number) {
  const pages = perPage ? Math.ceil(total / perPage) : 0;
  return {
    current_page: total ? page : 0,
    next_page: page < pages ? page + 1 : null,
    prev_page: total && page > 1 ? page - 1 : null,
    total_pages: pages,
    total_count: total,
  };
}

function body(list: List, records: Buffer, rest = ""): Buffer[] {
  return [Buffer.from(`{"${list.selector}":[`), records, Buffer.from(`]${rest}}`)];
}
