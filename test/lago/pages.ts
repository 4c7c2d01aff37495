import type { List } from "./lists.ts";
import { crashed } from "./refusal.ts";
import type { Row } from "./rows.ts";
import type { Store } from "./store.ts";
import type { TableName } from "./tables.ts";

/** A list as one request asks for it: the path's parameters, decoded, and the query. */
export type ListRequest = { list: List; segments: readonly string[]; query: URLSearchParams };

export type Pages = {
  /** The body of the answer, in pieces that nobody has to copy; throws a refusal. */
  render(request: ListRequest): Buffer[];
  /** The rows that all pages together hold; `complete`: as if the crawl had undone the hidden defaults. */
  rows(request: ListRequest, complete?: boolean): readonly Row[];
};

export function makePages(store: Store, { premium, now }: { premium: boolean; now: () => number }): Pages {
  const selections = new Map<string, { version: number; rows: readonly Row[] }>();
  const joined = new Map<string, { version: number; bytes: Buffer }>();
  const counts = new Map<string, { count: number; at: number }>();
  let joinedSize = 0;

  const select = ({ list, segments, query }: ListRequest, complete = false): Selection => {
    const table = tableOf(list);
    const scope = list.parent?.find(store, segments, query);
    const filters = filtersIn(list, query, complete);
    const key = JSON.stringify([list.path, scope?.value, filters, premium]);
    const version = store.version(table);
    const known = selections.get(key);
    if (known?.version === version) return { key, filters, version, rows: known.rows };
    const tests = filters.flatMap(([name, values]) => filterOf(list, name)!(values, name) ?? []);
    if (list.visible) tests.push(list.visible);
    if (list.unlicensedDays && !premium) tests.push(({ start_of_period_dt: day }) => String(day) >= daysAgo(now(), list.unlicensedDays!));
    const candidates = scope ? store.where(table, scope.column, scope.value) : store.rows(table);
    const rows = tests.length ? candidates.filter((row) => tests.every((test) => test(row.keys))) : candidates;
    if (selections.size > SELECTIONS) selections.clear();
    selections.set(key, { version, rows });
    return { key, filters, version, rows };
  };

  const join = ({ key, version, rows }: Selection, start: number, end: number): Buffer => {
    const name = `${key} ${start}-${end}`;
    const known = joined.get(name);
    if (known?.version === version) return known.bytes;
    const bytes = Buffer.from(rows.slice(start, end).map((row) => row.text).join(","));
    joinedSize += bytes.length;
    if (joinedSize > JOINED_SIZE) {
      joined.clear();
      joinedSize = bytes.length;
    }
    joined.set(name, { version, bytes });
    return bytes;
  };

  /** Counted afresh each time, but on `/invoices` and `/fees`, which count again after 30 minutes or when the page reaches the kept count. */
  const count = (list: List, { filters, rows }: Selection, page: number, perPage: number): number => {
    if (!list.keptCount) return rows.length;
    const { forgets } = list.keptCount;
    const key = JSON.stringify([list.selector, perPage, filters.filter(([name]) => !forgets.includes(name))]);
    const kept = counts.get(key);
    if (kept && now() - kept.at < KEPT_FOR && kept.count > page * perPage) return kept.count;
    counts.set(key, { count: rows.length, at: now() });
    return rows.length;
  };

  return {
    rows: (request, complete) => select(request, complete).rows,
    render: (request) => {
      const { list, query } = request;
      const selection = select(request);
      if (list.whole) return body(list, join(selection, 0, selection.rows.length));
      const page = Math.max(1, Number.parseInt(query.get("page") ?? "", 10) || 1);
      const perPage = readPerPage(query.get("per_page"));
      if (perPage === 0 && selection.rows.length) throw crashed();
      const limit = Number(list.limitParameter && query.get(list.limitParameter)) || perPage;
      const start = (page - 1) * perPage;
      const meta = makeMeta(Math.floor(start / (limit || 1)) + 1, limit, count(list, selection, page, perPage));
      return body(list, join(selection, start, start + limit), `,"meta":${JSON.stringify(meta)}`);
    },
  };
}

export const tableOf = (list: List): TableName => list.table ?? (list.selector as TableName);

type Selection = { key: string; filters: [name: string, values: string[]][]; version: number; rows: readonly Row[] };

const SELECTIONS = 2_000;
const JOINED_SIZE = 64 * 1024 * 1024;
const KEPT_FOR = 30 * 60_000;

const body = (list: List, records: Buffer, rest = "") => [Buffer.from(`{"${list.selector}":[`), records, Buffer.from(`]${rest}}`)];

/** Only names that the list knows: all others are dropped before anyone looks at them. */
function filtersIn(list: List, query: URLSearchParams, complete: boolean): [string, string[]][] {
  const names = [...new Set(query.keys())].filter((name) => filterOf(list, name));
  const sent = names.map((name): [string, string[]] => [name, query.getAll(name)]);
  const assumed = Object.entries(list.assumed ?? {}).filter(([name]) => !query.has(name));
  return [...sent, ...(complete ? [] : assumed.map(([name, values]): [string, string[]] => [name, [...values]]))];
}

function filterOf({ filters = {} }: List, name: string) {
  return Object.hasOwn(filters, name) ? filters[name] : /^metadata\[.+\]$/.test(name) ? filters["metadata[key]"] : undefined;
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

const daysAgo = (now: number, days: number) => new Date(now - days * 86_400_000).toISOString().slice(0, 10);
