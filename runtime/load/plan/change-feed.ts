import type { Destination } from "../../destinations/destination.ts";
import { sql } from "../../destinations/sql.ts";
import type { Resource } from "../../resource.ts";
import { findFeed } from "./load-order.ts";
import { planChanges, startOfActivities } from "./plan-changes.ts";
import { cutAll, describeAge, type Planner, planRead, type ReadChoice } from "./plan-read.ts";
import { toSeconds, writeTime } from "./stretch.ts";
import type { ResourceReport } from "../tally.ts";

/** How the lists of one load are read that follows the change feed. */
export interface ChangeFeed {
  readonly resource: Resource;
  /** Of the feed itself, which comes first. */
  readonly planFeed: Planner;
  /** Of all others, once it has been read; undefined where it could not be. */
  planOthers(report: ResourceReport): Planner | undefined;
}

export interface ChangeFeedOptions {
  readonly destination: Destination;
  readonly choice: ReadChoice;
  readonly now: Date;
}

/** Prepares to read the feed once, for those of the resources that it tells of. */
export async function openFeed(resources: readonly Resource[], { destination, choice, now }: ChangeFeedOptions): Promise<ChangeFeed> {
  const feed = findFeed(resources);
  const start = await findStart(destination, resources.filter(({ changes }) => changes));
  const following = { feed, destination, choice, now };
  return {
    resource: feed,
    planFeed: (resource, state, parents) => {
      const plan = planRead(resource, state, choice, now, parents);
      // A full refresh has what a part of it would have.
      if (start === undefined || start > now || state === undefined || plan.sweep === "all" || plan.sweep === "since oldest") return plan;
      const from = toSeconds(start);
      const cursor = resource.cursor!;
      const extent = `activities from ${writeTime(from, cursor)}, last full refresh ${describeAge(now.getTime() - state.lastFullAt.getTime())}`;
      return { ...plan, stretches: cutAll(cursor, from, undefined), sweep: "none", scope: "window", extent };
    },
    planOthers: ({ status }) => (status === "loaded" ? (resource, state, parents) => planChanges(resource, state, parents, following) : undefined),
  };
}

/** From where on activities are needed: one list may have been followed less far than another. */
async function findStart(destination: Destination, followed: readonly Resource[]): Promise<Date | undefined> {
  const { rows } = await destination.query(sql`SELECT extract(epoch FROM min(followed)) FROM _cursors WHERE resource = ANY(${followed.map(({ name }) => name)})`);
  const seconds = rows[0]![0];
  return seconds == null ? undefined : startOfActivities(new Date(Number(seconds) * 1000));
}
