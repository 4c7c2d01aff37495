import { identifier, joinSql, sql, type Sql } from "../../destinations/sql.ts";
import { ConfigurationError } from "../../errors.ts";
import type { KnownTable } from "./catalog.ts";

/** What a visitor wants to see of a table. */
export interface TableQuestion {
  readonly sort: string | undefined;
  readonly descending: boolean;
  readonly filter: { readonly column: string; readonly operator: Operator; readonly value: string } | undefined;
  readonly page: number;
}

export const OPERATORS = { is: "is", contains: "contains", from: "is at least", empty: "is empty", filled: "is not empty" } as const;
export type Operator = keyof typeof OPERATORS;

export const ROWS_PER_PAGE = 50;
/** Larger offsets exceed the integers of a database. */
const MOST_PAGES = 1e9;

/** The visible columns, those of the key first; without personal ones if these are hidden, and then without JSON, which may hold some. */
export function listShown({ columns }: KnownTable, anonymous: boolean): string[] {
  const shown = columns.filter(({ key, personal, type }) => key || !anonymous || (!personal && type !== "json"));
  return [...shown.filter(({ key }) => key), ...shown.filter(({ key }) => !key)].map(({ name }) => name);
}

/** The key columns: for a child table the root's key and the positions in the arrays. */
export function listKey({ columns }: KnownTable): string[] {
  return columns.filter(({ key }) => key).map(({ name }) => name);
}

/** Parses the question from a page's URL. Throws a `ConfigurationError` for an unknown column. */
export function readQuestion(params: URLSearchParams, columns: readonly string[]): TableQuestion {
  const expectColumn = (name: string) => {
    if (!columns.includes(name)) throw new ConfigurationError(`The table has no column "${name}".`);
    return name;
  };
  const sort = params.get("sort") || undefined;
  const column = params.get("column") || undefined;
  const operator = params.get("operator") ?? "is";
  if (!Object.hasOwn(OPERATORS, operator)) throw new ConfigurationError(`There is no comparison "${operator}".`);
  return {
    sort: sort === undefined ? undefined : expectColumn(sort),
    descending: params.get("order") === "desc",
    filter: column === undefined ? undefined : { column: expectColumn(column), operator: operator as Operator, value: params.get("value") ?? "" },
    page: Math.min(MOST_PAGES, Math.max(1, Math.trunc(Number(params.get("page"))) || 1)),
  };
}

/** The rows of a question. The key is the last sort column, so that pages neither overlap nor leave a row out. */
export function selectRows(table: string, columns: readonly string[], key: readonly string[], { sort, descending, filter, page }: TableQuestion, most = ROWS_PER_PAGE): Sql {
  const order = [...(sort === undefined ? [] : [sort]), ...key];
  const direction = descending ? sql` DESC NULLS LAST` : sql` ASC NULLS LAST`;
  const sorted = order.map((name, index) => sql`${identifier(name)}${index === 0 ? direction : sql``}`);
  const [limit, offset] = [String(most + 1), String((page - 1) * most)];
  return sql`SELECT ${joinSql(columns.map(identifier))} FROM ${identifier(table)}${filter ? sql` WHERE ${compare(filter)}` : sql``}${order.length > 0 ? sql` ORDER BY ${joinSql(sorted)}` : sql``} LIMIT CAST(${limit} AS bigint) OFFSET CAST(${offset} AS bigint)`;
}

/** Compares the displayed text, so that a visitor can type what is shown. */
function compare({ column, operator, value }: NonNullable<TableQuestion["filter"]>): Sql {
  const shown = sql`CAST(${identifier(column)} AS varchar)`;
  switch (operator) {
    case "is":
      return sql`${shown} = ${value}`;
    case "contains":
      return sql`strpos(lower(${shown}), lower(${value})) > 0`;
    case "from":
      return sql`${shown} >= ${value}`;
    case "empty":
      return sql`${identifier(column)} IS NULL`;
    case "filled":
      return sql`${identifier(column)} IS NOT NULL`;
  }
}

/** One row by its key. */
export function selectRow(table: string, columns: readonly string[], key: readonly string[], values: readonly string[]): Sql {
  const conditions = key.map((column, index) => compare({ column, operator: "is", value: values[index] ?? "" }));
  return sql`SELECT ${joinSql(columns.map(identifier))} FROM ${identifier(table)} WHERE ${joinSql(conditions, " AND ")}`;
}

/** Number of rows of a table with a value in a column. */
export function countReferring(table: string, column: string, value: string): Sql {
  return sql`SELECT ${table}, ${column}, count(*) FROM ${identifier(table)} WHERE ${compare({ column, operator: "is", value })}`;
}
