import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { findInstalled } from "../cache.ts";
import { addressOf } from "../lago/dataset.ts";
import type { Measure } from "../measure-scene.ts";
import type { Cost } from "../programs/program.ts";
import { readOutcome, run } from "../run-program.ts";
import type { Destination, DltConfiguration, Scene } from "../scenes.ts";
import type { Workspace } from "../workspace.ts";

export const DLT = ["dlt[duckdb,postgres,parquet]==1.31.0", "duckdb==1.5.6", "adbc-driver-postgresql==1.13.0"];
/** With what it takes for files on S3, and for warehouses. */
const PACKAGES = {
  databases: DLT,
  filesystem: ["dlt[filesystem,parquet]==1.31.0"],
  warehouses: ["dlt[bigquery,redshift,parquet]==1.31.0"],
} as const;

/** What dlt's documentation calls fastest for each destination; by default it writes INSERT statements. */
const FASTEST: Record<Destination, string> = { duckdb: "parquet", postgres: "csv" };

/** Its other binary way into Postgres: Arrow's driver copies Parquet. dlt chooses csv where that driver is missing. */
const formatOf = (configuration: DltConfiguration, destination: Destination) => (configuration === "default" ? null : configuration === "adbc" ? "parquet" : FASTEST[destination]);

/**
 * What its documentation has against slow pipelines (https://dlthub.com/docs/reference/performance): extraction in threads, files small enough
 * that several are normalized at a time, and a process for each core that does so. Files are loaded 20 at a time by default. Nested lists become
 * tables, as with the loader: `max_table_nesting: 0` would leave them JSON.
 */
const PARALLEL = {
  EXTRACT__WORKERS: "5",
  SOURCES__DATA_WRITER__FILE_MAX_ITEMS: "20000",
  NORMALIZE__WORKERS: String(availableParallelism()),
};

/** The Python that has dlt, in a virtual environment of its own; the reason where there is none to be had. */
export async function findDlt(kind: keyof typeof PACKAGES = "databases"): Promise<{ python: string } | { skipped: string }> {
  const packages = PACKAGES[kind];
  try {
    const folder = await findInstalled("dlt", packages, async (folder) => {
      await run("python3", ["-m", "venv", folder]);
      await run(resolve(folder, "bin/pip"), ["install", "--quiet", ...packages]);
    });
    return { python: resolve(folder, "bin/python") };
  } catch (error) {
    return { skipped: (error as Error).message.trimEnd().split("\n").at(-1)! };
  }
}

/** No load took a third of it: one that does hangs. */
const MOST_MS = 300_000;

/** Loads the list of a scene once, into a new database. */
export async function loadWithDlt(scene: Scene, workspace: Workspace, python: string, destination: Destination, configuration: DltConfiguration): Promise<Measure> {
  const { resources: [resource], rows, perPage, latency } = scene;
  const name = `dlt_${configuration}_${destination}_${resource}_${rows}`;
  const task: DltTask = {
    name,
    resource,
    perPage,
    destination,
    address: addressOf(workspace.lago, { rows, latency }),
    folder: workspace.file("dlt"),
    // A file that is called like the schema in it is ambiguous to DuckDB.
    to: destination === "duckdb" ? workspace.file(`${name}_file.duckdb`) : workspace.postgres,
    format: formatOf(configuration, destination),
    // Rows are added without a look at those that are there, which the loader never does.
    disposition: configuration === "append" ? "append" : "merge",
    parallelized: configuration !== "default",
  };
  return { ...(await runDlt(python, task, { rows, cwd: workspace.shared })), rows };
}

/** What bench/peers/dlt_load.py loads. */
export interface DltTask {
  /** Of the pipeline, and of the dataset. */
  readonly name: string;
  readonly resource: string;
  readonly perPage: number | "auto";
  /** The address of Lago. */
  readonly address: string;
  readonly destination: Destination | "filesystem" | "redshift" | "bigquery";
  /** Absent where credentials name the place. */
  readonly to?: string;
  readonly credentials?: Readonly<Record<string, string>>;
  /** Others of the destination. */
  readonly options?: Readonly<Record<string, string>>;
  /** For its working files. */
  readonly folder: string;
  /** Of the files that it loads; null: INSERT statements. */
  readonly format: string | null;
  readonly disposition: "append" | "merge" | "replace";
  /** In threads and processes. */
  readonly parallelized: boolean;
}

/** Runs dlt in a process of its own, and checks that it loaded so many rows. */
export async function runDlt(python: string, task: DltTask, { rows, cwd }: { readonly rows: number; readonly cwd: string }): Promise<Cost> {
  const env = { ...process.env, RUNTIME__DLTHUB_TELEMETRY: "false", RUNTIME__LOG_LEVEL: "ERROR", ...(task.parallelized && PARALLEL) };
  const outcome = readOutcome<{ rows: number }>(await run(python, [resolve("bench/peers/dlt_load.py"), JSON.stringify(task)], { cwd, env, timeout: MOST_MS }));
  if (outcome.rows !== rows) throw new Error(`dlt loaded ${outcome.rows} rows where ${rows} were expected.`);
  return outcome.cost;
}
