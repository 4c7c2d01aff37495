import type { Destination } from "../../destinations/destination.ts";
import { sql } from "../../destinations/sql.ts";
import type { Resource } from "../../resource.ts";
import { findFeed } from "./load-order.ts";
import { planChanges, startOfActivities } from "./plan-changes.ts";
import { cutAll, describeAge, type Planner, planRead, type ReadChoice } from "./plan-read.ts";
import { toSeconds, writeTime } from "./stretch.ts";
import type { ResourceReport } from "../tally.ts";

/** How a load that follows the change feed reads its lists. */
export interface ChangeFeed {
  readonly resource: Resource;
  /** The plan for the feed itself, which is read first. */
  readonly planFeed: Planner;
  /** The planner for all others, once the feed was read; undefined if it could not be read. */
  planOthers(report: ResourceReport): Planner | undefined;
}

export interface ChangeFeedOptions {
  readonly destination: Destination;
  readonly choice: ReadChoice;
  readonly now: Date;
}

/** Prepares to read the feed once, for all resources that it announces changes of. */
export async function openFeed(resources: readonly Resource[], { destination, choice, now }: ChangeFeedOptions): Promise<ChangeFeed> {
  const feed = findFeed(resources);
  const start = await findStart(destination, resources.filter(({ changes }) => changes));
  const following = { feed, destination, choice, now };
  return {
    resource: feed,
    planFeed: (resource, state, parents) => {
      const plan = planRead(resource, state, choice, now, parents);
      // A full refresh includes what a part would have.
      if (start === undefined || start > now || state === undefined || plan.sweep === "all" || plan.sweep === "since oldest") return plan;
      const from = toSeconds(start);
      const cursor = resource.cursor!;
      const extent = `activities from ${writeTime(from, cursor)}, last full refresh ${describeAge(now.getTime() - state.lastFullAt.getTime())}`;
      return { ...plan, stretches: cutAll(cursor, from, undefined), sweep: "none", scope: "window", extent };
    },
    planOthers: ({ status }) => (status === "loaded" ? (resource, state, parents) => planChanges(resource, state, parents, following) : undefined),
  };
}

/** Start of the activities that are needed: lists may have been followed up to different times. */
async function findStart(destination: Destination, followed: readonly Resource[]): Promise<Date | undefined> {
  const { rows } = await destination.query(sql`SELECT extract(epoch FROM min(followed)) FROM _cursors WHERE resource = ANY(${followed.map(({ name }) => name)})`);
  const seconds = rows[0]![0];
  return seconds == null ? undefined : startOfActivities(new Date(Number(seconds) * 1000));
}
