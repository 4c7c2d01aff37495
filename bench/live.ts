import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { customers, resources } from "../generated/index.ts";
import { loadOnce } from "../runtime/cli/load/load-once.ts";
import type { KeptHint } from "../runtime/live/hint-file.ts";
import { concernedBy } from "../runtime/load/plan/plan-hints.ts";
import type { Resource } from "../runtime/resource.ts";
import { adaptiveLimiter } from "../runtime/transport/limiter.ts";
import { makeCompany } from "../test/lago/company/company.ts";
import type { JsonObject } from "../test/lago/rows.ts";
import { deliver, writeBody } from "../test/lago/webhooks.ts";
import { startAnswering } from "../test/live/weeks/start-answering.ts";
import { startPostgres } from "../test/postgres.ts";
import { COMPANY } from "./programs/company.ts";
import { describeMachine } from "./results.ts";
import { copySql } from "./workspace.ts";

/*
 * `npm run bench:live`: how long after its webhook a change can be read in the database, with a Lago that takes 50 ms to answer. Writes the table of
 * docs/live.md. Ends with exit code 1 where up to 20 webhooks a second take longer than three seconds.
 */
const LATENCY_MS = 50;
const RATES = [1, 20, 200];
const SECONDS = Number(process.argv[2] ?? 12);
const TARGET_SECONDS = 3;
const KEY = "key-of-the-bench";

interface Figures {
  readonly what: string;
  readonly destination: string;
  readonly rate: number;
  readonly p50: number;
  readonly p95: number;
}

copySql();
const folder = await mkdtemp(join(tmpdir(), "lago-loader-live-"));
const data = makeCompany(COMPANY);
const organization = (JSON.parse(data.organization) as { lago_id: string }).lago_id;
const lago = fork(join(import.meta.dirname, "programs/company.js"), [KEY, String(LATENCY_MS)]);
const [url] = (await once(lago, "message")) as [string];
const postgres = await startPostgres();
const figures: Figures[] = [];
// As between the loads of one process.
const limiter = adaptiveLimiter();
let single = 0;
try {
  Object.assign(process.env, { LAGO_API_KEY: KEY, LAGO_API_URL: url, XDG_STATE_HOME: folder });
  single = await timeSingle();
  for (const [destination, address] of [["DuckDB", join(folder, "lago.duckdb")], ["Postgres", postgres.url]] as const) {
    await loadAll(address);
    for (const table of ["customers", "invoices"] as const) for (const rate of RATES) figures.push({ what: `\`${table === "customers" ? "customer.updated" : "invoice.voided"}\``, destination, rate, ...(await measure(address, table, rate)) });
  }
} finally {
  lago.disconnect();
  await postgres.stop();
  await rm(folder, { recursive: true });
}
const text = describe();
console.log(text);
const page = await readFile("docs/live.md", "utf8");
await writeFile("docs/live.md", page.replace(/(?<=<!-- figures: bench\/live\.ts -->\n)[\s\S]*?(?=<!-- \/figures -->)/, () => text));
process.exitCode = figures.every(({ rate, p95 }) => rate > 20 || p95 <= TARGET_SECONDS) ? 0 : 1;

/** Of those that the webhooks concern, as `load` reads them. */
async function loadAll(address: string): Promise<void> {
  const selected = concernedBy([{ of: "customer" }, { of: "invoice" }], resources).filter(({ reslice }) => !reslice);
  const { error } = await run(address, selected, undefined);
  if (error !== undefined) throw error;
}

function run(address: string, selected: readonly Resource[], hints: readonly KeptHint[] | undefined) {
  process.env["LAGO_DESTINATION"] = address;
  const flags = { schema: "lago_data", quiet: true, logFormat: "text" as const };
  return loadOnce({ flags, limiter, resources, selected, ordered: selected, details: [], ...(hints && { hints }) }, new AbortController().signal);
}

/** Sends so many webhooks a second, each about another record in turn. Answers the seconds until its load had closed the database. */
async function measure(address: string, table: "customers" | "invoices", rate: number): Promise<{ readonly p50: number; readonly p95: number }> {
  const lags: number[] = [];
  const known = concernedBy([{ of: "customer" }, { of: "invoice" }], resources).filter(({ reslice }) => !reslice);
  const load = async (hints: readonly KeptHint[], selected: readonly Resource[]) => {
    const { resources: reports, error } = await run(address, selected, hints);
    if (error !== undefined) throw error;
    for (const { at } of hints) lags.push((Date.now() - at) / 1000);
    return reports;
  };
  const answering = await startAnswering(organization, load, { among: known, gather: 2_000 });
  const rows = data.tables[table]!.map(({ text }) => JSON.parse(text) as JsonObject);
  const startedAt = Date.now();
  for (let index = 0; index < rate * SECONDS; index++) {
    const wait = startedAt + (index * 1000) / rate - Date.now();
    if (wait > 0) await sleep(wait);
    const record = rows[index % rows.length]!;
    const objectType = table === "customers" ? "customer" : "invoice";
    const body = writeBody({ type: `${objectType}.updated`, objectType, organization, object: record });
    void deliver(answering.url, body).catch((error: Error) => console.error(error.message));
  }
  await sleep(100);
  await answering.settled();
  await answering.stop();
  lags.sort((one, other) => one - other);
  const at = (part: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * part))]!;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Milliseconds of one request for one record. */
async function timeSingle(): Promise<number> {
  const path = `${url}/api/v1${customers.single!.path.replace(/\{.*\}/, encodeURIComponent(String((JSON.parse(data.tables.customers![0]!.text) as JsonObject)["external_id"])))}`;
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    const startedAt = performance.now();
    await (await fetch(path, { headers: { authorization: `Bearer ${KEY}` } })).arrayBuffer();
    times.push(performance.now() - startedAt);
  }
  return times.sort((one, other) => one - other)[10]!;
}

function describe(): string {
  const { processor, cores, system, busyBefore } = describeMachine();
  const cell = (seconds: number) => `${seconds.toFixed(1)} s (${Math.round((seconds * 1000) / single)})`;
  const lines = figures.map(({ what, destination, rate, p50, p95 }) => `| ${what} | ${destination} | ${rate} | ${cell(p50)} | ${cell(p95)} |`);
  return `
| webhooks | database | a second | p50 | p95 |
| --- | --- | --: | --: | --: |
${lines.join("\n")}

In brackets: as a multiple of the ${single.toFixed(0)} ms that one request for one record takes. After a webhook of an invoice, \`fees\`,
\`payments\`, \`credit_notes\`, \`applied_coupons\` and \`subscriptions\` of its customer are asked for, too. ${processor}, ${cores} cores, ${system}.${busyBefore > cores ? ` The machine was busy with other work: load average ${busyBefore}. An idle one is faster.` : ""}

`;
}
