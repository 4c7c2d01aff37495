import type { Random } from "../random.ts";
import { makeRow, type JsonObject, type Keys } from "../rows.ts";
import type { Tables } from "../store.ts";
import type { TableName } from "../tables.ts";

/** What all makers of records share: the period, the chances, and the tables they write into. */
export type Books = {
  random: Random;
  /** For what varies in form only: its choices leave all others as they were. */
  forms: Random;
  organizationId: string;
  /** Where the organisation's events are kept decides how `/events` behaves. */
  clickhouse: boolean;
  /** Milliseconds: the first day of business, and the moment the company is looked at. */
  from: number;
  until: number;
  add(table: TableName, record: JsonObject, hidden?: Keys): void;
};

export function openBooks(tables: Tables, settings: Omit<Books, "add">): Books {
  return {
    ...settings,
    add: (table, record, hidden) => void (tables[table] ??= []).push(makeRow(table, record, hidden)),
  };
}
