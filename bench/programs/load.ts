import "../../runtime/cli/load/small-heap.ts";
import { createLago, load, openDestination, resources } from "../../runtime/index.ts";
import { runProgram } from "./program.ts";

/** One load, from opening the database to closing it, in a process set up like the command's. */
export interface LoadTask {
  readonly address: string;
  readonly resources: readonly string[];
  readonly to: string;
  readonly schema: string;
  readonly perPage: number | "auto";
  readonly concurrency: number | "auto";
  /** The whole list, or only what the filters of its cursor let through. */
  readonly read: "full" | "window";
  /** Where pages wait until they are in a table. */
  readonly spool: string;
  /** Whether Postgres gets those beside keys, which it does by itself. */
  readonly indexes?: boolean;
}

export interface LoadFacts {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly requests: number;
}

await runProgram(async ({ address, to, schema, perPage, concurrency, read, spool, indexes = true, ...task }: LoadTask): Promise<LoadFacts> => {
  const lago = createLago({ apiKey: "bench", baseUrl: address, perPage, concurrency });
  const destination = await openDestination(to, { schema, indexes });
  const choice = read === "full" ? { full: true } : { since: new Date(0) };
  const report = await load(resources.filter(({ name }) => task.resources.includes(name)), { lago, destination, spool, ...choice });
  await destination.close();
  const failed = report.resources.find(({ status }) => status !== "loaded");
  if (failed) throw new Error(`${failed.name} was ${failed.status}: ${failed.error}`);
  const sum = (count: "rows" | "inserted" | "updated" | "requests") => report.resources.reduce((total, resource) => total + resource[count], 0);
  return { rows: sum("rows"), inserted: sum("inserted"), updated: sum("updated"), requests: sum("requests") };
});
