/** Options of a migration. */
export interface MigrateOptions {
  /** Run the migration, then roll it back: the result says what would have been done. */
  readonly dryRun?: boolean;
  /** If rows have no value, or the same value, in a new primary key: rename the old table, and keep one row for each key. */
  readonly rebuild?: boolean;
  /** Names of resources whose next load writes every row again, even unchanged ones. */
  readonly rewrite?: readonly string[];
  /**
   * Called for a resource whose tables could not be migrated and are unchanged, with the reason; the others are migrated. Without it,
   * the first such resource ends the migration with an error.
   */
  readonly onFailed?: (resource: string, reason: string) => void;
  /** Do nothing where the last migration left the tables of these resources as they are to be: its mark is believed, and no table is looked at. */
  readonly trustMark?: boolean;
}

/** What a migration did to bring a database to this version's schema. */
export interface Migration {
  /** Version of the loader that last migrated the database; null if none did. */
  readonly from: string | null;
  /** Version of this loader. */
  readonly to: string;
  /** The SQL statements, in the order in which they ran. */
  readonly statements: readonly string[];
  /** `table` or `table.column` that the OpenAPI spec no longer has, or that was set aside. They stay unchanged. */
  readonly orphans: readonly string[];
  /** `table.column` or a child table → number of values or records that moved into it from `_extra`. */
  readonly moved: Readonly<Record<string, number>>;
  /** Resources whose next load is a full refresh, because it must fill a column. */
  readonly reread: readonly string[];
  /** Views of other people that no longer fit the tables, each with the reason. */
  readonly brokenViews: readonly string[];
}
