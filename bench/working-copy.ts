import { DuckDBInstance } from "@duckdb/node-api";
import { fees } from "../generated/index.ts";
import { openDuckDB } from "../runtime/destinations/duckdb/duckdb.ts";

/** Rows as loads leave them, with a value in each column but JSON ones, made by DuckDB itself. */
export async function makeFees(file: string, { rows, months }: { readonly rows: number; readonly months: number }): Promise<void> {
  const destination = await openDuckDB(file);
  const stage = await destination.stage(fees, { loadId: "load-1", loadedAt: new Date() });
  await stage.discard();
  const { rows: found } = await destination.query("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'fees' AND table_catalog = current_database() ORDER BY ordinal_position");
  await destination.close();
  const instance = await DuckDBInstance.create(file);
  const session = await instance.connect();
  const values = valuesOf(rows, months);
  const columns = (found as [string, string][]).map(([name, type]) => `${values[name] ?? values[type] ?? "NULL"} AS "${name}"`);
  await session.run(`INSERT INTO lago_data.fees SELECT ${columns.join(", ")} FROM range(${rows}) AS r (n)`);
  await session.run("INSERT INTO lago_data._loads BY NAME SELECT 'load-1' AS load_id, 'fees' AS resource, now() AS started_at, now() AS finished_at, 'loaded' AS status, 0 AS rows, 0 AS inserted, 0 AS updated, 0 AS deleted, 0 AS pages, 0 AS requests, 0 AS retries, 0 AS waits_ms, 0 AS passes, 0 AS resumed, '{}' AS misfits, '[]' AS unknown, '0' AS loader_version, 1 AS sequence");
  session.closeSync();
  instance.closeSync();
}

/** Keys are random, as Lago's are; the older a fee, the earlier it was stored. */
const valuesOf = (rows: number, months: number): Readonly<Record<string, string>> => ({
  lago_id: "md5(n::VARCHAR)::UUID",
  created_at: `'2024-01-01'::TIMESTAMPTZ + INTERVAL 1 SECOND * (n * ${months * 30.4 * 86_400} / ${rows})::BIGINT`,
  _load_id: "'load-1'",
  _deleted_at: "NULL",
  BIGINT: "hash(n) % 1000000",
  VARCHAR: "'value ' || hash(n) % 1000",
  UUID: "md5((n // 7)::VARCHAR)::UUID",
  BOOLEAN: "n % 2 = 0",
  "DECIMAL(38,18)": "(n % 100000)::DECIMAL(38,18) / 100",
  "TIMESTAMP WITH TIME ZONE": "'2026-01-01'::TIMESTAMPTZ + INTERVAL 1 SECOND * n",
  DATE: "'2026-01-01'::DATE + (n % 365)::INTEGER",
  DOUBLE: "n / 7",
});

/** A load that writes the newest hundredth. */
export async function changeNewest(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const session = await instance.connect();
  await session.run(`UPDATE lago_data.fees SET _load_id = 'load-2', amount_cents = amount_cents + 1 WHERE created_at >= (SELECT created_at FROM lago_data.fees ORDER BY created_at DESC LIMIT 1 OFFSET (SELECT count(*) // 100 FROM lago_data.fees))`);
  await session.run("INSERT INTO lago_data._loads BY NAME SELECT * REPLACE ('load-2' AS load_id, 2 AS sequence) FROM lago_data._loads");
  session.closeSync();
  instance.closeSync();
}
