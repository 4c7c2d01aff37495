import type { MigrationSession } from "./session.ts";

/** Resource → the columns of its key. */
export type Keys = Readonly<Record<string, readonly string[]>>;

/** What a migration leaves for the next one to know. */
export interface Mark {
  /** Of the loader; null where none has left its mark. */
  readonly version: string | null;
  readonly keys: Keys;
  readonly orphans: readonly string[];
}

export async function readLastMark(session: Pick<MigrationSession, "read">): Promise<Mark> {
  const [last] = await session.read("SELECT to_version::text, keys::text, orphans::text FROM _migrations ORDER BY migrated_at DESC LIMIT 1");
  const [version, keys, orphans] = last ?? [null, "{}", "[]"];
  return { version: version!, keys: JSON.parse(keys!) as Keys, orphans: JSON.parse(orphans!) as string[] };
}

/** Adds a row, unless it would say nothing new. */
export async function leaveMark(session: Pick<MigrationSession, "run">, before: Mark, now: Mark, statements: readonly string[]): Promise<void> {
  if (statements.length === 0 && JSON.stringify(before) === JSON.stringify(now)) return;
  await session.run("INSERT INTO _migrations (migrated_at, from_version, to_version, statements, keys, orphans) VALUES ($1, $2, $3, $4, $5, $6)", [
    new Date().toISOString(),
    before.version,
    now.version,
    JSON.stringify(statements),
    JSON.stringify(now.keys),
    JSON.stringify(now.orphans),
  ]);
}

/** Whether a version is later than another, as `0.10.0` is later than `0.9.0`. */
export function isNewer(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) > 0;
}
