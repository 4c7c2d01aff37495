/** A figure with one definition: its text for people, and one SQL query for DuckDB and Postgres. Each is a file in `metrics/`. */
export interface Metric {
  /** Name of the file: `mrr_movements`. */
  readonly name: string;
  readonly title: string;
  /** Two sentences: what is counted, and how to read it. */
  readonly definition: string;
  /** The unit of the figures, e.g. `currency units a month` or `percent`. */
  readonly unit: string;
  /** The date column that `from` and `to` compare, the first of a month; undefined if the figures are of one moment. */
  readonly time: string | undefined;
  /** Columns to break the figures down by, besides those that are always there. */
  readonly dimensions: readonly string[];
  readonly caveats: string;
  /** Parts of `metrics/parts/` that the query builds on, in the order that SQL needs. */
  readonly parts: readonly string[];
  /** The query without its parts. The comment `/* by *​/` marks where a dimension is inserted; it ends with a line `ORDER BY`. */
  readonly sql: string;
}
