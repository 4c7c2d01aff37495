/** A figure with one definition: its text for people, and one SQL query for DuckDB and Postgres. A file of `metrics/`. */
export interface Metric {
  /** Name of the file: `mrr_movements`. */
  readonly name: string;
  readonly title: string;
  /** Two sentences: what is counted, and how to read it. */
  readonly definition: string;
  /** What the figures are in, as in `currency units a month` or `percent`. */
  readonly unit: string;
  /** The date column that `from` and `to` compare, the first of a month; undefined where the figures are of one moment. */
  readonly time: string | undefined;
  /** Columns that the figures can be broken down by, besides those that they always have. */
  readonly dimensions: readonly string[];
  readonly caveats: string;
  /** Parts of `metrics/parts/` that the query builds on, in the order in which SQL needs them. */
  readonly parts: readonly string[];
  /** The query without its parts. It marks where a dimension is inserted with the comment `/* by *​/`, and ends in a line `ORDER BY`. */
  readonly sql: string;
}
