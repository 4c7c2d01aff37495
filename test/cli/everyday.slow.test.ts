import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import { findResources, selectResources } from "../../runtime/cli/select-resources.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk } from "./command-line.ts";

describe("names of resources", () => {
  const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);

  it("are lists with commas and patterns, each resource once", () => {
    assert.deepEqual(names(findResources(resources, ["taxes,coupons", "taxes"])), ["taxes", "coupons"]);
    assert.deepEqual(names(selectResources(resources, { names: ["wallet*"] })), ["wallet_transaction_consumptions", "wallet_transaction_fundings", "wallet_transactions", "wallets"]);
  });

  it("a pattern never stands for what must be named", () => {
    assert.ok(!selectResources(resources, { names: ["*"] }).some(({ snapshot, reslice }) => snapshot || reslice));
    assert.deepEqual(names(selectResources(resources, { names: ["current_usage"] })), ["current_usage"]);
  });

  it("that match nothing are said", () => {
    assert.throws(() => findResources(resources, ["walet*"]), /No resource matches "walet\*"/);
    assert.throws(() => findResources(resources, ["taxes,cupons"]), /There is no resource "cupons"\. Did you mean/);
  });
});

describe("a day with the command line", () => {
  let lago: Lago;
  let desk: Desk;

  before(async () => {
    lago = await startLago({ data: makeCompany({ customers: 4, months: 2 }), apiKey: KEY });
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  it("init writes .env for its owner only, checks it, and keeps what is there", async () => {
    const first = await desk.run(["init", "--yes", "--url", lago.url, "--to", "it's here.duckdb"], { LAGO_API_URL: undefined });
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /the key is accepted/);
    const file = join(desk.folder, ".env");
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, "utf8"), /^LAGO_API_KEY=.+\nLAGO_API_URL=http.+\nLAGO_DESTINATION="it's here\.duckdb"\n$/);
    const before = readFileSync(file, "utf8");
    const again = await desk.run(["init", "--yes", "--no-check", "--to", "other.duckdb"]);
    assert.match(again.stderr, /has LAGO_API_KEY, LAGO_API_URL, LAGO_DESTINATION already: kept as it is/);
    assert.equal(readFileSync(file, "utf8"), before);
    writeFileSync(file, "");
    // In a container, all settings are variables.
    const inherited = await desk.run(["init", "--yes"], { LAGO_DESTINATION: "x.duckdb" });
    assert.equal(inherited.code, 0, inherited.stderr);
    assert.match(readFileSync(file, "utf8"), /^LAGO_API_KEY=.+\nLAGO_API_URL=http.+\nLAGO_DESTINATION=x\.duckdb\n$/);
    writeFileSync(file, "");
  });

  it("init without a terminal says how to do without questions", async () => {
    const { code, stderr } = await desk.run(["init"]);
    assert.equal(code, 2);
    assert.match(stderr, /there is no terminal\. Use --yes/);
  });

  it("a load says what --exclude has left out", async () => {
    const { code, stderr } = await desk.run(["load", "--exclude", "events", "a*", "customers"]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Left out: .*activity_logs.*customers.*events/s);
  });

  it("status --history has earlier loads, the latest first", async () => {
    await desk.run(["load", "taxes"]);
    const all = JSON.parse((await desk.run(["status", "--history", "--json"])).stdout) as { resource: string; status: string }[];
    assert.deepEqual([all[0]!.resource, all[0]!.status], ["taxes", "loaded"]);
    assert.ok(all.length > 20);
    const { stdout } = await desk.run(["status", "taxes", "--history"]);
    assert.equal(stdout.trim().split("\n").length, 3);
    assert.match(stdout, /^started +resource +status .*\n20\d\d-\S+ \S+ +taxes +loaded/);
  });

  it("tables lists what has rows", async () => {
    const { stdout } = await desk.run(["tables"]);
    assert.match(stdout, /^table +rows +deleted +a row is\n/);
    assert.match(stdout, /^taxes +[1-9]/m);
    assert.doesNotMatch(stdout, /^customers /m);
  });

  it("query takes a file or standard input, and prints CSV, JSON and JSON lines", async () => {
    writeFileSync(join(desk.folder, "q.sql"), "SELECT 1 AS a, 'x,\"y\"' AS b, NULL AS c, '' AS d");
    assert.equal((await desk.run(["query", "-f", "q.sql", "--format", "csv"])).stdout, 'a,b,c,d\r\n1,"x,""y""",,""\r\n');
    assert.deepEqual(JSON.parse((await desk.run(["query", "-f", "q.sql", "--format", "json"])).stdout), [{ a: "1", b: 'x,"y"', c: null, d: "" }]);
    assert.equal((await desk.run(["query", "-f", "q.sql", "--json"])).stdout, '{"a":"1","b":"x,\\"y\\"","c":null,"d":""}\n');
    for (const [args, message] of [[["query"], /There is no query/], [["query", "SELECT 1", "-f", "q.sql"], /There are two queries/], [["query", "-f", "none.sql"], /none\.sql cannot be read \(ENOENT\)/]] as const) {
      const { code, stderr } = await desk.run(args);
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
  });

  it("load takes all of a self-hosted Lago without a licence and a Data API, with exit code 0, and a later summary says only what is new", async (t) => {
    const own = await startLago({ data: makeCompany({ customers: 2, months: 1, eventsPerCharge: 1 }), apiKey: KEY, premium: false, dataApi: false });
    t.after(() => own.close());
    const load = (...names: string[]) => desk.run(["load", ...names, "--to", "own.duckdb"], { LAGO_API_URL: own.url });
    const first = await load();
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^ {2}analytics_usage \(skipped\): .*Data API/m);
    assert.match(first.stdout, /Resources: \d+ loaded, \d+ skipped\.\n$/);
    own.setFaults([{ path: "/taxes", edit: (body) => body.replaceAll('"lago_id"', '"fresh":1,"lago_id"') }]);
    const second = await load();
    assert.equal(second.code, 0, second.stderr);
    assert.match(second.stdout, /\nUndocumented fields, kept in _extra:\n {2}taxes: fresh\n/);
    assert.match(second.stdout, /\nIncremental reads: \d+ resources\. /);
    const third = (await load("taxes", "invoices")).stdout;
    assert.doesNotMatch(third, /taxes: fresh/);
    assert.match(third, /\nKept in _extra as before: \d+ fields?\. /);
    assert.match(third, /\nIncremental reads:\n {2}invoices: window from /);
  });

  it("completion is a script that the shell takes", async () => {
    const { stdout } = await desk.run(["completion", "bash"]);
    assert.equal(spawnSync("bash", ["-n"], { input: stdout }).status, 0);
    const complete = (...words: readonly string[]) => spawnSync("bash", ["-c", `${stdout}\nCOMP_WORDS=(lago-loader "$@"); COMP_CWORD=$#; _lago_loader; echo "\${COMPREPLY[@]}"`, "bash", ...words]).stdout.toString().trim();
    assert.match(complete("load", "wallet_tr"), / wallet_transactions$/);
    assert.match(complete("describe", "invo"), /^invoices$/);
    assert.match(complete("metric", "mrr_c"), /^mrr_cohorts$/);
    assert.match(complete("schema", "taxes", "--format", ""), /^sql mermaid dbml$/);
    assert.match(complete("completion", "f"), /^fish$/);
    assert.match((await desk.run(["completion", "fish"])).stdout, /-a load -d 'load the named resources/);
    assert.match((await desk.run(["completion", "zsh"])).stdout, /^#compdef lago-loader/);
  });

  it("help has none of the old phrases, and short sentences", async () => {
    const commands = [...(await desk.run(["--help"])).stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name!);
    assert.ok(commands.includes("load") && commands.includes("mcp"));
    for (const command of commands) {
      const { stdout } = await desk.run([command, "--help"]);
      assert.doesNotMatch(stdout, /so long after|what there is|those named, or|gone on with|begin anew|full read\b|read whole|in (the )?place of|bears with|tells? of|of one.s own|as they were sent|is told|to take webhooks/i, command);
      for (const sentence of stdout.replaceAll(/\n {10,}/g, " ").split(/[.;:,\n]| {2,}/)) assert.ok(sentence.trim().split(/\s+/).length <= 20, `${command}: ${sentence}`);
    }
  });
});
