import type { CursorState, ParentMark, Scope, Sweep } from "../../destinations/destination.ts";
import { ConfigurationError } from "../../errors.ts";
import { checkNumbers } from "../../number-options.ts";
import { joinSql } from "../../destinations/sql.ts";
import type { Cursor, Resource } from "../../resource.ts";
import { belowGone, belowThese, NO_PARENTS, type Parents } from "./find-parents.ts";
import { FEW_PARENTS } from "../strategy.ts";
import { DAY_SECONDS, startOfWindow, type Stretch, toSeconds, wholeList, writeTime } from "./stretch.ts";
import type { TextRows } from "./text-rows.ts";

/** How much a load reads. Default: everything in the first load, then incrementally. */
export interface ReadChoice {
  /** Full-refresh every resource. */
  readonly full?: boolean;
  /** Read only rows from this time on, of resources that have a filter by time. Their cursors stay unchanged. */
  readonly since?: Date;
  /** Read only rows up to this time. */
  readonly until?: Date;
  /** Milliseconds. A resource is full-refreshed when its last full refresh is older. Default: 7 days. */
  readonly maxAge?: number;
  /** Read only what Lago's activity logs report as changed (premium). Falls back to a normal load without them. */
  readonly changes?: boolean;
  /** With no more parents than this, a nested list is always read below all of them. Default 100. */
  readonly fewParents?: number;
}

/** What a load reads of one resource. */
export interface ReadPlan {
  /** The ranges of time to read, one after another; undefined stands for a list without a filter by time. */
  readonly stretches: readonly (Stretch | undefined)[];
  /** For a nested list: the parents to read below. */
  readonly below?: TextRows;
  /** As in `Parents`. */
  readonly shown?: Parents["shown"];
  /** For a watched nested list: the state of all parents, written when the load is complete. */
  readonly marks?: Iterable<ParentMark>;
  /** Records to read by their values, besides. */
  readonly asked?: readonly Asked[];
  /** True: ignore the checkpoint of an interrupted load. */
  readonly latest?: true;
  /** Which rows of the table are marked as deleted if they do not arrive. */
  readonly sweep: Sweep;
  /** False: this load does not confirm deletions that the last one withheld, since that may have been seconds ago. */
  readonly confirms?: false;
  /** The extent to read, for programs. */
  readonly scope: Scope;
  /** The extent to read, for people. */
  readonly extent: string;
  /** The least that the cursor is after a complete load; undefined if it stays unchanged. */
  readonly cursor?: CursorState;
}

/** Single records, or the part of a list that a filter selects. */
export interface Asked {
  readonly filter?: string;
  readonly values: readonly string[];
}

export const DEFAULT_MAX_AGE = 7 * DAY_SECONDS * 1000;

/** Throws a `ConfigurationError` if options are invalid or exclude each other, before any request. */
export function checkChoice(choice: ReadChoice & { readonly rewrite?: boolean }): void {
  const { since, until, changes } = choice;
  const all = choice.rewrite ? "rewrite" : choice.full ? "full" : undefined;
  checkNumbers({ ...choice });
  if (changes && (all || since || until)) throw new ConfigurationError(`\`changes\` reads what has changed since the last load. Leave it out, or leave out \`${all ?? (since ? "since" : "until")}\`.`);
  if (all && (since || until)) throw new ConfigurationError(`\`${all}\` reads all rows. Leave it out, or leave out \`since\` and \`until\`.`);
  for (const [name, date] of Object.entries({ since, until })) {
    if (date && Number.isNaN(date.getTime())) throw new ConfigurationError(`\`${name}\` is not a date.`);
  }
  if (since && until && since > until) throw new ConfigurationError(`\`since\` (${day(since)}) is later than \`until\` (${day(until)}).`);
}

/** Decides what to read of a resource. `state`: its cursor. `parents`: those of a nested list. */
export type Planner = (resource: Resource, state: CursorState | undefined, parents: Parents) => ReadPlan | Promise<ReadPlan>;

/** Decides what to read: everything in the first load, then a part of it, until the last full refresh is too old. */
export function planRead(resource: Resource, state: CursorState | undefined, choice: ReadChoice, now: Date, parents = NO_PARENTS): ReadPlan {
  const { cursor, parent } = resource;
  const { full = false, since, until, maxAge = DEFAULT_MAX_AGE, fewParents = FEW_PARENTS } = choice;
  const { all, due, marks, shown } = parents;
  if (resource.snapshot !== undefined) return { stretches: [undefined], below: all, sweep: "none", scope: "snapshot", extent: `snapshot of ${all.length} ${parent!.resource}`, latest: true };
  if (!cursor && !parent?.watch) return { stretches: [undefined], below: all, sweep: "all", scope: "full", extent: "whole list" };
  if (cursor && (since || until)) return { stretches: cutAll(cursor, since && toSeconds(since), until && lastSecond(cursor, until)), sweep: "none", scope: "range", extent: describeRange(since, until) };

  const whole = (why: string): ReadPlan => ({
    stretches: [wholeList(resource)],
    below: all,
    marks,
    ...(shown && { shown }),
    sweep: cursor?.expires ? "since oldest" : "all",
    scope: "full",
    extent: `whole list, ${why}`,
    cursor: fullCursor(state, now),
  });
  if (!state) return whole("for the first time");
  const age = describeAge(now.getTime() - state.lastFullAt.getTime());
  if (full) return whole("as asked");
  if (state.distrust !== undefined) return whole(state.distrust);
  if (cursor && state.reached === null) return whole("of which no row has a time yet");
  if (now.getTime() - state.lastFullAt.getTime() > maxAge) return whole(`last full refresh ${age}`);
  if (!cursor) {
    if (all.length <= fewParents) return whole("of few parents");
    const extent = `below ${due.length} of ${all.length} ${parent!.resource}, new or changed, last full refresh ${age}`;
    // Rows below a deleted parent are deleted with it.
    const conditions = [belowThese(parent!, due), belowGone(parent!)].filter((condition) => condition !== undefined);
    return { stretches: [undefined], below: due, marks, ...(shown && { shown }), sweep: conditions.length === 0 ? "none" : { where: joinSql(conditions, " OR ") }, scope: "parents", extent, cursor: state };
  }

  const from = startOfWindow(cursor, state.reached!);
  const later = (cursor.also ?? []).map((filter) => ({ cursor, filter, from: startOfWindow({ ...cursor, ...filter }, state.reached!) }));
  return {
    stretches: [{ cursor, filter: cursor, from }, ...later],
    sweep: { since: writeTime(from, cursor) },
    scope: "window",
    extent: `window from ${day(new Date(from * 1000))}, last full refresh ${age}`,
    cursor: state,
  };
}

/** The plan of a part, changed because the whole list had to be read. */
export function becomeWhole(plan: ReadPlan, why: string, now: Date): ReadPlan {
  return { ...plan, sweep: "all", scope: "full", extent: `whole list, ${why}`, ...(plan.cursor && { cursor: fullCursor(plan.cursor, now) }) };
}

/** The least that the cursor is after the whole list was read. */
export function fullCursor(state: CursorState | undefined, now: Date): CursorState {
  return { reached: state?.reached ?? null, lastFullAt: now, ...(state?.followed && { followed: state.followed }) };
}

/** One stretch per filter: rows that changed in that time are found by the filters of their changes. */
export function cutAll(cursor: Cursor, from: number | undefined, to: number | undefined): Stretch[] {
  const borders = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return [cursor, ...(cursor.also ?? [])].map((filter) => ({ cursor, filter, ...borders }));
}

function describeRange(since: Date | undefined, until: Date | undefined): string {
  return [...(since ? [`from ${day(since)}`] : []), ...(until ? [`up to ${day(until)}`] : []), "as asked"].join(", ").replace(", up", " up");
}

export function describeAge(ms: number): string {
  const [size, unit] = AGES.find(([size]) => ms >= size) ?? [];
  if (size === undefined) return "just now";
  const count = Math.floor(ms / size);
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}

const AGES: readonly (readonly [ms: number, unit: string])[] = [
  [DAY_SECONDS * 1000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
];

const day = (date: Date) => date.toISOString().slice(0, "2026-11-15".length);
/** The end of the second, so that its rows are included; days are inclusive anyway. */
const lastSecond = ({ granularity }: Cursor, date: Date) => (granularity === "date" ? toSeconds(date) : Math.ceil(date.getTime() / 1000));
