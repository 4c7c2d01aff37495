import type { Lago } from "../client.ts";
import { LagoError } from "../errors.ts";
import type { Resource } from "../resource.ts";
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
export async function printPlan(lago: Lago, ordered: readonly Resource[], { json }: { json?: boolean }): Promise<void> {
  const resources = await Promise.all(ordered.map((resource) => planResource(lago, resource)));
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
