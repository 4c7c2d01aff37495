/** The tables of a resource: types only, as in resource.ts. */

/** A table: columns in the order of Lago's document; the system columns every table ends with are not listed. */
export interface Table {
  readonly name: string;
  /**
   * For a child table: the arrays that lead to it from the root record, each as a path of property names from the
   * record before, as in `[["charges"], ["filters"]]`. Empty for the root table.
   */
  readonly arrays: readonly (readonly string[])[];
  /** What a database may still call it; a migration renames it. */
  readonly renamedFrom?: string;
  readonly columns: readonly Column[];
  /** What a row is, in a sentence of ours (spec/meaning.yaml). */
  readonly description?: string;
  /** True where only single records fill it: a load that was asked for details. Its child tables are marked as well. */
  readonly details?: true;
}

/** A column, how a load fills it, and what it means. The meaning is for people and programs that read the tables; no load looks at it. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Property names from the record to the value; absent for a parent's key, which the request supplies. */
  readonly path?: readonly string[];
  /** True where only single records fill it. Of root tables only; all columns of a marked table are so anyway. */
  readonly details?: true;
  /** `table.column` that the value refers to. Lago's references may dangle, so no foreign key enforces it. */
  readonly references?: string;
  /** What a database may still call it; a migration renames it. */
  readonly renamedFrom?: string;
  /** The JSON column that holds an embedded record, of which this is a key: the JSON has the value too. */
  readonly liftedFrom?: string;
  /** What it means, in a sentence of ours (spec/meaning.yaml). */
  readonly description?: string;
  /** The values that the OpenAPI spec names. The server can send others. Absent for long lists of a standard: currencies, countries, time zones. */
  readonly values?: readonly string[];
  readonly unit?: Unit;
  /**
   * Where the currency of an amount is: a column of the same table (`amount_currency`), or a `table.column`, of the root record for a
   * child table (`invoices.currency`), else of the parent or of the parent's parent (`wallets.currency`).
   */
  readonly currency?: string;
  /** True where it holds data about a person or a way to reach one: names, mail addresses, postal addresses, phone and tax numbers. */
  readonly personal?: true;
  /** True where Lago sends more decimal places than DuckDB's 18: the column is rounded there, and `_extra` has the exact value. */
  readonly finer?: true;
}

/**
 * What a number counts. `minor`: the currency's smallest unit (cents of EUR, yen of JPY, fils of KWD); `major`: the currency's unit.
 * `credits`: of a wallet, whose `rate_amount` says what one is worth. `pricing_minor`, `pricing_major`: of a pricing unit of one's own,
 * which is no currency. `percent`: 20 is 20 %. `ratio`: 1 is all. `units`: what a billable metric measures. `count`, `days`, `hours`: as they say.
 * `periods`: billing periods.
 */
export type Unit = "minor" | "major" | "credits" | "pricing_minor" | "pricing_major" | "percent" | "ratio" | "units" | "count" | "days" | "hours" | "periods";

/** What a column holds. Each dialect has its own SQL type for it (generator/model/column-types.ts). */
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

/** Whose SQL. A dialect is one column in the type table, one template and one destination. */
export type Dialect = "duckdb" | "postgres";
