import type { Lago } from "../../client.ts";
import type { Destination } from "../../destinations/destination.ts";
import { LagoError } from "../../errors.ts";
import { countRecords } from "../../load/read/count-records.ts";
import { findCursorState } from "../../load/cursors.ts";
import { findParents, NO_PARENTS } from "../../load/plan/find-parents.ts";
import { planRead, type ReadPlan } from "../../load/plan/plan-read.ts";
import { NO_PARENT } from "../../load/list-request.ts";
import { toQuery } from "../../load/plan/stretch.ts";
import { newTally } from "../../load/tally.ts";
import type { Resource } from "../../resource.ts";
import { countPages, estimateLoad, formatEstimate } from "./estimate.ts";
import { pickChoice } from "./load-flags.ts";
import type { Job } from "./load-once.ts";
import { findTables, lookInto } from "../look-into.ts";
import { readSample } from "../sample.ts";
import { fitColumns, formatCount, formatTable, terminalWidth } from "../terminal/table.ts";

/** What a load would read of one resource. */
interface PlanEntry {
  readonly name: string;
  readonly table: string;
  readonly path: string;
  /** Lago's count of the list; null for nested resources, where Lago counts each list by itself, and if it refuses. */
  readonly records: number | null;
  /** What would be read, for people. */
  readonly extent: string | null;
  /** Number of records in it; null for nested resources, and if Lago does not count them. */
  readonly reads: number | null;
  /** Null if it is not known: below parents that are nested themselves and not in the database, and if Lago refuses. */
  readonly requests: number | null;
  readonly note: string;
}

/** Prints what a load would read, from the length of each list and the cursors in the database. Writes nothing. */
export async function printPlan(lago: Lago, job: Job): Promise<void> {
  const { ordered, details, flags } = job;
  const destination = await lookInto(flags);
  const plans = countBelow(await planAll(lago, job, destination).finally(() => destination?.close()), ordered);
  const followed = isFollowed(plans, ordered);
  const resources = ordered.map((resource, index) => {
    const notes = [...(flags.changes ? noteChanges(resource, followed) : []), ...(details.includes(resource) ? ["and the single record of each row that is new or changed"] : [])];
    return { ...plans[index]!, note: [plans[index]!.note, ...notes].filter((note) => note !== "").join(", ") };
  });
  const counted = new Map(plans.flatMap(({ name, requests, extent }) => (extent === null ? [] : [[name, requests] as const])));
  const estimate = estimateLoad(counted, flags.maxRequestsPerSecond);
  if (flags.json) return void process.stdout.write(`${JSON.stringify({ resources, estimate })}\n`);
  const rows = resources.map(({ name, path, records, note }) => [name, path, records === null ? "" : formatCount(records), note]);
  const width = terminalWidth();
  // Beside the paths there is no room for notes.
  const heading = ["resource", "list", "records", ""];
  process.stdout.write(`${formatTable(...fitColumns(heading, rows, width, ["list"]), width)}\n${formatEstimate(estimate, flags.maxRequestsPerSecond)}Nothing was written.\n`);
}

async function planAll(lago: Lago, { ordered, flags }: Job, destination: Destination | undefined): Promise<PlanEntry[]> {
  const tables = destination ? await findTables(destination) : new Set<string>();
  const now = new Date();
  return Promise.all(
    ordered.map(async (resource) => {
      const known = [resource.name, "_cursors", "_loads"].every((table) => tables.has(table));
      const state = known ? await findCursorState(destination!, resource, now) : undefined;
      const parents = tables.has("_parents") ? await findParents(resource, { destination: destination!, state, now }) : NO_PARENTS;
      return planResource(lago, resource, planRead(resource, state, pickChoice(flags), now, parents), flags.perPage);
    }),
  );
}

/** A nested resource takes at least one request per parent. Without rows in the database, Lago's count of the parents is used. */
function countBelow(plans: readonly PlanEntry[], ordered: readonly Resource[]): PlanEntry[] {
  const records = new Map(plans.map((plan) => [plan.name, plan.records]));
  return plans.map((plan, index) => {
    const { parent } = ordered[index]!;
    return parent && plan.requests === null ? { ...plan, requests: records.get(parent.resource) ?? null } : plan;
  });
}

async function planResource(lago: Lago, resource: Resource, { extent, stretches, below = [] }: ReadPlan, perPage?: number | "auto"): Promise<PlanEntry> {
  const { name, path, parent, tables } = resource;
  const entry = { name, table: tables[0].name, path, records: null, extent, reads: null, requests: null };
  if (parent) return { ...entry, requests: below.length || null, note: below.length > 0 && extent !== "whole list" ? extent : `a list for each row of ${parent.resource}` };
  try {
    const { total, records: [sample] } = await readSample(lago, resource, 1);
    const queries = stretches.map((stretch) => (stretch ? toQuery(stretch) : {}));
    const whole = queries.every((query) => Object.keys(query).length === 0);
    const reads = whole ? total : await countParts(lago, resource, queries);
    const notes = [
      ...(resource.count === "cached" ? ["as counted within the last 30 minutes"] : []),
      ...(extent === "whole list" ? [] : [whole || reads === null ? extent : `${extent}: ${formatCount(reads)} records`]),
    ];
    return { ...entry, records: total, reads, requests: reads === null ? null : countPages(resource, reads, sample, perPage), note: notes.join(", ") };
  } catch (error) {
    if (!(error instanceof LagoError && error.kind === "forbidden")) throw error;
    return { ...entry, extent: null, note: `will be skipped: ${error.code ?? error.message}` };
  }
}

/** A record that several filters match arrives several times. */
async function countParts(lago: Lago, resource: Resource, queries: readonly Record<string, string>[]): Promise<number | null> {
  const { signal } = new AbortController();
  const counts = await Promise.all(queries.map((query) => countRecords({ lago, resource, tally: newTally(), signal }, { ...NO_PARENT, query })));
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** Whether the key may read the change feed. */
function isFollowed(plans: readonly PlanEntry[], ordered: readonly Resource[]): boolean {
  return plans.some(({ records }, index) => ordered[index]!.feed && records !== null);
}

function noteChanges({ feed, changes }: Resource, followed: boolean): string[] {
  if (feed && !followed) return ["so that changes cannot be followed"];
  return followed && changes ? [`after activities of ${[...new Set(changes.flatMap(({ of }) => of))].join(", ")}`] : [];
}
