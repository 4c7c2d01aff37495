import type { CursorState, LoadEntry, ParentMark } from "./destination.ts";

/** A row a resource and load. Types that both databases know. */
const LOADS: Record<keyof LoadEntry, string> = {
  load_id: "text NOT NULL",
  resource: "text NOT NULL",
  started_at: "timestamptz NOT NULL",
  finished_at: "timestamptz NOT NULL",
  status: "text NOT NULL",
  reason: "text",
  extent: "text",
  rows: "bigint NOT NULL",
  inserted: "bigint NOT NULL",
  updated: "bigint NOT NULL",
  deleted: "bigint NOT NULL",
  pages: "bigint NOT NULL",
  requests: "bigint NOT NULL",
  retries: "bigint NOT NULL",
  waits_ms: "bigint NOT NULL",
  passes: "bigint NOT NULL",
  resumed: "bigint NOT NULL",
  total_count: "bigint",
  misfits: "json NOT NULL",
  unknown: "json NOT NULL",
  document_version: "text",
  loader_version: "text NOT NULL",
};

/** How far a resource was read that is not always read whole. */
const CURSORS = {
  resource: "text NOT NULL",
  reached: "text",
  last_full_at: "timestamptz NOT NULL",
  load_id: "text NOT NULL",
  followed: "timestamptz",
};

/** Below which parents a list was asked for that is not always asked for below all. */
const PARENTS = {
  resource: "text NOT NULL",
  parent: "text NOT NULL",
  mark: "text NOT NULL",
  changed_at: "timestamptz",
};

/** Which rows have details, and what the list said of each when these were read. */
const DETAILS = {
  resource: "text NOT NULL",
  key: "text NOT NULL",
  fingerprint: "text NOT NULL",
  extra: "json",
  loaded_at: "timestamptz NOT NULL",
  load_id: "text NOT NULL",
};

/** Whose rows these are: one row. */
const ORGANIZATION = {
  lago_id: "text NOT NULL",
  name: "text NOT NULL",
};

/** Makes the loader's own tables where they are missing. */
export const CREATE_SYSTEM_TABLES: readonly string[] = [createTable("_loads", LOADS), createTable("_cursors", CURSORS), createTable("_organization", ORGANIZATION), createTable("_parents", PARENTS), createTable("_details", DETAILS)];

const names = Object.keys(LOADS) as (keyof LoadEntry)[];

/** Takes `entryValues` as its parameters. */
export const INSERT_ENTRY = `INSERT INTO _loads (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})`;

/** As text, which both databases turn into the type of the column. */
export function entryValues(entry: LoadEntry): (string | null)[] {
  return names.map((name) => {
    const value = entry[name];
    if (value instanceof Date) return value.toISOString();
    if (typeof value === "object" && value !== null) return JSON.stringify(value);
    return value === null ? null : String(value);
  });
}

/** Both are run to move a cursor; the first takes its resource, the second `cursorValues`. */
export const DELETE_CURSOR = "DELETE FROM _cursors WHERE resource = $1";
export const INSERT_CURSOR = "INSERT INTO _cursors (resource, reached, last_full_at, load_id, followed) VALUES ($1, $2, $3, $4, $5)";

/** `seen`: the latest row that was staged. Times of one form are in the order of their text. */
export function cursorValues(resource: string, { reached, lastFullAt, followed }: CursorState, seen: string | null, loadId: string): (string | null)[] {
  const latest = [reached, seen].filter((time) => time !== null).sort().at(-1) ?? null;
  return [resource, latest, lastFullAt.toISOString(), loadId, followed?.toISOString() ?? null];
}

/** Run before the marks of a resource are written anew; takes the resource. */
export const DELETE_MARKS = "DELETE FROM _parents WHERE resource = $1";

/** An array of JSON with an array for each mark: what a statement takes at once, since there may be 100,000. */
export function marksAsJson(marks: readonly ParentMark[]): string {
  return JSON.stringify(marks.map(({ parent, mark, changedAt }) => [parent, mark, changedAt]));
}

function createTable(name: string, columns: Readonly<Record<string, string>>): string {
  const lines = Object.entries(columns).map(([column, type]) => `  ${column} ${type}`);
  return `CREATE TABLE IF NOT EXISTS ${name} (\n${lines.join(",\n")}\n)`;
}
