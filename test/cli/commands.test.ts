import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import { COMMAND } from "../built.ts";
import { newDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk } from "./command-line.ts";

const data = makeCompany({ customers: 6, months: 3 });

describe("a first load, and what one asks afterwards", () => {
  let lago: Lago;
  let desk: Desk;

  before(async () => {
    lago = await startLago({ data, apiKey: KEY, premium: false });
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  it("--dry-run counts, names what will be skipped, and makes no file", async () => {
    const { code, stdout } = await desk.run(["load", "--dry-run"]);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^fees +/fees +${count("/fees")} `, "m"));
    assert.match(stdout, /^api_logs .* will be skipped: feature_unavailable$/m);
    assert.match(stdout, /^plan_fixed_charges .* a list for each row of plans$/m);
    const [, requests, seconds] = /^About ([\d,]+) requests: (\d+) seconds? at 50 a second, Lago Cloud's limit\./m.exec(stdout)!;
    // A page of each list at least, and a request for each parent.
    const [asked, customers] = [requests!, count("/customers")].map((text) => Number(text.replaceAll(",", "")));
    assert.ok(asked! > customers!, stdout);
    assert.equal(Number(seconds), Math.ceil(asked! / 50));
    assert.match(stdout, /Nothing was written\.\n$/);
    assert.ok(!existsSync(join(desk.folder, "lago.duckdb")));
  });

  it("check reads one record of each list and makes no file", async () => {
    const { code, stdout } = await desk.run(["check"]);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^invoices +yes +${count("/invoices")}$`, "m"));
    assert.match(stdout, /^activity_logs +no +feature_unavailable$/m);
    assert.match(stdout, /^subscription_charges +yes$/m);
    assert.match(stdout, /the key is accepted/);
    assert.match(stdout, /lago\.duckdb will be made/);
    assert.ok(!existsSync(join(desk.folder, "lago.duckdb")));
  });

  it("status says that there is nothing before there is something", async () => {
    const { code, stderr } = await desk.run(["status"]);
    assert.equal(code, 6);
    assert.match(stderr, /lago\.duckdb does not exist\. Load something/);
  });

  it("load fills lago.duckdb with every list that is the only source of its rows", async () => {
    const { code, stdout, stderr } = await desk.run(["load"]);
    assert.equal(code, 0, stderr);
    const names = [...stdout.matchAll(/^(\w+) +(loaded|skipped) /gm)].map(([, name]) => name).sort();
    assert.deepEqual(names, resources.filter(({ reslice, snapshot }) => !reslice && !snapshot).map(({ name }) => name).sort());
    assert.match(stdout, new RegExp(`^fees +loaded +${count("/fees")} +${count("/fees")} +0 +0 `, "m"));
    assert.match(stdout, /Undocumented fields, kept in _extra:\n(.*\n)*  taxes: add_ons_count, customers_count/);
    assert.match(stdout, /api_logs \(skipped\): .*feature_unavailable/);
    assert.match(stdout, /Into lago\.duckdb, schema lago_data: /);
    assert.match(stderr, /^\d+\/38 invoices: \d+ rows in \d+\.\d s$/m);
    assert.doesNotMatch(stderr, /\u001b/);
  });

  it("--json prints one object; a parent that is needed is loaded too", async () => {
    const { code, stdout, stderr } = await desk.run(["load", "plan_charges", "taxes", "--json"]);
    assert.equal(code, 0, stderr);
    const report = JSON.parse(stdout) as { load_id: string; destination: string; resources: Record<string, unknown>[] };
    assert.match(report.load_id, /^[\da-f-]{36}$/);
    assert.equal(report.destination, "lago.duckdb");
    assert.deepEqual(report.resources.map(({ name }) => name), ["plans", "plan_charges", "taxes"]);
    const { pages, requests, seconds, unknown, ...taxes } = report.resources[2]!;
    const rows = lago.list("/taxes").length;
    const expected = { name: "taxes", table: "taxes", status: "loaded", rows, inserted: 0, updated: 0, deleted: 0, retries: 0, passes: 1, misfits: {}, error: null };
    assert.deepEqual({ ...taxes, ...expected }, taxes);
    assert.deepEqual([pages, requests, typeof seconds], [1, 1, "number"]);
    assert.ok((unknown as string[]).includes("taxes.add_ons_count"));
    assert.match(stderr, /Loading plans as well/);
  });

  it("--dry-run then says which part of a list a load would read, and how many records that is", async () => {
    const { code, stdout } = await desk.run(["load", "fees", "plan_fixed_charges", "--dry-run"]);
    assert.equal(code, 0);
    assert.match(stdout, /^fees .* window from \d{4}-\d\d-\d\d, last full refresh (just now|\d+ minutes? ago): [\d,]+ records$/m);
    assert.match((await desk.run(["load", "fees", "--full", "--dry-run"])).stdout, /^fees .* whole list, as asked$/m);
    const { resources: planned } = JSON.parse((await desk.run(["load", "fees", "--since", "2100-01-01", "--dry-run", "--json"])).stdout) as { resources: { extent: string; reads: number }[] };
    assert.deepEqual(planned.map(({ extent, reads }) => [extent, reads]), [["from 2100-01-01, as asked", 0]]);
  });

  it("resources says what loads read of a list, what they do not see, and why", async () => {
    const { stdout } = await desk.run(["resources", "fees", "customers"]);
    assert.match(stdout, /^fees \(GET \/fees\): window on created_at, 35 days back\n  filters: created_at_from, .*: inclusive, to the second\n  Not seen before the next full refresh: .*\n  Changes are announced by: webhooks, activities\.\n  Why: A refreshed draft/m);
    assert.match(stdout, /^customers \(GET \/customers\): full\n  Every load is a full refresh\.$/m);
  });

  it("a later load says which part of a list it has looked at, and takes a range or an age that is to be another", async () => {
    const text = (await desk.run(["load", "fees"])).stdout;
    assert.match(text, /^  fees: window from \d{4}-\d\d-\d\d, last full refresh (just now|\d+ minutes? ago)$/m);
    const look = async (...flags: string[]) => {
      const { stdout, stderr } = await desk.run(["load", "fees", "--json", ...flags]);
      const { resources: reports } = JSON.parse(stdout || stderr) as { resources: { strategy: string; extent: string }[] };
      return reports.map(({ strategy, extent }) => `${strategy}, ${extent}`);
    };
    assert.deepEqual(await look("--since", "2026-01-05", "--until", "2026-01-31"), ["window, from 2026-01-05 up to 2026-01-31, as asked"]);
    assert.match((await look("--max-age", "0m"))[0]!, /^window, whole list, last full refresh /);
    const { code, stdout, stderr } = await desk.run(["load", "fees", "--since", "2026-02-01", "--until", "2026-01-01"]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /`since` \(2026-02-01\) is later than `until` \(2026-01-01\)\./);
  });

  it("--exclude takes what lies below along", async () => {
    const { code, stdout } = await desk.run(["load", "--dry-run", "--json", "--exclude", "plans", "subscriptions", "wallets"]);
    assert.equal(code, 0);
    const { resources: planned } = JSON.parse(stdout) as { resources: { name: string }[] };
    const left = planned.map(({ name }) => name);
    assert.deepEqual(left.filter((name) => /^(plan|subscription|wallet)|past_usage/.test(name)), []);
    assert.ok(left.includes("fees"));
  });

  it("--quiet prints nothing where nothing went wrong", async () => {
    assert.deepEqual(await desk.run(["load", "coupons", "--quiet"]), { code: 0, stdout: "", stderr: "" });
  });

  it("status shows the last load of each resource, and what its table holds", async () => {
    const { code, stdout } = await desk.run(["status"]);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^invoices +window +loaded +([\\d-]+ [\\d:]+\\+00 +){2}${count("/invoices")} +0`, "m"));
    assert.match(stdout, /^api_logs +window +skipped /m);
  });

  it("query prints a table, or an object a line, of values as the database prints them", async () => {
    const sql = "SELECT 'a' || chr(10) || 'b' AS text, 9007199254740993 AS number, NULL AS nothing";
    assert.equal((await desk.run(["query", sql])).stdout, "text            number  nothing\na\\nb  9007199254740993  NULL\n1 row\n");
    assert.equal((await desk.run(["query", sql, "--json"])).stdout, '{"text":"a\\nb","number":"9007199254740993","nothing":null}\n');
  });

  it("query changes nothing", async () => {
    const { code, stderr } = await desk.run(["query", "DROP TABLE taxes"]);
    assert.equal(code, 2);
    assert.match(stderr, /query only reads/);
    assert.equal((await desk.run(["query", "SELECT count(*) > 0 AS kept FROM taxes", "--json"])).stdout, '{"kept":"true"}\n');
  });

  it("resources lists all of them, schema prints what makes their tables", async () => {
    const listed = JSON.parse((await desk.run(["resources", "--json"])).stdout) as { name: string; default: boolean }[];
    assert.deepEqual(listed.map(({ name }) => name), resources.map(({ name }) => name));
    assert.match((await desk.run(["resources"])).stdout, /^plan_charges +\/plans\/\{code\}\/charges +lago_id .*nested in plans +only with --all or by name$/m);
    const { stdout } = await desk.run(["schema", "taxes", "--dialect", "postgres"]);
    assert.match(stdout, /^CREATE TABLE IF NOT EXISTS taxes \(\n  lago_id uuid NOT NULL,\n[^;]*\);\n$/);
  });

  it(".env is read, and what is set already wins", async () => {
    await writeFile(join(desk.folder, ".env"), "LAGO_API_KEY=wrong-key-of-the-file\nLAGO_DESTINATION=from-file.duckdb\n");
    const { code, stderr } = await desk.run(["load", "taxes", "--quiet"]);
    await writeFile(join(desk.folder, ".env"), "");
    assert.equal(code, 0, stderr);
    assert.ok(existsSync(join(desk.folder, "from-file.duckdb")));
  });

  function count(path: string): string {
    return lago.list(path).length.toLocaleString("en-US");
  }
});

it("Postgres: the same commands, and query changes nothing there either", async (test) => {
  const lago = await startLago({ data, apiKey: KEY });
  const desk = await newDesk(lago.url);
  const database = await newDatabase("postgres");
  test.after(async () => {
    await desk.remove();
    await database.remove();
    await lago.close();
  });
  const run = (...args: string[]) => desk.run([...args, "--schema", database.schema], { LAGO_DESTINATION: database.address });
  const rows = lago.list("/taxes").length;
  assert.match((await run("check")).stdout, /Database: postgres:\/\/[^@]* can be reached; its schema \w+ will be made\.\n$/);
  assert.match((await run("load", "taxes")).stdout, /^Into postgres:\/\/[^@]*: \d+ rows/m);
  assert.match((await run("status")).stdout, new RegExp(`^taxes +full +loaded +[\\d-]+ [\\d:]+\\+00 +${rows} +0`, "m"));
  assert.equal((await run("query", "SELECT count(*) AS rows FROM taxes", "--json")).stdout, `{"rows":"${rows}"}\n`);
  const { code, stderr } = await run("query", "DROP TABLE taxes");
  assert.match(stderr, /query only reads/);
  assert.equal(code, 2);
  assert.equal((await run("query", "SELECT count(*) AS rows FROM taxes", "--json")).stdout, `{"rows":"${rows}"}\n`);
});

it("--help loads no database and no resource", () => {
  const script = `process.argv.splice(1, 0, "lago-loader"); process.argv.push("--help");
    import(${JSON.stringify(COMMAND)}).then(() => console.error(Object.keys(require.cache).join("\\n")));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  assert.match(stdout, /^Usage: lago-loader/);
  assert.match(stderr, /commander/);
  assert.doesNotMatch(stderr, /duckdb|[/\\]pg[/\\]/);
});

describe("a load that is not all of it", { concurrency: true }, () => {
  it("a resource that fails does not stop the others, and the exit code tells", async (test) => {
    const { desk, lago } = await open(test);
    lago.setFaults([{ path: "/coupons", answer: { status: 422, body: '{"status":422,"error":"Unprocessable Entity","code":"validation_errors"}' } }]);
    const { code, stdout } = await desk.run(["load", "coupons", "taxes", "--json"]);
    assert.equal(code, 4);
    const { resources: reports } = JSON.parse(stdout) as { resources: { name: string; status: string; error: string | null }[] };
    assert.deepEqual(reports.map(({ status }) => status), ["failed", "loaded"]);
    assert.match(reports[0]!.error!, /422 Unprocessable Entity \(validation_errors\)/);
    const quiet = await desk.run(["load", "coupons", "taxes", "--quiet"]);
    assert.equal(quiet.code, 4);
    assert.match(quiet.stderr, /^coupons: failed: GET .*422.*\n$/);
    assert.equal(quiet.stdout, "");
  });

  it("a refused key stops all: 3", async (test) => {
    const { desk } = await open(test);
    for (const command of ["load", "check"]) {
      const { code, stderr } = await desk.run([command], { LAGO_API_KEY: "another-key" });
      assert.equal(code, 3);
      assert.match(stderr, /401 Unauthorized\. Check the API key/);
      assert.ok(!stderr.includes("another-key"));
      assert.ok(!existsSync(join(desk.folder, "lago.duckdb")));
    }
  });

  it("Ctrl-C ends cleanly: what is committed stays, the rest leaves no trace", async (test) => {
    const { desk, lago } = await open(test);
    lago.setFaults([{ path: "/invoices", delay: 60_000 }]);
    const { child, said, ended } = desk.start(["load", "taxes", "invoices", "--json"]);
    await said("taxes: ");
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    assert.equal(code, 130);
    const report = JSON.parse(stdout) as { resources: { name: string }[] };
    assert.deepEqual(report.resources.map(({ name }) => name), ["taxes"]);
    const answer = await desk.run(["query", "SELECT (SELECT count(*) FROM taxes) AS taxes, (SELECT count(*) FROM invoices) AS invoices", "--json"]);
    assert.equal(answer.stdout, `{"taxes":"${lago.list("/taxes").length}","invoices":"0"}\n`);
  });

  it("a Ctrl-C that npm passes on to a program that the terminal has told already is no second one", async (test) => {
    const { desk, lago } = await open(test);
    lago.setFaults([{ path: "/invoices", delay: 60_000 }]);
    const { child, said, ended } = desk.start(["load", "taxes", "invoices"]);
    await said("taxes: ");
    child.kill("SIGINT");
    child.kill("SIGINT");
    assert.equal((await ended).code, 130);
    // A process that ends at once leaves it.
    assert.ok(!existsSync(join(desk.folder, "lago.duckdb.wal")));
  });

  it("a locked file is refused, and by whom it is used is said", async (test) => {
    const { desk, lago } = await open(test);
    lago.setFaults([{ path: "/invoices", delay: 60_000 }]);
    const { child, said, ended } = desk.start(["load", "taxes", "invoices"]);
    await said("taxes: ");
    const { code, stderr } = await desk.run(["status"]);
    child.kill("SIGTERM");
    assert.equal(code, 6);
    assert.match(stderr, new RegExp(`^lago\\.duckdb is in use by process ${child.pid}`));
    assert.equal((await ended).code, 130);
  });

  async function open(test: { after(end: () => Promise<void>): void }): Promise<{ desk: Desk; lago: Lago }> {
    const lago = await startLago({ data, apiKey: KEY });
    const desk = await newDesk(lago.url);
    test.after(async () => {
      await desk.remove();
      await lago.close();
    });
    return { desk, lago };
  }
});
