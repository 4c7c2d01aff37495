import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { resources } from "../generated/index.ts";
import { createLago } from "../runtime/client.ts";
import { openDuckDB } from "../runtime/destinations/duckdb/duckdb.ts";
import { load } from "../runtime/load.ts";
import { readMetrics } from "../runtime/metrics/read-metrics.ts";
import { openReader } from "../runtime/reader/open-reader.ts";
import { startShow } from "../runtime/show/server.ts";
import { makeCompany } from "../test/lago/company/company.ts";
import { startLago } from "../test/lago/server.ts";

/*
 * `npm run bench:show`: how long each page of `lago-loader show` takes, on the demo's company and on one with 100,000 invoices and
 * 1,000,000 fees. Ends with exit code 1 where the first visit of the Billing page misses its target: nothing is known then, and nothing
 * has been drawn.
 */
const TARGETS_MS = { demo: 400, large: 2000 } as const;
const PAGES = ["billing", "loads", "checks", "schema", "data", "data/invoices"];

const folder = await mkdtemp(join(tmpdir(), "lago-loader-show-"));
try {
  const file = join(folder, "lago.duckdb");
  await loadDemo(file);
  const demo = await timePages("demo", file);
  await multiply(file);
  const large = await timePages("large", file);
  process.exitCode = demo && large ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function loadDemo(file: string): Promise<void> {
  const lago = await startLago({ data: makeCompany({ customers: 150 }), apiKey: "key" });
  const destination = await openDuckDB(file);
  await load(resources.filter(({ name, reslice, parent, snapshot }) => !reslice && !snapshot && (!parent || name === "wallet_transactions")), { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
  await destination.close();
  await lago.close();
}

/** Copies of the whole company, each with ids and customers of its own, until there are enough invoices; then more fees of each. */
async function multiply(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const session = await instance.connect();
  await session.run("USE lago_data");
  const count = async (table: string) => Number((await session.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows()[0]![0]);
  const copies = Math.ceil(100_000 / (await count("invoices")));
  const copy = async (table: string, times: number, columns: readonly string[]) => {
    const changed = columns.map((column) => `CASE WHEN ${column} IS NULL THEN NULL ELSE md5(${column}::VARCHAR || n::VARCHAR) END${column.startsWith("external") ? "" : "::UUID"} AS ${column}`);
    await session.run(`INSERT INTO ${table} SELECT t.* REPLACE (${changed.join(", ")}) FROM ${table} AS t, range(1, ${times}) AS r (n)`);
  };
  await copy("customers", copies, ["lago_id", "external_id"]);
  await copy("subscriptions", copies, ["lago_id", "external_customer_id", "lago_customer_id"]);
  await copy("invoices", copies, ["lago_id"]);
  await copy("payments", copies, ["lago_id", "lago_payable_id"]);
  await copy("fees", copies, ["lago_id", "lago_invoice_id", "lago_subscription_id"]);
  const missing = Math.ceil(1_000_000 / (await count("fees")));
  if (missing > 1) await copy("fees", missing, ["lago_id"]);
  console.log(`${await count("invoices")} invoices, ${await count("fees")} fees, ${await count("subscriptions")} subscriptions`);
  session.closeSync();
  instance.closeSync();
}

/** Whether the first visit of the Billing page came within its target. It is asked for as soon as the page is there. */
async function timePages(size: keyof typeof TARGETS_MS, file: string): Promise<boolean> {
  const reader = await openReader(file);
  const show = await startShow({ reader, metrics: await readMetrics(), resources, port: 0, anonymous: false });
  const time = async (page: string) => {
    const startedAt = performance.now();
    const response = await fetch(show.url + page);
    const bytes = (await response.arrayBuffer()).byteLength;
    const milliseconds = performance.now() - startedAt;
    console.log(`${size.padEnd(6)} ${page.padEnd(22)} ${response.status} ${milliseconds.toFixed(0).padStart(6)} ms ${(bytes / 1000).toFixed(0).padStart(5)} kB`);
    return milliseconds;
  };
  const first = await time("billing");
  for (const page of [...PAGES, "billing?currency=USD"]) await time(page);
  await show.close();
  await reader.close();
  if (first > TARGETS_MS[size]) console.log(`${size}: Billing took ${first.toFixed(0)} ms, more than ${TARGETS_MS[size]} ms.`);
  return first <= TARGETS_MS[size];
}
