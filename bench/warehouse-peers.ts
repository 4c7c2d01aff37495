import { generateKeyPairSync } from "node:crypto";
import { findStandIn } from "../test/warehouses/stand-ins.ts";
import { addressOf } from "./lago/dataset.ts";
import { type Counting, countRequests, countStatements } from "./peers/counting.ts";
import { type DltTask, findDlt, runDlt } from "./peers/dlt.ts";
import type { LoadFacts, LoadTask } from "./programs/load.ts";
import type { Cost } from "./programs/program.ts";
import type { PublishTask } from "./programs/publish.ts";
import { runProgram } from "./run-program.ts";
import { CONCURRENCY } from "./scenes.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/*
 * `npm run bench:warehouses`, after .ci/warehouses/set-up: fees from Lago into a warehouse, by lago-loader (load, then publish) and by dlt (merge), into
 * the same stand-in; then again after a tenth of them changed, and after nothing did. What is compared: rows a second of the client's CPU time, and what
 * the warehouse is asked: HTTP requests of BigQuery's API, statements to Redshift. What the stand-ins take by themselves says nothing of warehouses.
 * dlt cannot be put beside it for Snowflake, since fakesnow answers its requests of several statements with an error, and for Databricks, whose
 * driver speaks Thrift and the stand-in only REST.
 */
const ROWS = Number(process.argv.find((arg) => arg.startsWith("--rows="))?.slice("--rows=".length) ?? 10_000);
const PER_PAGE = 1000;

interface Target {
  readonly counting: Counting;
  readonly environment: Readonly<Record<string, string>>;
  /** What lago-loader publishes to. */
  readonly place: string;
  readonly dlt: Pick<DltTask, "destination" | "credentials" | "format" | "options">;
  stop(): Promise<void>;
}

const workspace = await openWorkspace();
try {
  const dlt = await findDlt("warehouses");
  if ("skipped" in dlt) console.log(`dlt is left out: ${dlt.skipped}`);
  console.log(`${ROWS.toLocaleString("en")} fees, ${PER_PAGE} a page`);
  for (const [name, prepare] of [["redshift", prepareRedshift], ["bigquery", prepareBigQuery]] as const) {
    const target = await prepare();
    if (target === undefined) console.log(`${name} is left out: .ci/warehouses/set-up ${name}`);
    else await compare(name, target, "python" in dlt ? dlt.python : undefined).finally(target.stop);
  }
} finally {
  await workspace.close();
}

async function compare(name: string, target: Target, python: string | undefined): Promise<void> {
  for (const [what, changed] of [["first", 0], ["a tenth changed", 10], ["nothing changed", 10]] as const) {
    const address = addressOf(workspace.lago, { rows: ROWS, changed });
    report(target, `${name}, lago-loader, ${what}`, await loadAndPublish(name, address, target, workspace));
    if (python !== undefined) report(target, `${name}, dlt, ${what}`, await loadWithDlt(name, address, target, workspace, python));
  }
}

type Spent = Pick<Cost, "cpuSeconds">;

function report({ counting }: Target, name: string, { cpuSeconds }: Spent): void {
  console.log(`${name.padEnd(40)} ${Math.round(ROWS / cpuSeconds).toLocaleString("en").padStart(8)} rows/CPU s ${String(counting.take()).padStart(5)} ${name.startsWith("bigquery") ? "requests" : "statements"}`);
}

async function loadAndPublish(name: string, address: string, { place, environment }: Target, { file }: Workspace): Promise<Spent> {
  const to = file(`${name}.duckdb`);
  const loaded = await runProgram<LoadTask, LoadFacts>("load", { address, resources: ["fees"], to, schema: "bench", perPage: PER_PAGE, concurrency: CONCURRENCY, read: "full", spool: file("spool") });
  const published = await runProgram<PublishTask>("publish", { from: to, schema: "bench", to: place }, { env: { ...environment, XDG_STATE_HOME: file("state") } });
  return { cpuSeconds: loaded.cost.cpuSeconds + published.cost.cpuSeconds };
}

async function loadWithDlt(name: string, address: string, { dlt }: Target, { file, shared }: Workspace, python: string): Promise<Spent> {
  const task: DltTask = { ...dlt, name: `bench_${name}`, address, resource: "fees", perPage: PER_PAGE, folder: file("dlt"), disposition: "merge", parallelized: true };
  return runDlt(python, task, { rows: ROWS, cwd: shared });
}

/** dlt writes INSERT statements, as it does by default: files it would bring by a bucket, with a COPY that the stand-in does not know. */
async function prepareRedshift(): Promise<Target> {
  const server = await findStandIn("redshift")!();
  const place = new URL(await server.place("lago_bench"));
  const counting = await countStatements(Number(place.port));
  place.port = String(counting.port);
  const credentials = { drivername: "postgresql", host: "127.0.0.1", port: String(counting.port), username: place.username, password: server.environment["PGPASSWORD"]!, database: "postgres" };
  // What counts stands between; and the server is on this machine.
  process.env["PGSSLMODE"] = "disable";
  const stop = () => (counting.close(), server.stop());
  return { counting, environment: server.environment, place: place.href, dlt: { destination: "redshift", credentials, format: null }, stop };
}

/** dlt brings Parquet, which it calls the fastest. */
async function prepareBigQuery(): Promise<Target | undefined> {
  const server = await findStandIn("bigquery")?.();
  if (server === undefined) return undefined;
  const place = await server.place("lago_bench");
  const counting = await countRequests(new URL(`http://${server.environment["BIGQUERY_EMULATOR_HOST"]}`));
  const environment = { BIGQUERY_EMULATOR_HOST: `127.0.0.1:${counting.port}` };
  // dlt's client sends a scheme with it.
  process.env["BIGQUERY_EMULATOR_HOST"] = `http://${environment.BIGQUERY_EMULATOR_HOST}`;
  // The emulator does not unpack the file of dlt's own state.
  process.env["NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION"] = "true";
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  const credentials = { project_id: "local", private_key: key, client_email: "bench@local.iam.gserviceaccount.com", token_uri: `http://127.0.0.1:${counting.port}/token` };
  return { counting, environment, place, dlt: { destination: "bigquery", credentials, options: { location: "US" }, format: "parquet" }, stop: () => (counting.close(), server.stop()) };
}
