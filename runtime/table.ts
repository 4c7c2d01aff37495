/** The tables of a resource: types only, as in resource.ts. */

/** A table. Its columns are in the order of Lago's OpenAPI spec; the loader's own columns (`_extra`, `_loaded_at`, …) are not listed. */
export interface Table {
  readonly name: string;
  /**
   * For a child table: the arrays from the root record down to it, each as a path of property names from the
   * record above, e.g. `[["charges"], ["filters"]]`. Empty for the root table.
   */
  readonly arrays: readonly (readonly string[])[];
  /** Its former name; a migration renames it. */
  readonly renamedFrom?: string;
  readonly columns: readonly Column[];
  /** What a row is, in one sentence (source: spec/meaning.yaml). */
  readonly description?: string;
  /** True if only single-record details fill it. Its child tables are marked as well. */
  readonly details?: true;
}

/** A column: how a load fills it, and what it means. The meaning is for readers of the tables; loads do not use it. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Property names from the record to the value; absent for a parent's key, which comes from the request. */
  readonly path?: readonly string[];
  /** True if only single-record details fill it. Set on columns of root tables only. */
  readonly details?: true;
  /** `table.column` that the value refers to. Lago's references can dangle, so there is no foreign key. */
  readonly references?: string;
  /** Its former name; a migration renames it. */
  readonly renamedFrom?: string;
  /** The JSON column with an embedded record, from which this key is extracted. */
  readonly liftedFrom?: string;
  /** What it means, in one sentence (source: spec/meaning.yaml). */
  readonly description?: string;
  /** The values that the OpenAPI spec names. The server can send others. Absent for long lists of a standard: currencies, countries, time zones. */
  readonly values?: readonly string[];
  readonly unit?: Unit;
  /**
   * The column with the currency of an amount: of the same table (`amount_currency`), or a `table.column` of the root table
   * (`invoices.currency`), of the parent or of the parent's parent (`wallets.currency`).
   */
  readonly currency?: string;
  /** True if it holds personal data: names, mail addresses, postal addresses, phone and tax numbers. */
  readonly personal?: true;
  /** True if Lago sends more decimal places than DuckDB's 18: the column is rounded there, and `_extra` has the exact value. */
  readonly finer?: true;
}

/**
 * The unit of a number. `minor`: the currency's smallest unit (cents of EUR, yen of JPY, fils of KWD). `major`: the currency's unit.
 * `credits`: credits of a wallet, whose `rate_amount` is the worth of one. `pricing_minor`, `pricing_major`: a pricing unit that the
 * organisation has defined, which is no currency. `percent`: 20 is 20 %. `ratio`: 1 is all. `units`: what a billable metric measures.
 * `periods`: billing periods.
 */
export type Unit = "minor" | "major" | "credits" | "pricing_minor" | "pricing_major" | "percent" | "ratio" | "units" | "count" | "days" | "hours" | "periods";

/** The type of a column. Each dialect has its own SQL type for it (generator/model/column-types.ts). */
export type ColumnType =
  | "text"
  | "integer"
  | "decimal"
  | "number"
  | "boolean"
  | "uuid"
  | "timestamp"
  | "date"
  | "json";

/** An SQL dialect: a column in the type table, a template and a destination. */
export type Dialect = "duckdb" | "postgres";
