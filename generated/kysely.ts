import type { ColumnType } from "kysely";
import type { PgValues, Tables, Values } from "./tables.ts";

/**
 * The tables for Kysely: `new Kysely<LagoDatabase>(…).withSchema("lago_data")`. Columns can be read. They cannot be inserted or updated,
 * since the next load would not know of it.
 */
export type LagoDatabase<V extends Values = PgValues> = {
  [Table in keyof Tables<V>]: { [Column in keyof Tables<V>[Table]]: ColumnType<Tables<V>[Table][Column], never, never> };
};
