import { makeRow, type JsonObject, type Keys, type Row } from "./rows.ts";
import { TABLES, type Table, type TableName } from "./tables.ts";

export type Tables = Partial<Record<TableName, Row[]>>;

/** The rows of all tables, in the server's order, found by key, changed while they are being read. */
export type Store = {
  rows(table: TableName): readonly Row[];
  where(table: TableName, column: string, value: string): readonly Row[];
  find(table: TableName, column: string, value: string): Row | undefined;
  /** Counts the changes of a table: what was computed at one version holds as long as it stands. */
  version(table: TableName): number;
  /** Inserts, or replaces the row of the same id and keeps its hidden keys. */
  put(table: TableName, record: JsonObject | string, hidden?: Keys): void;
  remove(table: TableName, id: string): void;
};

export function openStore(data: Tables): Store {
  const states = new Map<TableName, State>();
  const state = (table: TableName): State => {
    let found = states.get(table);
    if (!found) states.set(table, (found = { rows: [...(data[table] ?? [])], sorted: false, indexes: new Map(), version: 0 }));
    return found;
  };
  const change = (table: TableName, rows: Row[]) => {
    const { version } = state(table);
    states.set(table, { rows, sorted: false, indexes: new Map(), version: version + 1 });
  };
  const rows = (table: TableName) => {
    const current = state(table);
    if (!current.sorted) {
      current.rows.sort(byOrder((TABLES[table] as Table).order));
      current.sorted = true;
    }
    return current.rows;
  };
  const where = (table: TableName, column: string, value: string) => {
    const sorted = rows(table);
    const { indexes } = state(table);
    let index = indexes.get(column);
    if (!index) indexes.set(column, (index = groupBy(sorted, column)));
    return index.get(value) ?? [];
  };
  return {
    rows,
    where,
    find: (table, column, value) => where(table, column, value)[0],
    version: (table) => state(table).version,
    put: (table, record, hidden) => {
      const fresh = makeRow(table, record, hidden);
      const old = state(table).rows.findIndex((row) => row.id === fresh.id);
      const kept = old < 0 ? fresh : { ...fresh, keys: { ...state(table).rows[old]!.keys, ...fresh.keys } };
      change(table, old < 0 ? [...state(table).rows, fresh] : state(table).rows.with(old, kept));
    },
    remove: (table, id) =>
      change(
        table,
        state(table).rows.filter((row) => row.id !== id),
      ),
  };
}

type State = { rows: Row[]; sorted: boolean; indexes: Map<string, Map<string, Row[]>>; version: number };

const keyOf = (row: Row, column: string): string => (column === "id" ? row.id : String(row.keys[column]));

function groupBy(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row, column);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Postgres puts nulls last when ascending and first when descending, unless the order says otherwise. */
function byOrder(order: readonly string[]): (a: Row, b: Row) => number {
  const terms = order.map((term) => {
    const [column, direction] = term.split(" ");
    const sign = direction === "desc" ? -1 : 1;
    return { column: column!, sign, nulls: term.endsWith("nulls last") ? 1 : sign };
  });
  return (a, b) => {
    for (const { column, sign, nulls } of terms) {
      const left = a.keys[column] ?? null;
      const right = b.keys[column] ?? null;
      if (left === right) continue;
      if (left === null) return nulls;
      if (right === null) return -nulls;
      return left < right ? -sign : sign;
    }
    return 0;
  };
}
