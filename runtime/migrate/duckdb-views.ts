import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../destinations/identifiers.ts";

/**
 * Recreates views that no longer fit their tables: DuckDB (1.5.6) stores the columns of a view, so that `SELECT *` fails after a column was added.
 * Returns those that cannot be recreated, with the reason, e.g. a renamed column.
 */
export async function mendDuckDBViews(connection: DuckDBConnection, catalog: string): Promise<string[]> {
  const found = await connection.runAndReadAll("SELECT schema_name, view_name, sql FROM duckdb_views() WHERE database_name = $1 AND NOT internal ORDER BY view_oid", [catalog]);
  let broken: readonly BrokenView[] = [];
  let left = (found.getRows() as string[][]).map(([schema, name, sql]) => ({ schema: schema!, name: name!, sql: sql! }));
  // A view may depend on one that is recreated later: as long as one succeeds, the others are retried.
  do {
    const before = left.length;
    broken = await findBroken(left);
    left = broken.map(({ view }) => view);
    if (left.length === before) break;
  } while (left.length > 0);
  return broken.map(({ view: { schema, name }, reason }) => `${schema}.${name}: ${reason.split("\n", 1)[0]}`);

  async function findBroken(views: readonly View[]): Promise<BrokenView[]> {
    const broken: BrokenView[] = [];
    for (const view of views) {
      const reason = (await fails(`EXPLAIN SELECT * FROM ${quoteName(view.schema)}.${quoteName(view.name)}`)) && (await fails(view.sql.replace(/^CREATE VIEW/i, "CREATE OR REPLACE VIEW")));
      if (reason) broken.push({ view, reason });
    }
    return broken;
  }

  /** A view that was created with the file under another name does not work here anyway. */
  async function fails(sql: string): Promise<string | undefined> {
    const message = await connection.run(sql).then(() => undefined, (error: unknown) => (error as Error).message);
    return message !== undefined && /Catalog "[^"]*" does not exist/.test(message) ? undefined : message;
  }
}

interface View {
  readonly schema: string;
  readonly name: string;
  readonly sql: string;
}

interface BrokenView {
  readonly view: View;
  readonly reason: string;
}
