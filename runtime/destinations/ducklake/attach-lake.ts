import type { DuckDBConnection } from "@duckdb/node-api";
import { CATALOG } from "../duckdb/home.ts";
import { quoteText } from "../duckdb/literals.ts";

/** The statement that attaches a lake. Small changes are written as files as well: data that DuckLake inlines into the catalog has been lost (ducklake issues 1094, 1215, 1287). */
export function attachLake(source: string, { readOnly, create = false, data, secret, snapshot, journal }: AttachLake): string {
  const options = [
    ...(snapshot === undefined ? [] : [`SNAPSHOT_VERSION ${quoteText(snapshot)}`]),
    ...(readOnly ? ["READ_ONLY"] : ["DATA_INLINING_ROW_LIMIT 0"]),
    ...(readOnly || create ? [] : ["CREATE_IF_NOT_EXISTS false"]),
    ...(data === undefined ? [] : [`DATA_PATH ${quoteText(data)}`]),
    ...(secret === undefined ? [] : [`META_SECRET ${quoteText(secret)}`]),
    ...(journal === undefined ? [] : [`META_JOURNAL_MODE ${quoteText(journal)}`]),
  ];
  return `ATTACH ${quoteText(source)} AS ${CATALOG} (${options.join(", ")})`;
}

interface AttachLake {
  readonly readOnly: boolean;
  /** Whether to create a lake where there is none. Default false. */
  readonly create?: boolean;
  /** Absent: where the catalog says. */
  readonly data?: string | undefined;
  /** The secret for the catalog's database. */
  readonly secret?: string;
  /** The state to read; absent: the latest at each statement. */
  readonly snapshot?: string;
  /** How SQLite is to write from now on. */
  readonly journal?: string | undefined;
}

/** Attaches a lake for reading, at its latest snapshot: whatever is committed later is not seen. */
export async function attachStill(session: DuckDBConnection, source: string, options: Pick<AttachLake, "secret">): Promise<void> {
  await session.run(attachLake(source, { ...options, readOnly: true }));
  const [[snapshot]] = (await session.runAndReadAll(`SELECT id::VARCHAR FROM ducklake_current_snapshot(${quoteText(CATALOG)})`)).getRows() as [[string]];
  await session.run(`DETACH ${CATALOG}`);
  await session.run(attachLake(source, { ...options, readOnly: true, snapshot }));
}
