import { type ChildProcess, spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { startPostgres } from "../test/postgres.ts";

/** A temporary folder and the servers of a run. All of it is gone afterwards. */
export interface Workspace {
  readonly lago: string;
  readonly postgres: string;
  /** The path of a file of this name. */
  file(name: string): string;
  /** A folder that the Postgres server can write to and read from. */
  readonly shared: string;
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openWorkspace(): Promise<Workspace> {
  copySql();
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-bench-"));
  const shared = join(folder, "shared");
  await mkdir(shared);
  // The server runs as another user where this process is root.
  await chmod(folder, 0o755);
  await chmod(shared, 0o777);
  const [lago, postgres] = await Promise.all([startLago(), startPostgres()]);
  const client = new pg.Client(postgres.url);
  await client.connect();

  return {
    lago: lago.url,
    postgres: postgres.url,
    file: (name) => join(folder, name),
    shared,
    query: async (sql) => (await client.query(sql)).rows as Record<string, unknown>[],
    close: async () => {
      lago.process.stdin!.end();
      await client.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startLago(): Promise<{ process: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [join(import.meta.dirname, "lago/server.js")], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const url of createInterface({ input: server.stdout })) return { process: server, url };
  throw new Error("The fake Lago ended before it said its address.");
}

/** The compiler copies no SQL, which lies beside the modules. */
export function copySql(): void {
  cpSync("generated", "bench/.built/generated", { recursive: true, filter: (from) => !/\.(ts|md)$/.test(from) });
}
