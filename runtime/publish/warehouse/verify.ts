import type { Destination } from "../../destinations/destination.ts";
import { identifier, joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import type { Resource } from "../../resource.ts";
import { describeCopy, JOURNAL, listCopied } from "../working-copy.ts";
import { findType, warehouseType } from "./column-types.ts";
import { nameTable } from "./sentences.ts";
import type { Warehouse } from "./warehouse.ts";

/** A figure of a table in the working copy and in the warehouse. */
export interface Verified {
  readonly table: string;
  /** `rows`, `deleted rows`, or `sum of amount_cents`. */
  readonly figure: string;
  readonly copy: string;
  readonly warehouse: string;
  readonly same: boolean;
}

/** Counts the rows of every table, those that are marked as deleted, and adds up its integers and decimals, on both sides. */
export async function verify(from: Destination, resources: readonly Resource[], to: Warehouse): Promise<Verified[]> {
  await describeCopy(from);
  const verified: Verified[] = [];
  for (const { name, columns } of (await listCopied(from, resources)).filter((table) => table.name !== JOURNAL)) {
    const summed = columns.filter(({ type }) => ["integer", "decimal"].includes(findType(type))).map((column) => column.name);
    const figures = ["rows", "deleted rows", ...summed.map((column) => `sum of ${column}`)];
    const [own] = (await from.query(sql`SELECT ${joinSql([sql`count(*)`, sql`count(_deleted_at)`, ...summed.map((column) => sql`coalesce(sum(${identifier(column)}), 0)`)])} FROM ${identifier(name)}`)).rows;
    const [there] = await to.ask(askFigures(to, name, summed));
    figures.forEach((figure, index) => {
      const [copy, warehouse] = [toPlain(own![index]!), toPlain(there![index]!)];
      verified.push({ table: name, figure, copy, warehouse, same: copy === warehouse });
    });
  }
  return verified;
}

/** Cast first: what adds up numbers as doubles would round. */
function askFigures({ dialect }: Warehouse, table: string, summed: readonly string[]): Sql {
  const { warehouse, quote } = dialect;
  const [text, decimal] = [warehouseType("text", warehouse), warehouseType("decimal", warehouse)];
  const figures = [sql`COUNT(*)`, sql`COUNT(${quoted("_deleted_at", quote)})`, ...summed.map((column) => sql`COALESCE(SUM(CAST(${quoted(column, quote)} AS ${decimal})), 0)`)];
  return sql`SELECT ${joinSql(figures.map((figure) => sql`CAST(${figure} AS ${text})`))} FROM ${nameTable(dialect, table)}`;
}

/** Without zeros behind the last place. */
function toPlain(figure: string): string {
  return figure.includes(".") ? figure.replace(/\.?0+$/, "") : figure;
}
