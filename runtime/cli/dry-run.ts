import type { Lago } from "../client.ts";
import { LagoError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import type { Job } from "./load-once.ts";
import { readSample } from "./sample.ts";
import { formatCount, formatTable } from "./table.ts";

/** What a load would do with one resource. */
interface PlanEntry {
  readonly name: string;
  readonly table: string;
  readonly path: string;
  /** As Lago counts. Null below a parent, where it counts each list by itself, and where it refuses to. */
  readonly records: number | null;
  readonly note: string;
}

/** Asks Lago how long each list is and prints what a load would read. Touches no database. */
export async function printPlan(lago: Lago, { ordered, details, flags: { json, changes } }: Job): Promise<void> {
  const plans = await Promise.all(ordered.map((resource) => planResource(lago, resource)));
  const followed = isFollowed(plans, ordered);
  const resources = ordered.map((resource, index) => {
    const notes = [...(changes ? noteChanges(resource, followed) : []), ...(details.includes(resource) ? ["and the single record of each row that is new or changed"] : [])];
    return { ...plans[index]!, note: [plans[index]!.note, ...notes].filter((note) => note !== "").join(", ") };
  });
  if (json) return void process.stdout.write(`${JSON.stringify({ resources })}\n`);
  const rows = resources.map(({ name, path, records, note }) => [name, path, records === null ? "" : formatCount(records), note]);
  process.stdout.write(`${formatTable(["resource", "list", "records", ""], rows)}\nNothing was written.\n`);
}

async function planResource(lago: Lago, resource: Resource): Promise<PlanEntry> {
  const { name, path, parent, tables } = resource;
  const entry = { name, table: tables[0].name, path };
  if (parent) return { ...entry, records: null, note: `a list for each row of ${parent.resource}` };
  try {
    const { total } = await readSample(lago, resource, 1);
    return { ...entry, records: total, note: resource.count === "cached" ? "as counted within the last 30 minutes" : "" };
  } catch (error) {
    if (!(error instanceof LagoError && error.kind === "forbidden")) throw error;
    return { ...entry, records: null, note: `will be skipped: ${error.code ?? error.message}` };
  }
}

/** Whether the change feed may be read. */
function isFollowed(plans: readonly PlanEntry[], ordered: readonly Resource[]): boolean {
  return plans.some(({ records }, index) => ordered[index]!.feed && records !== null);
}

function noteChanges({ feed, changes }: Resource, followed: boolean): string[] {
  if (feed && !followed) return ["so that changes cannot be followed"];
  return followed && changes ? [`after activities of ${[...new Set(changes.flatMap(({ of }) => of))].join(", ")}`] : [];
}
