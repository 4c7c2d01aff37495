import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { warehouseType } from "./column-types.ts";
import type { Match, MergeSources, WarehouseColumn, WarehouseDialect, WarehouseTable } from "./warehouse.ts";

/** The name of a table, with where it is. */
export function nameTable({ place, quote }: WarehouseDialect, table: string): Sql {
  return joinSql([...place, table].map((name) => quoted(name, quote)), ".");
}

export function createTable(dialect: WarehouseDialect, table: WarehouseTable): Sql {
  return sql`CREATE TABLE IF NOT EXISTS ${nameTable(dialect, table.name)} ${defineColumns(dialect, table)}${dialect.layout(table)}`;
}

/** The columns of a table with their types and its key, in brackets. */
export function defineColumns({ warehouse, quote, key, required }: WarehouseDialect, table: WarehouseTable): Sql {
  const columns = table.columns.map(({ name, type }) => sql`${quoted(name, quote)} ${warehouseType(type, warehouse)}${required && table.key.includes(name) ? sql` NOT NULL` : sql``}`);
  const keys = table.key.length > 0 ? [key(listNames(table.key, quote))] : [];
  return sql`(\n  ${joinSql([...columns, ...keys], ",\n  ")}\n)`;
}

export function addColumn(dialect: WarehouseDialect, table: string, { name, type }: WarehouseColumn): Sql {
  return dialect.addColumn(nameTable(dialect, table), sql`${quoted(name, dialect.quote)} ${warehouseType(type, dialect.warehouse)}`);
}

/** Fails where the table lacks one of the columns. Reads nothing. */
export function probeColumns(dialect: WarehouseDialect, table: string, columns: readonly WarehouseColumn[]): Sql {
  return sql`SELECT ${listNames(columns.map(({ name }) => name), dialect.quote)} FROM ${nameTable(dialect, table)} WHERE 1 = 0`;
}

export function insertStaged(dialect: WarehouseDialect, table: WarehouseTable, source: Sql): Sql {
  return sql`INSERT INTO ${nameTable(dialect, table.name)} (${listNames(table.columns.map(({ name }) => name), dialect.quote)}) SELECT ${joinSql(readColumns(dialect, table))} FROM ${source} AS s`;
}

/** The staged columns of a table `s` or of the only one, as the table takes them. */
export function readColumns({ quote, read }: WarehouseDialect, { columns }: WarehouseTable): Sql[] {
  return columns.map(({ name, type }) => read[type]?.(quoted(name, quote)) ?? quoted(name, quote));
}

/** Replaces all rows of the table by the staged ones. */
export function replaceAll(dialect: WarehouseDialect, table: WarehouseTable, rows: Sql | undefined): Sql[] {
  const remove = sql`DELETE FROM ${nameTable(dialect, table.name)} WHERE 1 = 1`;
  return rows ? [remove, insertStaged(dialect, table, rows)] : [remove];
}

/** Replaces the rows of the staged roots, by two statements that every engine understands. */
export function deleteAndInsert(dialect: WarehouseDialect, table: WarehouseTable, { roots, rows, range }: MergeSources): Sql[] {
  const own = quoted(table.name, dialect.quote);
  const bound = range && table.cursor ? within(dialect, sql`${own}.${quoted(table.cursor.name, dialect.quote)}`, table.cursor, range) : sql``;
  const remove = sql`DELETE FROM ${nameTable(dialect, table.name)} WHERE ${bound}EXISTS (SELECT 1 FROM ${roots} AS s WHERE ${matchRoots(dialect, table, own)})`;
  return rows ? [remove, insertStaged(dialect, table, rows)] : [remove];
}

/** Compares a row of the table with a staged root `s`. */
export function matchRoots({ quote }: WarehouseDialect, { match }: WarehouseTable, own: Sql): Sql {
  const compare = ({ root, own: column, nullable }: Match) => {
    const [left, right] = [sql`${own}.${quoted(column, quote)}`, sql`s.${quoted(root, quote)}`];
    return nullable ? sql`(${left} = ${right} OR (${left} IS NULL AND ${right} IS NULL))` : sql`${left} = ${right}`;
  };
  return joinSql(match.map(compare), " AND ");
}

/** The first and the last time that the table has of the staged roots, and whether one has none: where in it rows will be replaced. */
export function askRange(dialect: WarehouseDialect, table: WarehouseTable, roots: Sql): Sql {
  const own = quoted(table.name, dialect.quote);
  const [time, text] = [sql`${own}.${quoted(table.cursor!.name, dialect.quote)}`, warehouseType("text", dialect.warehouse)];
  return sql`SELECT CAST(MIN(${time}) AS ${text}), CAST(MAX(${time}) AS ${text}) FROM ${nameTable(dialect, table.name)} WHERE EXISTS (SELECT 1 FROM ${roots} AS s WHERE ${matchRoots(dialect, table, own)})`;
}

function within({ warehouse }: WarehouseDialect, time: Sql, { type }: WarehouseColumn, [first, last]: readonly [string, string]): Sql {
  const as = warehouseType(type, warehouse);
  return sql`(${time} BETWEEN CAST(${first} AS ${as}) AND CAST(${last} AS ${as}) OR ${time} IS NULL) AND `;
}

/** How many rows each table has: name, count. */
export function countTables(dialect: WarehouseDialect, tables: readonly string[]): Sql {
  const text = warehouseType("text", dialect.warehouse);
  return joinSql(tables.map((table) => sql`SELECT CAST(${table} AS ${text}), CAST(COUNT(*) AS ${text}) FROM ${nameTable(dialect, table)}`), "\nUNION ALL\n");
}

export function listNames(names: readonly string[], quote: (name: string) => string): Sql {
  return joinSql(names.map((name) => quoted(name, quote)));
}
