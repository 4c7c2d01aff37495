import type { List } from "./lists.ts";
import { isCustomer } from "./parents.ts";
import { notFound } from "./refusal.ts";
import type { Row } from "./rows.ts";
import type { Store } from "./store.ts";
import { TABLES, type Table, type TableName } from "./tables.ts";

/** A list as one request asks for it: the path's parameters, decoded, and the query. */
export type ListRequest = { list: List; segments: readonly string[]; query: URLSearchParams };

export type FilterValues = readonly (readonly [name: string, values: readonly string[]])[];

/** The rows that all pages of a request's list hold together. Two selections of one key hold the same. */
export type Selection = { key: string; filters: FilterValues; rows: readonly Row[] };

export type SelectionOptions = { premium: boolean; looseTies: boolean; now: () => number };

/** Chooses the rows of a list, or throws a refusal. `complete`: as if the request had undone what the server assumes. */
export type Select = (request: ListRequest, complete?: boolean) => Selection;

export function makeSelect(store: Store, { premium, looseTies, now }: SelectionOptions): Select {
  const known = new Map<string, Selection>();
  let turn = 0;

  return ({ list, segments, query }, complete = false) => {
    const table = tableOf(list);
    const scope = list.parent?.find(store, segments, query);
    const filters = filtersIn(list, query, complete);
    if (looseTies) turn += 1;
    const key = JSON.stringify([list.path, scope?.value, filters, store.version(table), list.unknownCustomer && store.version("customers"), turn]);
    const found = known.get(key);
    if (found) return found;
    checkEntities(store, list, query);
    const tests = filters.flatMap(([name, values]) => filterOf(list, name)!(values, name) ?? []);
    const customer = query.get("external_customer_id");
    if (list.unknownCustomer && customer !== null && !isCustomer(store, customer)) {
      if (list.unknownCustomer === "refused") throw notFound("customer");
      tests.push(() => false);
    }
    if (list.visible) tests.push(list.visible);
    if (list.unlicensedDays && !premium) tests.push(({ end_of_period_dt: day }) => String(day) >= daysAgo(now(), list.unlicensedDays!));
    const candidates = scope ? store.where(table, scope.column, scope.value) : store.rows(table);
    const chosen = tests.length ? candidates.filter((row) => tests.every((test) => test(row.keys))) : candidates;
    const selection = { key, filters, rows: looseTies ? turnTies(chosen, TABLES[table], turn) : chosen };
    if (known.size > REMEMBERED) known.clear();
    known.set(key, selection);
    return selection;
  };
}

function checkEntities(store: Store, list: List, query: URLSearchParams): void {
  const name = "billing_entity_codes[]";
  if (filterOf(list, name) && query.getAll(name).some((code) => !store.find("billing_entities", "code", code))) throw notFound("billing_entity");
}

export const tableOf = (list: List): TableName => list.table ?? (list.selector as TableName);

const REMEMBERED = 2_000;

/** Only names that the list knows: all others are dropped before anyone looks at them. */
function filtersIn(list: List, query: URLSearchParams, complete: boolean): FilterValues {
  const names = [...new Set(query.keys())].filter((name) => filterOf(list, name));
  const sent = names.map((name) => [name, query.getAll(name)] as const);
  const assumed = complete ? [] : Object.entries(list.assumed ?? {}).filter(([name]) => !query.has(name));
  return [...sent, ...assumed];
}

function filterOf({ filters = {} }: List, name: string) {
  return Object.hasOwn(filters, name) ? filters[name] : /^metadata\[.+\]$/.test(name) ? filters["metadata[key]"] : undefined;
}

/** Rows that the order does not tell apart come as the database happens to find them: `turn` decides which one is first. */
export function turnTies(rows: readonly Row[], { order }: Table, turn: number): readonly Row[] {
  const columns = order.map((term) => term.split(" ")[0]!);
  const place = (row: Row) => columns.map((column) => row.keys[column]).join("\t");
  const turned: Row[] = [];
  for (let start = 0, end = 0; start < rows.length; start = end) {
    while (end < rows.length && place(rows[end]!) === place(rows[start]!)) end += 1;
    const shift = start + (turn % (end - start));
    turned.push(...rows.slice(shift, end), ...rows.slice(start, shift));
  }
  return turned;
}

const daysAgo = (now: number, days: number) => new Date(now - days * 86_400_000).toISOString().slice(0, 10);
