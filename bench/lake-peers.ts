import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { addressOf } from "./lago/dataset.ts";
import { type DltTask, findDlt, runDlt } from "./peers/dlt.ts";
import type { LoadFacts, LoadTask } from "./programs/load.ts";
import type { Cost } from "./programs/program.ts";
import type { PublishTask } from "./programs/publish.ts";
import { run, runProgram } from "./run-program.ts";
import { CONCURRENCY } from "./scenes.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/*
 * `npm run bench:lake`: fees from Lago to Parquet on S3, by lago-loader (load, then publish) and by dlt, into the same server (s3rver) on this machine;
 * then again after a tenth of them changed. What is compared: rows a second, by the clock and of CPU time, and the requests and bytes that S3 gets.
 * Few rows, since s3rver 3.7.1 answers lists with an error once dlt has uploaded files in parts, of more than 5 MB.
 */
const ROWS = Number(process.argv.find((arg) => arg.startsWith("--rows="))?.slice("--rows=".length) ?? 20_000);
const PER_PAGE = 1000;

interface Store {
  readonly url: string;
  /** Requests and bytes received since it was last asked. */
  take(): { readonly requests: number; readonly bytes: number };
  close(): Promise<void>;
}

const workspace = await openWorkspace();
const store = await startStore(workspace.file("store"));
try {
  const dlt = await findDlt("filesystem");
  if ("skipped" in dlt) console.log(`dlt is left out: ${dlt.skipped}`);
  console.log(`${ROWS.toLocaleString("en")} fees, ${PER_PAGE} a page`);
  for (const [what, changed] of [["first", 0], ["a tenth changed", 10], ["nothing changed", 10]] as const) {
    const address = addressOf(workspace.lago, { rows: ROWS, changed });
    report(`lago-loader, ${what}`, await loadAndPublish(address, workspace));
    if ("python" in dlt) report(`dlt, ${what}`, await loadWithDlt(address, workspace, dlt.python));
  }
} finally {
  await store.close();
  await workspace.close();
}

type Spent = Pick<Cost, "seconds" | "cpuSeconds">;

function report(name: string, { seconds, cpuSeconds }: Spent): void {
  const { requests, bytes } = store.take();
  const perSecond = (spent: number) => Math.round(ROWS / spent).toLocaleString("en").padStart(8);
  console.log(`${name.padEnd(28)} ${perSecond(seconds)} rows/s ${perSecond(cpuSeconds)} rows/CPU s ${String(requests).padStart(5)} requests ${(bytes / 1e6).toFixed(1).padStart(7)} MB`);
}

async function loadAndPublish(address: string, { file }: Workspace): Promise<Spent> {
  const to = file("lago.duckdb");
  const env = { AWS_ENDPOINT_URL_S3: store.url, AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" };
  const loaded = await runProgram<LoadTask, LoadFacts>("load", { address, resources: ["fees"], to, schema: "bench", perPage: PER_PAGE, concurrency: CONCURRENCY, read: "full", spool: file("spool") });
  const published = await runProgram<PublishTask>("publish", { from: to, schema: "bench", to: "s3://bench/lago-loader" }, { env });
  return { seconds: loaded.cost.seconds + published.cost.seconds, cpuSeconds: loaded.cost.cpuSeconds + published.cost.cpuSeconds };
}

async function loadWithDlt(address: string, { file, shared }: Workspace, python: string): Promise<Spent> {
  const credentials = { aws_access_key_id: "S3RVER", aws_secret_access_key: "S3RVER", endpoint_url: store.url, region_name: "us-east-1" };
  const from = { name: "bench_lake", address, resource: "fees", perPage: PER_PAGE, folder: file("dlt") };
  // Files are not merged: to replace them is what keeps the current state, and no row twice.
  const task: DltTask = { ...from, destination: "filesystem", to: "s3://bench/dlt", credentials, format: "parquet", disposition: "replace", parallelized: true };
  return runDlt(python, task, { rows: ROWS, cwd: shared });
}

async function startStore(directory: string): Promise<Store> {
  await mkdir(directory, { recursive: true });
  if (!existsSync(".ci/stores/node_modules/s3rver")) await run("npm", ["ci", "--prefix", ".ci/stores", "--ignore-scripts", "--no-audit", "--no-fund"]);
  const S3rver = createRequire(resolve(".ci/stores/package.json"))("s3rver") as new (options: object) => { readonly httpServer: Server; run(): Promise<AddressInfo>; close(): Promise<void> };
  const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets: [{ name: "bench" }] });
  const { port } = await server.run();
  let [requests, bytes] = [0, 0];
  server.httpServer.on("request", ({ headers }) => {
    requests += 1;
    bytes += Number(headers["content-length"] ?? 0);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    take() {
      const taken = { requests, bytes };
      [requests, bytes] = [0, 0];
      return taken;
    },
    close: () => (server.httpServer.closeAllConnections(), server.close()),
  };
}
