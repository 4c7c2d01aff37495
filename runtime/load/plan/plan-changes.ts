import type { Told } from "./changed-rows.ts";
import { findPart } from "./find-part.ts";
import type { CursorState, Destination } from "../../destinations/destination.ts";
import { identifier, sql } from "../../destinations/sql.ts";
import type { Parents } from "./find-parents.ts";
import { cutAll, DEFAULT_MAX_AGE, describeAge, fullCursor, planRead, type ReadChoice, type ReadPlan } from "./plan-read.ts";
import type { Resource } from "../../resource.ts";
import { DAY_SECONDS, toSeconds } from "./stretch.ts";

/** The change feed. This load has already read it. */
export interface Following {
  readonly feed: Resource;
  readonly destination: Destination;
  readonly choice: ReadChoice;
  readonly now: Date;
}

/**
 * How late an activity may arrive: activities go through a queue, usually within seconds, and within minutes if it is long. The clocks
 * of Lago and of this machine may differ as well. Later ones show in the next full refresh.
 */
const OVERLAP_MS = 15 * 60_000;

/** Start of the activities to consider, for a list that was followed up to then. */
export function startOfActivities(followed: Date): Date {
  return new Date(followed.getTime() - OVERLAP_MS);
}

/** Decides what to read of a list: what the feed reports as changed, or everything if no activity covers it, or if that is safer or cheaper. */
export async function planChanges(resource: Resource, state: CursorState | undefined, parents: Parents, following: Following): Promise<ReadPlan> {
  const { feed, choice, now } = following;
  const { maxAge = DEFAULT_MAX_AGE } = choice;
  if (!resource.changes) return planRead(resource, state, choice, now, parents);

  const whole = (why: string): ReadPlan => {
    const plan = planRead(resource, state, { full: true }, now, parents);
    return { ...plan, extent: `whole list, ${why}`, cursor: { ...fullCursor(state, now), followed: now } };
  };
  if (state?.distrust !== undefined) return whole(state.distrust);
  if (!state?.followed) return whole("followed from here on");
  const since = startOfActivities(state.followed);
  const { retentionDays } = feed.feed!;
  if (now.getTime() - since.getTime() > retentionDays * DAY_SECONDS * 1000) return whole(`since activities are kept for ${retentionDays} days only`);
  const age = now.getTime() - state.lastFullAt.getTime();
  if (age > maxAge) return whole(`last full refresh ${describeAge(age)}`);
  const minute = since.toISOString().slice(0, "2026-11-15T08:30".length).replace("T", " ");
  const part = await findPart(resource, resource.changes, activitiesSince(feed, since), { destination: following.destination, source: `changes since ${minute}` });
  if (typeof part === "string") return whole(part);
  return { stretches: cutRecent(resource, since), ...part, scope: "changes", latest: true, cursor: { ...state, followed: now } };
}

function activitiesSince(feed: Resource, since: Date): Told {
  return {
    rows: sql`(SELECT * FROM ${identifier(feed.name)} WHERE ${identifier(feed.cursor!.column)} >= ${since.toISOString()}::timestamptz) AS told`,
    kind: identifier(feed.feed!.kind),
    value: ({ by: [column, key] }) => (key === undefined ? sql`${identifier(column)}::text` : sql`(${identifier(column)} ->> ${key})`),
  };
}

/** New rows are read as well if the list can be cut to the second: some leave no activity, e.g. fees that are paid in advance. */
function cutRecent({ cursor }: Resource, since: Date): ReadPlan["stretches"] {
  return cursor?.granularity === "second" ? cutAll(cursor, toSeconds(since), undefined) : [];
}
