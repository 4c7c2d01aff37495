/** Severity: an error breaks a query or a load, a warning may, the rest is info. */
export type Severity = "error" | "warning" | "info";

export const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** A kind of change, with a stable id. */
export interface Rule {
  id: string;
  severity: Severity;
  /** What has changed, as a title. */
  what: string;
  /** Where it comes from. */
  cause: string;
  /** What it does to databases, loads and queries. */
  consequence: string;
  /** What to do about it. */
  action: string;
}

/** All kinds of changes: from the outside in, each with additions before removals. */
export const RULES = [
  rule("resource-added", "info", "A list is new", "Lago's OpenAPI spec has a list that it did not have.", "The next load makes its tables and fills them.", "Check its key, parent and order against the server; state in spec/overlay.yaml what the spec does not."),
  rule("resource-removed", "error", "A list is gone", "Lago's OpenAPI spec no longer has the list, or a correction in the overlay no longer finds it.", "Its tables stay as they are, as orphans, and are no longer loaded. Code that imports the resource no longer compiles.", "If it was only renamed, declare it with `x-renamed-from`. Otherwise tell those who query it."),
  rule("resource-renamed", "warning", "A list has another name", "The path has changed, and `x-renamed-from` says what it was called.", "The next load renames its tables, with their data. Queries that name them fail.", "Change the queries. The declaration can go once no database of the earlier version is left."),
  rule("path-changed", "warning", "A list is at another path", "Lago's OpenAPI spec moved the list.", "Requests go to the new path; a server that is older than the spec answers 404, and the list is skipped.", "Check that the servers in use know the path."),
  rule("operation-id-changed", "info", "A list has another operationId", "The OpenAPI spec has another operationId.", "None: nothing in a database or a module depends on it.", "Nothing to do."),
  rule("resource-deprecated", "warning", "A list is deprecated", "The OpenAPI spec marks the operation as deprecated.", "None yet.", "Look in Lago's changelog for its replacement."),
  rule("resource-no-longer-deprecated", "info", "A list is no longer deprecated", "The OpenAPI spec no longer marks the operation as deprecated.", "None.", "Nothing to do."),
  rule("selector-changed", "error", "The records come under another property", "The property of a response that holds the records has another name or place.", "A server that is older than the spec returns no valid page, and the list fails.", "Check that the servers in use answer so."),
  rule("paginator-changed", "warning", "The list has another kind of paging", "The responses gained or lost `meta`.", "A list that is wrongly taken for a single page is cut off after it.", "Check the server; correct the spec in spec/overlay.yaml if it is wrong."),
  rule("primary-key-changed", "error", "The key has other columns", "`x-primary-key` was changed, or the records gained or lost a `lago_id`.", "The next load rebuilds the table and its child tables from what they hold. Where keys collide or are missing it refuses, until `lago-loader migrate --rebuild` sets the old tables aside.", "Check that the new key is unique in what databases hold. Change joins that used the old one."),
  rule("parent-changed", "warning", "The list is read for each row of another table, or with other values", "The path, `x-parent` or a column that fills a parameter changed.", "Other requests are sent, and the columns that keep the parent's key may differ.", "Check that every record is still reached."),
  rule("single-changed", "warning", "The operation that answers with one record has changed", "Its path, or what fills its parameters, came, went or changed.", "`--details` and `--changes` send other requests, or none.", "Check that the servers in use answer to it."),
  rule("cursor-added", "info", "Loads can start where the last one ended", "`x-cursor` was stated, or its filters came.", "After the next full load, loads read a window of time.", "Check the look-back against what appears late."),
  rule("cursor-removed", "warning", "Loads read the whole list", "`x-cursor` was deleted, or its filters or column are gone.", "Loads take longer.", "If the filters are gone upstream, delete `x-cursor` as well."),
  rule("cursor-changed", "warning", "The window of time has other filters", "`x-cursor` was changed.", "Loads read another window.", "Check that no record falls between the windows."),
  rule("filter-added", "info", "A filter is new", "Lago's OpenAPI spec has another query parameter.", "It can be used in `lago.list`. A server that does not know it ignores it, and returns everything.", "Nothing to do."),
  rule("filter-removed", "warning", "A filter is gone", "Lago's OpenAPI spec no longer has a query parameter.", "Code that uses it no longer compiles; the server ignores it and returns everything.", "Look for it in code and in the overlay."),
  rule("filter-type-changed", "warning", "A filter takes other values", "The type of the query parameter changed.", "Code that uses it may no longer compile.", "Look for it in code and in the overlay."),
  rule("default-query-changed", "warning", "Other filters are always sent", "`x-default-query` was changed.", "A load sees other records; after a complete one, those that it no longer sees are marked as deleted.", "Check that the list is still complete."),
  rule("count-changed", "info", "The total count is trusted differently", "`x-count` or the paginator was changed.", "The check whether a load is complete changes.", "Nothing to do."),
  rule("order-changed", "info", "The stated order of the list has changed", "`x-order` was changed.", "The check whether a list is read a second time changes.", "Nothing to do."),
  rule("part-of-changed", "warning", "Whether the list is loaded by itself has changed", "`x-part-of` was changed.", "A load without names now includes the table, or no longer does.", "Check which table queries use."),
  rule("scope-added", "info", "A slice of the list is new", "Lago's OpenAPI spec lists the same records at another path too.", "It can be used in `lago.list`. Loads do not use it.", "Nothing to do."),
  rule("scope-removed", "warning", "A slice of the list is gone", "Lago's OpenAPI spec no longer lists the same records there.", "Code that uses the path no longer compiles.", "Filter the whole list instead."),
  rule("webhook-added", "info", "A webhook is new", "Lago's OpenAPI spec has a webhook that it did not have.", "`load --webhooks` asks again for what it concerns.", "If it concerns no list and should, state that with `x-webhooks` in spec/overlay.yaml."),
  rule("webhook-removed", "warning", "A webhook is gone", "Lago's OpenAPI spec no longer has the webhook.", "A server that still sends it is understood where others have its type of object; otherwise its changes show with the next load of the list.", "Look in Lago's changelog for its replacement."),
  rule("table-added", "info", "A child table is new", "Records have an array of objects that was not documented, or was a value without a fixed shape.", "The next load makes it, and fills it from what Lago sent before it was documented.", "Nothing to do."),
  rule("table-removed", "error", "A child table is gone", "The array is gone from the spec, or is no longer one of objects with known properties.", "The table stays as it is, as an orphan, and is no longer filled. If Lago still sends the array, it is in the parent row's `_extra`.", "Tell those who query it."),
  rule("table-renamed", "warning", "A child table has another name", "Its resource was renamed.", "The next load renames it, with its data. Queries that name it fail.", "Change the queries."),
  rule("column-added", "info", "A column is new", "Records have a property that was not documented.", "The next load adds it, and fills it from `_extra` where Lago sent it before it was documented.", "Nothing to do."),
  rule("key-lifted", "info", "The key of an embedded record is a column", "Records embed another list's record, and no column beside it has its key.", "The next load adds the column, and fills it from the JSON that stands beside it.", "Nothing to do. Joins can use it."),
  rule("column-removed", "error", "A column is gone", "The property is gone from the spec, or has another place in the record.", "The column stays as it is, as an orphan; new rows have NULL in it. If Lago still sends the property, it is in `_extra`.", "If it was only renamed, declare it with `x-renamed-from`. Otherwise tell those who query it."),
  rule("column-renamed", "warning", "A column has another name", "The property was renamed, and `x-renamed-from` says what it was called.", "The next load renames it, with its data. Queries that name it fail.", "Change the queries. The declaration can go once no database of the earlier version is left."),
  rule("column-moved", "warning", "A column is filled from another property", "A property of the record now makes the name that another one made.", "Old rows hold the old property's values until they are read again.", "Check that it means the same."),
  rule("column-type-widened", "warning", "A column holds more than before", "The property's type or format was relaxed.", "The next load converts it in place, and moves values that did not fit from `_extra`. Queries that calculate with it may fail.", "Check queries that use it."),
  rule("column-type-narrowed", "warning", "A column holds less than before", "The property's type or format was made stricter.", "The next load converts it in place if every value fits; otherwise the old column is kept as `<column>__was_<type>`, and the next load reads the whole list to fill the new one.", "Check queries that use it."),
  rule("column-type-changed", "error", "A column has another type", "The property's type or format was changed.", "The old column is kept as `<column>__was_<type>`, and the next load reads the whole list to fill the new one. Queries that compare or calculate with it fail or answer otherwise.", "Check that the server does send it so; if not, correct the spec in spec/overlay.yaml."),
  rule("column-now-nullable", "info", "A column may be null", "The spec allows null for the property.", "None for databases: no column but those of a key is NOT NULL.", "Check queries that leave out NULL."),
  rule("column-no-longer-nullable", "info", "A column is documented as never null", "The spec no longer allows null for the property.", "None: dozens of such properties are null on the real server.", "Nothing to do."),
  rule("filled-by-details", "warning", "Only single records fill this now", "The list's records no longer have the property; the single record has it.", "Loads without `--details` leave it NULL, or its rows as they are.", "Load the resource with `--details` where queries need it."),
  rule("filled-by-list", "info", "The list fills this now", "The list's records have a property that only the single record had.", "Each row gets it when it is read again.", "Run a full refresh to fill it at once."),
  rule("enum-added", "info", "A column names its values", "The OpenAPI spec lists the values of what was free text.", "None for databases: columns take any text.", "Nothing to do."),
  rule("enum-removed", "info", "A column no longer names its values", "What listed its values is free text in the OpenAPI spec.", "None for databases: columns take any text.", "Check `CASE` and `IN` in queries."),
  rule("enum-value-added", "info", "A column has a new value", "The spec names another value.", "None for databases: columns take any text. Queries that distinguish values do not handle it.", "Check `CASE` and `IN` in queries."),
  rule("enum-value-removed", "warning", "A column lost a value", "The spec no longer names a value.", "None for databases, which may still hold it. Queries that ask for it may find nothing new.", "Look for it in queries."),
  rule("column-deprecated", "warning", "A column is deprecated", "The spec deprecates the property.", "None yet.", "Move queries away from it."),
  rule("column-no-longer-deprecated", "info", "A column is no longer deprecated", "The spec no longer deprecates the property.", "None.", "Nothing to do."),
  rule("reference-changed", "info", "A column refers to something else", "A property's name, or the list that it refers to, has changed.", "None for databases: nothing enforces references.", "Check joins."),
  rule("index-added", "info", "Postgres has a new index", "A column refers to another list now, or loads go by it.", "The next load creates it after the data, without waiting for anyone; with `--no-indexes` it does not.", "Nothing to do."),
  rule("index-removed", "info", "An index is no longer created", "The column no longer refers to another list, and loads no longer go by it.", "Databases keep the index that they have.", "Drop it where it is of no use: `DROP INDEX`."),
  rule("unit-changed", "warning", "A number is in another unit", "spec/meaning.yaml states another unit of the column.", "The values stay unchanged; their description changes, also in the comments of databases.", "Check queries and metrics that calculate with it."),
  rule("currency-changed", "warning", "The currency of an amount is in another column", "spec/meaning.yaml states it, or the columns of currencies have changed.", "The values stay unchanged; their description changes.", "Check queries and metrics that group by currency."),
  rule("precision-changed", "info", "The stated precision has changed", "The statement in spec/meaning.yaml has changed.", "None: values with more places than the DuckDB column are exact in `_extra` in any case.", "Nothing to do."),
  rule("personal-changed", "warning", "A column is said to hold personal data, or no longer", "The statement in spec/meaning.yaml has changed.", "None for values. What hides personal data hides other columns.", "Check who may read it."),
  rule("description-changed", "info", "A table or column has another description", "spec/meaning.yaml has another description.", "The next load writes it as a comment in the database.", "Nothing to do."),
] as const satisfies readonly Rule[];

export type RuleId = (typeof RULES)[number]["id"];

export function findRule(id: RuleId): Rule {
  return RULES.find((candidate) => candidate.id === id)!;
}

function rule<Id extends string>(id: Id, severity: Severity, what: string, cause: string, consequence: string, action: string): Rule & { id: Id } {
  return { id, severity, what, cause, consequence, action };
}
