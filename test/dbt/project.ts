import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../built.ts";
import type { TestDatabase } from "../databases.ts";

/** A dbt project as a user has it: the package by its path, a profile, and what it says in `vars`. */
export interface DbtProject {
  /** Runs dbt. Answers with what it printed, also where it failed. */
  dbt(...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }>;
  /** What became of each node of the last command. */
  results(): Promise<readonly DbtResult[]>;
  remove(): Promise<void>;
}

export interface DbtResult {
  readonly unique_id: string;
  readonly status: string;
  readonly message: string | null;
}

export async function newDbtProject(programs: string, database: TestDatabase, vars: object = {}): Promise<DbtProject> {
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-dbt-"));
  const write = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content));
  await write("dbt_project.yml", { name: "shop", version: "1.0.0", profile: "shop", vars: { lago: { lago_schema: database.schema, ...vars } } });
  await write("packages.yml", { packages: [{ local: join(ROOT, "dbt") }] });
  await write("profiles.yml", { shop: { target: "test", outputs: { test: { ...targetOf(database), threads: 2 } } } });
  return {
    dbt: (...args) =>
      new Promise((resolve) => {
        const env = { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: "false", DBT_PROFILES_DIR: folder };
        const child = execFile(join(programs, "dbt"), ["--no-use-colors", "--no-version-check", ...args], { cwd: folder, env, maxBuffer: 2 ** 28 }, (_, stdout, stderr) =>
          resolve({ code: child.exitCode ?? 1, output: `${stdout}${stderr}` }),
        );
      }),
    results: async () => {
      const { results } = JSON.parse(await readFile(join(folder, "target/run_results.json"), "utf8")) as { results: readonly DbtResult[] };
      return results;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function targetOf({ address, schema }: TestDatabase): object {
  if (address.startsWith("duckdb:")) return { type: "duckdb", path: address.slice("duckdb:".length), schema: "dbt" };
  const { hostname, port, username, password, pathname } = new URL(address);
  return { type: "postgres", host: hostname, port: Number(port), user: username, password, dbname: pathname.slice(1), schema };
}
