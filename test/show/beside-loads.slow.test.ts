import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { COMMAND, expectBuilt, ROOT } from "../built.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";
import { showCompany } from "./shown-company.ts";

const run = promisify(execFile);
/** Holds a DuckDB file open for writing, with something written, until its input ends. */
const WRITER = `import { DuckDBInstance } from "@duckdb/node-api";
const session = await (await DuckDBInstance.create(process.argv[1])).connect();
await session.run("CREATE TABLE IF NOT EXISTS memory_of_a_load AS SELECT 1 AS one");
console.log("written");
for await (const _ of process.stdin);
process.exit();`;

it("a page that is reloaded all the time and loads into the same DuckDB file do not get in each other's way", async () => {
  expectBuilt();
  const show = await showCompany("duckdb", { names: ["taxes", "customers"] });
  const lago = await startLago({ data: makeCompany({ customers: 40 }), apiKey: "key" });
  const environment = { PATH: process.env["PATH"], LAGO_API_KEY: "key", LAGO_API_URL: lago.url };
  const load = () => run(process.execPath, [COMMAND, "load", "taxes", "customers", "--to", show.database.address], { env: environment });

  let loading = true;
  const statuses: number[] = [];
  const notices = new Set<string>();
  const visit = async () => {
    const response = await fetch(`${show.url}data/customers`);
    const [, notice] = /class="notice" role="status">([^<]*)/.exec(await response.text()) ?? [];
    statuses.push(response.status);
    if (notice) notices.add(notice);
  };
  await visit();
  const visits = (async () => {
    for (; loading; await sleep(100)) await visit();
  })();
  try {
    for (let n = 0; n < 3; n++) await load();
  } finally {
    loading = false;
    await visits;
  }
  assert.deepEqual(statuses.filter((status) => status !== 200), []);
  for (const notice of notices) assert.match(notice, /^A load is writing \(.*\)\. These figures are as of 20\d\d-\d\d-\d\d \d\d:\d\d UTC\.$/);

  // While a process has the file and has written into it, what was drawn before is shown with a notice, anything else later.
  const writer = spawn(process.execPath, ["--input-type=module", "--eval", WRITER, show.database.address], { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
  await once(writer.stdout, "data");
  try {
    const known = await fetch(`${show.url}data/customers`);
    assert.deepEqual([known.status, known.headers.get("refresh")], [200, "3"]);
    assert.match(await known.text(), /class="notice" role="status">A load is writing \(.*\)\. These figures are as of 20\d\d-\d\d-\d\d \d\d:\d\d UTC\./);
    const unknown = await fetch(`${show.url}data/taxes`);
    assert.deepEqual([unknown.status, unknown.headers.get("refresh")], [503, "3"]);
    assert.match(await unknown.text(), /This page comes as soon as it can be read\./);
  } finally {
    writer.stdin.end();
    await once(writer, "exit");
  }
  assert.doesNotMatch(await (await fetch(`${show.url}data/taxes`)).text(), /class="notice"/);

  // Whoever reads for longer than a moment is waited for, too.
  const reading = show.reader.read(() => sleep(2000));
  await sleep(200);
  await load();
  await reading;
  await lago.close();
  await show.close();
});
