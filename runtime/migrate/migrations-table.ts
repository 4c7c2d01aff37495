import type { MigrationSession } from "./session.ts";

/**
 * A row a migration. A loader that found nothing to change leaves one too, so that an older one knows that it came later.
 * `keys`: the key of each resource since then; DuckDB's tables do not tell.
 */
export const CREATE_MIGRATIONS = `CREATE TABLE IF NOT EXISTS _migrations (
  migrated_at timestamptz NOT NULL,
  from_version text,
  to_version text NOT NULL,
  statements json NOT NULL,
  keys json NOT NULL
)`;

/** Resource → the columns of its key. */
export type Keys = Readonly<Record<string, readonly string[]>>;

/** Version of the loader that migrated last, null where none has, and the keys that it left. */
export async function readLastMigration(session: Pick<MigrationSession, "read">): Promise<{ readonly version: string | null; readonly keys: Keys }> {
  const [last] = await session.read("SELECT to_version::text, keys::text FROM _migrations ORDER BY migrated_at DESC LIMIT 1");
  return last ? { version: last[0]!, keys: JSON.parse(last[1]!) as Keys } : { version: null, keys: {} };
}

export async function insertMigration(
  session: Pick<MigrationSession, "run">,
  { from, to, statements, keys }: { readonly from: string | null; readonly to: string; readonly statements: readonly string[]; readonly keys: Keys },
): Promise<void> {
  await session.run("INSERT INTO _migrations (migrated_at, from_version, to_version, statements, keys) VALUES ($1, $2, $3, $4, $5)", [
    new Date().toISOString(),
    from,
    to,
    JSON.stringify(statements),
    JSON.stringify(keys),
  ]);
}

/** Whether a version is later than another, as `0.10.0` is later than `0.9.0`. */
export function isNewer(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) > 0;
}
