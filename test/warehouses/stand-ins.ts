import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { quoted, sql } from "../../runtime/destinations/sql.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import type { WarehouseName } from "../../runtime/publish/warehouse/column-types.ts";
import { startRedshift } from "./redshift-server.ts";
import type { Server } from "./scenario.ts";

/** What stands in for a warehouse, installed by `.ci/warehouses/set-up`, and how to start it. Undefined where it is not installed. */
export function findStandIn(warehouse: WarehouseName): (() => Promise<Server>) | undefined {
  if (warehouse === "redshift") return startRedshiftServer;
  const ready = join(FOLDER, warehouse, "ready");
  const wanted = join(SCRIPTS, `${warehouse}.txt`);
  const isThere = existsSync(ready) && readFileSync(ready, "utf8") === readFileSync(wanted, "utf8");
  return isThere ? { bigquery: startBigQuery, snowflake: startSnowflake, databricks: startDatabricks }[warehouse] : undefined;
}

const SCRIPTS = resolve(".ci/warehouses");
const FOLDER = process.env["LAGO_TEST_WAREHOUSES"] ?? join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "lago-loader/warehouses");

async function startBigQuery(): Promise<Server> {
  const { port, stop } = await startPython("bigquery", (at, root) => [String(at), root, join(FOLDER, "bigquery/extensions")], (at) => answers(`http://127.0.0.1:${at}/bigquery/v2/projects/local/datasets`));
  return {
    environment: { BIGQUERY_EMULATOR_HOST: `127.0.0.1:${port}` },
    async place(name) {
      const body = JSON.stringify({ datasetReference: { projectId: "local", datasetId: name } });
      await fetch(`http://127.0.0.1:${port}/bigquery/v2/projects/local/datasets`, { method: "POST", headers: { "content-type": "application/json" }, body });
      return `bigquery://local/${name}`;
    },
    stop,
  };
}

async function startSnowflake(): Promise<Server> {
  const { port, stop } = await startPython("snowflake", (at) => [String(at)], (at) => answers(`http://127.0.0.1:${at}/`));
  const environment = { SNOWFLAKE_HOST_URL: `http://127.0.0.1:${port}`, SNOWFLAKE_USER: "tester", SNOWFLAKE_PASSWORD: "test-password", NODE_PATH: join(FOLDER, "snowflake/driver/node_modules") };
  return {
    environment,
    async place(name) {
      const address = `snowflake://fake/lago/${name}`;
      const warehouse = await openWarehouse(address);
      await warehouse.ask(sql`CREATE DATABASE IF NOT EXISTS ${quoted("LAGO", (plain) => plain)}`).finally(() => warehouse.close());
      return address;
    },
    stop,
  };
}

async function startDatabricks(): Promise<Server> {
  const ask = (at: number) => answers(`http://127.0.0.1:${at}/api/2.0/fs/directories/none`);
  const { port, stop } = await startPython("databricks", (at, root) => [String(at), root, join(FOLDER, "databricks/jars")], ask);
  return { environment: { DATABRICKS_TOKEN: "test-token" }, place: async (name) => `databricks://127.0.0.1:${port}/spark_catalog/${name}?warehouse=test`, stop };
}

async function startRedshiftServer(): Promise<Server> {
  const { s3, user, password, port, stop } = await startRedshift();
  return {
    environment: { AWS_ENDPOINT_URL_S3: s3, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test-secret", PGPASSWORD: password },
    place: async (name) => `redshift://${user}@127.0.0.1:${port}/postgres/${name}?bucket=lake&prefix=staged/${name}&sslmode=disable`,
    stop,
  };
}

/** Starts a server of `.ci/warehouses/`, in a folder of its own. */
async function startPython(warehouse: string, args: (port: number, root: string) => string[], isReady: (port: number) => Promise<boolean>): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const port = await findFreePort();
  const root = mkdtempSync(join(tmpdir(), `lago-loader-${warehouse}-`));
  const child = spawn(join(FOLDER, warehouse, "bin/python"), [join(SCRIPTS, `${warehouse}-server.py`), ...args(port, root)], { cwd: root, env: { ...process.env, SPARK_LOCAL_IP: "127.0.0.1" }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (piece: Buffer) => void (said = `${said}${String(piece)}`.slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(timer);
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  };
  for (const until = Date.now() + 300_000; Date.now() < until; await sleep(500)) {
    if (child.exitCode !== null) break;
    if (await isReady(port)) return { port, stop };
  }
  await stop();
  throw new Error(`The stand-in of ${warehouse} did not start:\n${said}`);
}

function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(5000) }).then(() => true, () => false);
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
