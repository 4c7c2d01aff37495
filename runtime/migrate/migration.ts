/** What a migration may do, and whether it is only tried. */
export interface MigrateOptions {
  /** Do everything, then take it back: the answer is what would have been done. */
  readonly dryRun?: boolean;
  /** Where the rows of a table have no value, or the same, in the columns of its new key: set the table aside and keep a row for each key. */
  readonly rebuild?: boolean;
  /** Names of resources whose next load writes every row anew, also those that Lago sends as they are. */
  readonly rewrite?: readonly string[];
  /**
   * Told of a resource whose tables could not be migrated and are as they were, and why; the others are. Without it, the first such
   * resource ends the migration with an error.
   */
  readonly onFailed?: (resource: string, reason: string) => void;
  /** Do nothing where the last migration left the tables of these resources as they are to be: its mark is believed, and no table is looked at. */
  readonly trustMark?: boolean;
}

/** What was done to bring a database to the present shape. */
export interface Migration {
  /** Version of the loader that was here last; null where none has left its mark. */
  readonly from: string | null;
  readonly to: string;
  /** In the order in which they ran. */
  readonly statements: readonly string[];
  /** `table` or `table.column`: what the document no longer has, or was set aside. It stays as it is. */
  readonly orphans: readonly string[];
  /** `table.column` or a child table → values or records that moved into it from `_extra`. */
  readonly moved: Readonly<Record<string, number>>;
  /** Resources whose next load reads everything, because a column of theirs must be filled anew. */
  readonly reread: readonly string[];
  /** Views of people's own that do not fit the tables any more, each with the reason. */
  readonly brokenViews: readonly string[];
}
