import type { CursorState, LoadEntry, ParentMark } from "./destination.ts";
import type { Rejection } from "../rows/rejection.ts";
import { sql } from "./sql.ts";
import { toStorable, toStorableJson } from "./storable.ts";
import { LOADS } from "./system-tables.ts";

const names = Object.keys(LOADS) as (keyof LoadEntry)[];

/** Its parameters are `entryValues`. */
export const INSERT_ENTRY = `INSERT INTO _loads (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})`;

/** A column of `_loads AS l` as text; NULL if the table was created by an earlier version without the column and is not migrated yet. */
export const journalColumn = (name: "scope" | "withheld" | "sequence") => sql`(to_json(l) ->> ${name})`;

/** Orders `_loads AS l`, latest first, independently of clocks. Rows of earlier versions have no number. */
export const LATEST_FIRST = sql`${journalColumn("sequence")}::bigint DESC NULLS LAST, finished_at DESC`;

/** As text, which both databases convert to the type of the column. */
export function entryValues(entry: LoadEntry): (string | null)[] {
  return names.map((name) => {
    const value = entry[name];
    if (value instanceof Date) return value.toISOString();
    if (typeof value === "object" && value !== null) return toStorableJson(value);
    return value === null ? null : toStorable(String(value));
  });
}

/** Both record the organisation; the second takes its id and name. */
export const DELETE_ORGANIZATION = "DELETE FROM _organization";
export const INSERT_ORGANIZATION = "INSERT INTO _organization (lago_id, name) VALUES ($1, $2)";

/** Runs before the rejected records of a resource are written again; takes the resource. */
export const DELETE_REJECTED = "DELETE FROM _rejected WHERE resource = $1";
/** Removes the same record, if another load has rejected it; takes the resource and the record. */
export const DELETE_SAME = "DELETE FROM _rejected WHERE resource = $1 AND record = $2";
/** Takes `rejectionValues`. */
export const INSERT_REJECTED = "INSERT INTO _rejected (resource, key, record, reason, load_id, sequence, rejected_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";

/** The record is verbatim JSON, in which no character is one that a database refuses. */
export function rejectionValues({ key, record, reason }: Rejection, { resource, load_id, sequence, finished_at }: LoadEntry): (string | null)[] {
  return [resource, toStorableJson(key), record, toStorable(reason), load_id, String(sequence), finished_at.toISOString()];
}

/** Takes the resource. */
export const DELETE_WITHHELD = "DELETE FROM _withheld WHERE resource = $1";

/** Both move a cursor; the first takes its resource, the second `cursorValues`. */
export const DELETE_CURSOR = "DELETE FROM _cursors WHERE resource = $1";
export const INSERT_CURSOR = "INSERT INTO _cursors (resource, reached, last_full_at, load_id, followed) VALUES ($1, $2, $3, $4, $5)";

/** `seen`: the latest staged row. Times of the same format sort as text. */
export function cursorValues(resource: string, { reached, lastFullAt, followed }: CursorState, seen: string | null, loadId: string): (string | null)[] {
  const latest = [reached, seen].filter((time) => time !== null).sort().at(-1) ?? null;
  return [resource, latest, lastFullAt.toISOString(), loadId, followed?.toISOString() ?? null];
}

/** Runs before the marks of a resource are written again; takes the resource. */
export const DELETE_MARKS = "DELETE FROM _parents WHERE resource = $1";

/** JSON arrays with an array for each mark, as one parameter each. There may be 100,000: a statement for each would take minutes, and one for all 50 MB. */
export function* marksAsJson(marks: Iterable<ParentMark>): Generator<string, void> {
  let portion: unknown[] = [];
  for (const { parent, mark, changedAt } of marks) {
    portion.push([parent, mark, changedAt]);
    if (portion.length < MARKS_AT_ONCE) continue;
    yield JSON.stringify(portion);
    portion = [];
  }
  if (portion.length > 0) yield JSON.stringify(portion);
}

const MARKS_AT_ONCE = 2_000;
