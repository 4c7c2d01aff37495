import type { MigrationSession } from "./session.ts";

/** A row a migration. A loader that found nothing to change leaves one too, so that an older one knows that it came later. */
export const CREATE_MIGRATIONS = `CREATE TABLE IF NOT EXISTS _migrations (
  migrated_at timestamptz NOT NULL,
  from_version text,
  to_version text NOT NULL,
  statements json NOT NULL
)`;

/** The version of the loader that migrated last; null where none has. */
export async function findLastVersion(session: Pick<MigrationSession, "read">): Promise<string | null> {
  const [last] = await session.read("SELECT to_version::text FROM _migrations ORDER BY migrated_at DESC LIMIT 1");
  return last?.[0] ?? null;
}

export async function insertMigration(
  session: Pick<MigrationSession, "run">,
  { from, to, statements }: { readonly from: string | null; readonly to: string; readonly statements: readonly string[] },
): Promise<void> {
  await session.run("INSERT INTO _migrations (migrated_at, from_version, to_version, statements) VALUES ($1, $2, $3, $4)", [
    new Date().toISOString(),
    from,
    to,
    JSON.stringify(statements),
  ]);
}

/** Whether a version is later than another, as `0.10.0` is later than `0.9.0`. */
export function isNewer(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) > 0;
}
