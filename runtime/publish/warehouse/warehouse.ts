import type { Sql } from "../../destinations/sql.ts";
import type { ColumnType } from "../../resource.ts";
import type { WarehouseName } from "./column-types.ts";

/** A warehouse that rows are published to. Knows how a file gets there and how its SQL is written; nothing of Lago. */
export interface Warehouse {
  /** For people, without secrets, as in `bigquery://project/dataset`. The same for all addresses of the same place. */
  readonly name: string;
  readonly dialect: WarehouseDialect;
  /** Throws if there are no credentials. Before a load, since a publish finds out by itself. Absent: opening it has found them. */
  check?(): Promise<void>;
  /** Runs a statement, and returns its rows as text. */
  ask(statement: Sql): Promise<readonly (readonly (string | null)[])[]>;
  /** Runs statements in order. Each must be safe to run twice. */
  run(statements: readonly Sql[]): Promise<void>;
  /** The same in a transaction, if the warehouse has one. */
  transact(statements: readonly Sql[]): Promise<void>;
  /** Returns the names of all tables, in lower case. Creates the schema if it is missing. */
  listTables(): Promise<ReadonlySet<string>>;
  /** Uploads a Parquet file, and returns what statements name after FROM to read it. */
  stage(table: WarehouseTable, file: string): Promise<Sql>;
  /** Loads a Parquet file directly into a table that this publish has just created. Absent: the file is staged. */
  fill?(table: WarehouseTable, file: string): Promise<void>;
  /** Removes all staged data, including that of a killed publish. */
  clear(): Promise<void>;
  /** The bytes that the warehouse bills for the statements so far. Absent: it does not bill by bytes. */
  billedBytes?(): Promise<number>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** What is different in the SQL of each, as data. */
export interface WarehouseDialect {
  readonly warehouse: WarehouseName;
  readonly quote: (name: string) => string;
  /** What stands before the name of a table, as in `project.dataset`. */
  readonly place: readonly string[];
  /** A type that has room for a sum of whole numbers. */
  readonly wholeNumber: Sql;
  /** DuckDB's SQL for a value on its way into Parquet; absent: as it is. */
  readonly write: Readonly<Partial<Record<ColumnType, (value: Sql) => Sql>>>;
  /** What holds in DuckDB of values that do not arrive as they are, and what becomes of these. */
  readonly lossy: Readonly<Partial<Record<ColumnType, Lossy>>>;
  /** The value of a staged column; absent: as it is. */
  readonly read: Readonly<Partial<Record<ColumnType, (value: Sql) => Sql>>>;
  /** How Parquet is packed. */
  readonly packing: "zstd" | "snappy";
  /** Whether columns of a key are declared NOT NULL. */
  readonly required: boolean;
  /** What declares a primary key that nothing enforces. */
  readonly key: (columns: Sql) => Sql;
  /** What follows the columns of a CREATE TABLE. */
  readonly layout: (table: WarehouseTable) => Sql;
  /** Whether a DELETE is billed by the partitions that its condition reaches. */
  readonly bounded?: boolean;
  readonly addColumn: (table: Sql, column: Sql) => Sql;
  /** Gives a table the types of `table`, and the rows that were staged of it, at once. */
  readonly rebuild: (table: WarehouseTable, source: Sql, columns: RebuiltColumns) => readonly Sql[];
  /** Puts what was staged of a table in place of all that it has. */
  readonly replaceRows: (table: WarehouseTable, rows: Sql | undefined) => readonly Sql[];
  /** Puts what was staged of a table in place of what it has of the staged roots. */
  readonly merge: (table: WarehouseTable, sources: MergeSources) => readonly Sql[];
}

export interface Lossy {
  readonly when: (value: Sql) => Sql;
  /** As in `cut to 65,535 bytes`. */
  readonly what: string;
}

/** A table as it is to be in a warehouse. */
export interface WarehouseTable {
  readonly name: string;
  readonly columns: readonly WarehouseColumn[];
  /** What identifies a row, where that is never null: declared as its key. */
  readonly key: readonly string[];
  /** The columns that name the root record in the root's own table and in this one; empty where nothing identifies a record. */
  readonly match: readonly Match[];
  /** The time by which a table is divided into partitions. */
  readonly cursor?: WarehouseColumn | undefined;
}

export interface WarehouseColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface RebuiltColumns {
  /** Those that have another type in the warehouse. */
  readonly retyped: readonly WarehouseColumn[];
  /** Whether one of those is or was a time, by which the table may be divided. */
  readonly redated?: boolean;
  /** What else the table has there, which is null then. */
  readonly kept: readonly WarehouseColumn[];
}

export interface Match {
  readonly root: string;
  readonly own: string;
  /** Whether null is a value of its own in it. */
  readonly nullable: boolean;
}

export interface MergeSources {
  /** The staged roots. */
  readonly roots: Sql;
  /** The staged rows of the table; absent where there are none. */
  readonly rows?: Sql | undefined;
  /** The first and the last value that `cursor` has in what is replaced; absent: nobody knows. */
  readonly range?: readonly [string, string] | undefined;
}
