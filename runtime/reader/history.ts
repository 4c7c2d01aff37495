import { LATEST_FIRST } from "../destinations/journal.ts";
import { sql } from "../destinations/sql.ts";
import { detailsName } from "../load/strategy.ts";
import type { Resource } from "../resource.ts";
import type { Ask } from "./reader.ts";

/** A load of one resource, from `_loads`. */
export interface PastLoad {
  readonly resource: string;
  readonly started_at: string;
  readonly seconds: number;
  readonly status: string;
  readonly extent: string | null;
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  readonly requests: number;
  readonly reason: string | null;
}

/** The last loads, latest first, of the named resources or of all. At most `most`. */
export async function readHistory(ask: Ask, named: readonly Resource[], most: number): Promise<PastLoad[]> {
  const names = named.flatMap((resource) => [resource.name, detailsName(resource)]);
  const only = names.length === 0 ? sql`` : sql` WHERE resource = ANY(${names})`;
  const { columns, rows } = await ask(sql`SELECT * FROM _loads AS l${only} ORDER BY ${LATEST_FIRST}, resource LIMIT CAST(${String(most)} AS bigint)`);
  return rows.map((row) => {
    const of = (column: string) => row[columns.indexOf(column)] ?? null;
    const seconds = (Date.parse(of("finished_at")!) - Date.parse(of("started_at")!)) / 1000;
    const [rowCount, inserted, updated, deleted, requests] = ["rows", "inserted", "updated", "deleted", "requests"].map((column) => Number(of(column)));
    return { resource: of("resource")!, started_at: of("started_at")!, seconds, status: of("status")!, extent: of("extent"), rows: rowCount!, inserted: inserted!, updated: updated!, deleted: deleted!, requests: requests!, reason: of("reason") };
  });
}
