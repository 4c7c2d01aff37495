import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { resources } from "../generated/index.ts";
import { publishOnce } from "../runtime/cli/publish-once.ts";
import { changeNewest, makeFees } from "./working-copy.ts";
import { copySql } from "./workspace.ts";

/*
 * `npm run bench:publish`: fees published as Parquet into an S3 server on this machine, beside DuckDB's own COPY of the same table into a file of
 * the same form; then again after 1 % of them changed, the newest ones. Each in a process of its own. Ratios are of seconds of CPU, since others may use
 * the machine; seconds by the clock stand beside them. Ends with exit code 1 where a target is missed.
 */
const ROWS = Number(process.argv.find((arg) => arg.startsWith("--rows="))?.slice("--rows=".length) ?? 1_000_000);
const MONTHS = 36;
const TARGETS = { copyOverFull: 0.5, changedOverFull: 0.05, megabytes: 512 } as const;

interface Measured {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
}

async function compare(): Promise<void> {
  copySql();
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-bench-"));
  const file = join(folder, "lago.duckdb");
  const server = fork(import.meta.filename, ["serve"]);
  try {
    const endpoint = await new Promise<string>((resolve) => server.once("message", (url) => resolve(url as string)));
    await makeFees(file, { rows: ROWS, months: MONTHS });
    const copy = await run("copy", file);
    const full = await run("publish", file, endpoint);
    const nothing = await run("publish", file, endpoint);
    // Without a cursor, a table of any size is one object.
    const whole = await run("publish-whole", file, endpoint);
    await changeNewest(file);
    const changed = await run("publish", file, endpoint);
    const rows: readonly (readonly [string, Measured])[] = [["COPY TO of DuckDB", copy], ["full publish", full], ["nothing changed", nothing], ["as one object", whole], ["1 % changed", changed]];
    console.log(`${ROWS.toLocaleString("en")} fees of ${MONTHS} months`);
    for (const [name, { seconds, cpu, megabytes }] of rows) console.log(`${name.padEnd(20)} ${cpu.toFixed(2).padStart(7)} s CPU ${seconds.toFixed(2).padStart(7)} s ${megabytes.toFixed(0).padStart(5)} MB`);
    const ratios = { copyOverFull: copy.cpu / full.cpu, changedOverFull: changed.cpu / full.cpu, megabytes: Math.max(full.megabytes, changed.megabytes, whole.megabytes) };
    console.log(`full publish has ${(ratios.copyOverFull * 100).toFixed(0)} % of COPY's speed (target ≥ 50 %); 1 % changed takes ${(ratios.changedOverFull * 100).toFixed(1)} % of a full publish (target ≤ 5 %); ${ratios.megabytes.toFixed(0)} MB (target ≤ 512)`);
    const met = ratios.copyOverFull >= TARGETS.copyOverFull && ratios.changedOverFull <= TARGETS.changedOverFull && ratios.megabytes <= TARGETS.megabytes;
    process.exitCode = met ? 0 : 1;
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

function run(task: Task, file: string, endpoint?: string): Promise<Measured> {
  const env = { ...process.env, AWS_ENDPOINT_URL_S3: endpoint, AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "secret" };
  const child: ChildProcess = fork(import.meta.filename, [task, file], { env });
  return new Promise((resolve, reject) => {
    child.once("message", (measured) => resolve(measured as Measured));
    child.once("exit", (code) => reject(new Error(`${task} ended with ${code}`)));
  });
}

type Task = "copy" | "publish" | "publish-whole";

async function measure(task: Task, file: string): Promise<Measured> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await (task === "copy" ? copyTable(file) : publishOnce(task === "publish" ? "s3://bench/fees" : "s3://bench/whole", { source: file, schema: "lago_data", ...(task === "publish-whole" && { rowsPerObject: Infinity }), only: resources.filter(({ name }) => name === "fees") }));
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - startedAt) / 1000, cpu: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024 };
}

/** As publish writes: zstd, the same columns, one thread. */
async function copyTable(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY", threads: "1" });
  const session = await instance.connect();
  await session.run(`COPY (SELECT * EXCLUDE (_hash) FROM lago_data.fees) TO '${file}.parquet' (FORMAT parquet, COMPRESSION zstd)`);
  session.closeSync();
  instance.closeSync();
}

/** As much of S3 as a publish asks for; keeps the manifest, and of other objects their names. */
function serve(): void {
  const kept = new Map<string, Buffer>();
  const names = new Set<string>();
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    const url = new URL(request.url!, "http://localhost");
    const keeps = url.pathname.endsWith("_manifest.json");
    for await (const piece of request) if (keeps) pieces.push(piece as Buffer);
    if (request.method === "PUT") {
      names.add(url.pathname.replace("/bench/", ""));
      if (keeps) kept.set(url.pathname, Buffer.concat(pieces));
      return void response.end();
    }
    const prefix = url.searchParams.get("prefix");
    if (prefix !== null) return void response.end(`<ListBucketResult>${[...names].filter((name) => name.startsWith(prefix)).map((name) => `<Contents><Key>${name}</Key></Contents>`).join("")}</ListBucketResult>`);
    const found = kept.get(url.pathname);
    response.writeHead(found ? 200 : 404).end(found ?? "<Error><Code>NoSuchKey</Code></Error>");
  });
  server.listen(0, "127.0.0.1", () => process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
}

const [, , task, ...given] = process.argv;
if (task === "serve") serve();
else if (task === "copy" || task === "publish" || task === "publish-whole") process.send!(await measure(task, given[0]!));
else await compare();
