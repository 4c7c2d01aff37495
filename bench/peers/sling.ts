import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findInstalled } from "../cache.ts";
import { addressOf } from "../lago/dataset.ts";
import type { Measure } from "../measure-scene.ts";
import { readOutcome, run } from "../run-program.ts";
import type { Destination, Scene } from "../scenes.ts";
import type { Workspace } from "../workspace.ts";

/** The last version whose program is in a package: the packages of later ones download it. It runs DuckDB's command line, which is in another. */
export const SLING = ["sling-linux-amd64==1.4.11", "duckdb-cli==1.5.6"];

export interface Sling {
  readonly program: string;
  readonly duckdb: string;
}

/** The reason where there is none to be had. */
export async function findSling(): Promise<Sling | { skipped: string }> {
  try {
    const folder = await findInstalled("sling", SLING, async (folder) => {
      await run("python3", ["-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, ...SLING]);
    });
    const [program, duckdb] = [join(folder, "sling_linux_amd64/bin/sling-linux-amd64"), join(folder, "duckdb_cli/duckdb")];
    if (!existsSync(program) || !existsSync(duckdb)) throw new Error("its packages have no program for this machine");
    await run("chmod", ["+x", program, duckdb]);
    return { program, duckdb };
  } catch (error) {
    return { skipped: (error as Error).message.trimEnd().split("\n").at(-1)! };
  }
}

/** No load took a third of it. */
const MOST_MS = 600_000;

/**
 * Loads the list of a scene once, into a new table: `full-refresh` looks at no row that is there. Nested lists stay JSON in their column: sling makes
 * no tables of them.
 */
export async function loadWithSling(scene: Scene, workspace: Workspace, { program, duckdb }: Sling, destination: Destination): Promise<Measure> {
  const { resources: [resource], rows } = scene;
  const folder = workspace.file("sling");
  const file = workspace.file("sling_file.duckdb");
  const schema = destination === "duckdb" ? "main" : "sling";
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "lago.yaml"), specOf(scene, workspace));
  // By default it copies into DuckDB over HTTP, for which DuckDB would download an extension.
  const target = destination === "duckdb" ? { type: "duckdb", instance: file, copy_method: "named_pipes" } : { type: "postgres", url: `${workspace.postgres}?sslmode=disable` };
  await writeFile(join(folder, "env.yaml"), JSON.stringify({ connections: { LAGO: { type: "api", spec: `file://${join(folder, "lago.yaml")}` }, DB: target } }));
  await writeFile(join(folder, "replication.yaml"), JSON.stringify({ source: "LAGO", target: "DB", defaults: { mode: "full-refresh", object: `${schema}.{stream_name}` }, streams: { [resource]: {} } }));
  const env = { ...process.env, SLING_HOME_DIR: folder, SLING_DISABLE_TELEMETRY: "true", SLING_TEMP_DIR: folder, DUCKDB_PATH: duckdb, DUCKDB_USE_INSTALLED_EXTENSIONS: "true" };
  const { cost } = readOutcome(await run("python3", ["-c", COST_OF_CHILD, program, "run", "-r", join(folder, "replication.yaml")], { cwd: folder, env, timeout: MOST_MS }));
  const count = `SELECT count(*) AS count FROM ${schema}.${resource}`;
  const [{ count: found } = { count: 0 }] = destination === "duckdb" ? (JSON.parse(await run(duckdb, ["-json", file, count])) as [{ count: number }]) : await workspace.query(count);
  await (destination === "duckdb" ? rm(file) : workspace.query(`DROP SCHEMA ${schema} CASCADE`));
  if (Number(found) !== rows) throw new Error(`sling loaded ${String(found)} rows where ${rows} were expected.`);
  return { ...cost, rows };
}

/** Its description of an API. A page is requested when the one before has come, since its state says which. */
function specOf({ resources: [resource], rows, perPage, latency }: Scene, { lago }: Workspace): string {
  const endpoint = {
    state: { page: 1, per_page: perPage },
    request: { url: `${addressOf(lago, { rows, latency })}/${resource}`, headers: { Authorization: "Bearer bench" }, parameters: { page: "${state.page}", per_page: "${state.per_page}" } },
    pagination: { next_state: { page: "${state.page + 1}" }, stop_condition: "is_null(response.json.meta.next_page)" },
    response: { records: { jmespath: `${resource}[]`, primary_key: ["lago_id"] } },
  };
  return JSON.stringify({ name: "Lago", endpoints: { [resource]: endpoint } });
}

/** Node does not tell what a child cost. The peak is that of the largest process, in kilobytes of 1024 on Linux. */
const COST_OF_CHILD = `import json, resource, subprocess, sys, time
start = time.perf_counter()
child = subprocess.run(sys.argv[1:], capture_output=True, text=True)
if child.returncode != 0: sys.exit(child.stdout + child.stderr)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"cost": {"seconds": time.perf_counter() - start, "cpuSeconds": used.ru_utime + used.ru_stime, "peakMegabytes": used.ru_maxrss * 1024 / 1e6}}))`;
