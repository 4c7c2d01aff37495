import { identifier, joinSql, sql, type Sql } from "../../destinations/sql.ts";
import type { Ask } from "../../reader/reader.ts";
import type { KnownTable } from "../data/catalog.ts";

/** Rows whose column refers to a missing row. */
export interface Dangling {
  readonly table: string;
  readonly column: string;
  /** `customers.lago_id` */
  readonly to: string;
  readonly rows: string;
}

/** Checks every reference between tables that have rows. If a table was never loaded, references to it are not checked. */
export async function findDangling(ask: Ask, catalog: ReadonlyMap<string, KnownTable>, counts: ReadonlyMap<string, number>): Promise<Dangling[]> {
  const questions = [...catalog.values()].flatMap(({ table, columns }) =>
    columns.flatMap(({ name, type, key, references }) => {
      const [to = "", target = ""] = references?.split(".") ?? [];
      const there = catalog.get(to)?.columns.find((column) => column.name === target);
      // The record of a child row always exists: a load writes them together.
      const followed = there && !(key && name.startsWith("_root_")) && counts.get(table.name)! > 0 && counts.get(to)! > 0;
      return followed ? [countDangling(table.name, name, to, target, type === there.type)] : [];
    }),
  );
  if (questions.length === 0) return [];
  const { rows } = await ask(joinSql(questions, "\nUNION ALL\n"));
  return rows.filter(([, , , count]) => count !== "0").map(([table, column, to, count]) => ({ table: table!, column: column!, to: to!, rows: count! }));
}

function countDangling(table: string, column: string, to: string, target: string, sameType: boolean): Sql {
  const [from, into] = [sql`a.${identifier(column)}`, sql`b.${identifier(target)}`];
  const matches = sameType ? sql`${into} = ${from}` : sql`CAST(${into} AS varchar) = CAST(${from} AS varchar)`;
  return sql`SELECT ${table}, ${column}, ${`${to}.${target}`}, count(*) FROM ${identifier(table)} AS a
WHERE ${from} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${identifier(to)} AS b WHERE ${matches})`;
}
