import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { COMMAND, expectBuilt } from "../built.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";
import { showCompany } from "./shown-company.ts";

const run = promisify(execFile);

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

  // Whoever reads for longer than a moment is waited for, too.
  const reading = show.reader.read(() => sleep(2000));
  await sleep(200);
  await load();
  await reading;
  await lago.close();
  await show.close();
});
