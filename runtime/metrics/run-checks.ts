import type { Answer } from "../destinations/destination.ts";
import { buildQuery, findTables } from "./build-query.ts";
import type { Metric } from "./metric.ts";
import type { Metrics } from "./read-metrics.ts";
import type { Ask } from "../reader/reader.ts";

/** The result of a check. */
export interface Checked {
  readonly check: Metric;
  /** The complete query. */
  readonly sql: string;
  /** Tables that it needs and the database does not have. */
  readonly missing: readonly string[];
  /** Number of wrong rows. */
  readonly count: number;
  /** The first of them. */
  readonly first: Answer;
}

const SHOWN = 20;

/** Runs each check on all rows. `tables`: those of the database. */
export async function runChecks(checks: readonly Metric[], { parts }: Metrics, tables: ReadonlySet<string>, ask: Ask): Promise<Checked[]> {
  const done: Checked[] = [];
  for (const check of checks) {
    const { sql } = buildQuery(check, parts);
    const missing = findTables(check, parts).filter((table) => !tables.has(table));
    const count = missing.length > 0 ? 0 : Number((await ask(`SELECT count(*) FROM (\n${sql}\n) AS wrong`)).rows[0]![0]);
    const first = count === 0 ? { columns: [], rows: [] } : await ask(`${sql}\nLIMIT ${SHOWN}`);
    done.push({ check, sql, missing, count, first });
  }
  return done;
}
