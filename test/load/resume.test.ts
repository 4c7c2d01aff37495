import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { addOns, fees, wallets, walletTransactions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { LagoError } from "../../runtime/errors.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { badGateway } from "../lago/faults.ts";
import { makeRow } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";
import { compareBooks, makeAddOn, readTables, readTruth, startBooks } from "./add-on-books.ts";

const COMPLETE = { lost: [], invented: [] };

for (const dialect of DIALECTS) {
  describe(`a load into ${dialect} that was interrupted`, () => {
    let database: TestDatabase;
    let destination: Destination;
    let fake: FakeLago;
    let spool: string;
    beforeEach(async () => {
      database = await newDatabase(dialect);
      destination = await database.open();
      spool = join(await mkdtemp(join(tmpdir(), "lago-loader-resume-")), "pages");
    });
    afterEach(async () => {
      await destination.close();
      await database.remove();
      await fake.close();
      await rm(join(spool, ".."), { recursive: true, force: true });
    });

    async function run(resources: readonly Resource[], options: Partial<LoadOptions> = {}): Promise<ResourceReport[]> {
      const before = fake.requests.length;
      // Whose key it is concerns no resource.
      const others = () => fake.requests.slice(before).filter(({ path }) => path === "/organizations").length;
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 20, concurrency: 2, retry: { attempts: 2, firstWait: 1 } });
      const report = await load(resources, { lago, destination, spool, ...options });
      assert.equal(report.resources.reduce((sum, { requests }) => sum + requests, 0), fake.requests.length - before - others());
      return [...report.resources];
    }

    /** Ends a load at the request for a page, as a kill would. */
    async function interrupt(resources: readonly Resource[], at: { path: string; page?: number; nth?: number }): Promise<void> {
      const controller = new AbortController();
      fake.setFaults([{ ...at, change: () => controller.abort(new Error("interrupted")), break: "stall" }]);
      await assert.rejects(run(resources, { signal: controller.signal }), /interrupted/);
      fake.setFaults([]);
    }

    it("resumes at the page that it had reached", async () => {
      fake = await startBooks(400);
      await interrupt([addOns], { path: "/add_ons", page: 15 });
      assert.equal((await readTables(destination)).size, 0);
      const [report] = await run([addOns]);
      assert.equal(report!.status, "loaded");
      assert.ok(report!.resumed >= 10 && report!.requests <= 11, `${report!.resumed} pages were there, ${report!.requests} requests`);
      assert.equal(report!.pages, 20);
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)), COMPLETE);
      assert.deepEqual(await readdir(spool), [], "the pages are still there");
    });

    it("can be interrupted again and again", async () => {
      fake = await startBooks(400);
      for (const page of [6, 11, 16]) await interrupt([addOns], { path: "/add_ons", page });
      const [report] = await run([addOns]);
      assert.ok(report!.resumed >= 12);
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)), COMPLETE);
    });

    it("starts over when asked to", async () => {
      fake = await startBooks(400);
      await interrupt([addOns], { path: "/add_ons", page: 15 });
      const [report] = await run([addOns], { resume: false });
      assert.deepEqual([report!.resumed, report!.pages], [0, 20]);
      assert.deepEqual(await readdir(spool), []);
    });

    it("starts over if records have moved to earlier pages meanwhile", async () => {
      fake = await startBooks(400);
      await interrupt([addOns], { path: "/add_ons", page: 15 });
      fake.remove("add_ons", addOn(390).lago_id);
      const [report] = await run([addOns]);
      assert.deepEqual([report!.status, report!.resumed], ["loaded", 0]);
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)), COMPLETE);
    });

    it("resumes after records were added at the top, and loses none of the earlier ones", async () => {
      fake = await startBooks(400);
      const before = readTruth(fake);
      await interrupt([addOns], { path: "/add_ons", page: 15 });
      [500, 501].forEach((index) => fake.put("add_ons", makeAddOn(index)));
      const [report] = await run([addOns]);
      assert.equal(report!.status, "loaded");
      assert.ok(report!.resumed > 0);
      assert.deepEqual(compareBooks(await readTables(destination), before).lost, []);
      await run([addOns]);
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)), COMPLETE);
    });

    it("resumes in the second pass, if it had reached it", async () => {
      fake = await startBooks(400);
      const controller = new AbortController();
      fake.setFaults([
        { path: "/add_ons", page: 5, nth: 1, change: () => fake.remove("add_ons", addOn(399).lago_id) },
        { path: "/add_ons", page: 12, nth: 2, change: () => controller.abort(new Error("interrupted")), break: "stall" },
      ]);
      await assert.rejects(run([addOns], { signal: controller.signal }), /interrupted/);
      fake.setFaults([]);
      const [report] = await run([addOns]);
      assert.deepEqual([report!.status, report!.passes], ["loaded", 2]);
      assert.ok(report!.resumed >= 28, `${report!.resumed} pages`);
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)).lost, []);
    });

    it("keeps what Lago counted at first, where its count is old", async () => {
      const rows = Array.from({ length: 400 }, (_, index) => makeRow("fees", { lago_id: addOn(index).lago_id, created_at: addOn(index).created_at }));
      fake = await startLago({ data: { organization: "{}", tables: { fees: rows } } });
      await interrupt([fees], { path: "/fees", page: 15 });
      const [report] = await run([fees]);
      assert.deepEqual([report!.status, report!.rows, report!.total_count], ["loaded", 400, 400]);
      assert.ok(report!.resumed >= 10);
    });

    it("does not ask again for the lists of parents that were done, empty ones included", async () => {
      fake = await startLago({ data: { organization: "{}", tables: walletTables(100) } });
      await interrupt([wallets, walletTransactions], { path: "/wallets/*/wallet_transactions", nth: 81 });
      const asked = fake.requests.length;
      const [, below] = await run([wallets, walletTransactions]);
      assert.deepEqual([below!.status, below!.rows], ["loaded", 50]);
      const lists = fake.requests.slice(asked).filter(({ path }) => path.endsWith("/wallet_transactions")).length;
      assert.ok(lists >= 20 && lists <= 26, `${lists} lists were asked for`);
    });

    it("by a failing gateway can be resumed; one that Lago refused cannot", async () => {
      fake = await startBooks(400);
      fake.setFaults([{ page: 15, ...badGateway }]);
      assert.equal((await run([addOns]))[0]!.status, "failed");
      assert.match((await readdir(spool, { recursive: true })).join(), /add_ons\.[0-9a-f-]+\.pages$/);
      fake.setFaults([{ page: 18, answer: { status: 403, body: '{"status":403,"error":"Forbidden","code":"feature_unavailable"}' } }]);
      assert.deepEqual((await run([addOns])).map(({ status, resumed }) => [status, resumed > 0]), [["skipped", true]]);
      assert.deepEqual(await readdir(spool), []);
    });

    it("by a refused key is resumed with the right one", async () => {
      fake = await startBooks(400);
      fake.setFaults([{ page: 15, answer: { status: 401, body: '{"status":401,"error":"Unauthorized"}' } }]);
      await assert.rejects(run([addOns]), (error: LagoError) => error.kind === "authentication");
      fake.setFaults([]);
      assert.ok((await run([addOns]))[0]!.resumed > 0);
    });

    it("starts over where another load has changed the table since", async () => {
      fake = await startBooks(400);
      await interrupt([addOns], { path: "/add_ons", page: 15 });
      const elsewhere = join(spool, "..", "another machine");
      await run([addOns], { resumeFolder: elsewhere });
      fake.put("add_ons", makeAddOn(3, 77_777));
      await run([addOns], { resumeFolder: elsewhere });
      const [report] = await run([addOns]);
      assert.deepEqual([report!.status, report!.resumed, report!.updated], ["loaded", 0, 0]);
    });

    it("with a damaged page resumes as if that page were missing", async () => {
      fake = await startBooks(400);
      await interrupt([addOns], { path: "/add_ons", page: 15 });
      const [name] = (await readdir(spool, { recursive: true })).filter((found) => found.endsWith(".pages"));
      const file = join(spool, name!);
      const { size } = await stat(file);
      await writeFile(file, Buffer.concat([(await readFile(file)).subarray(0, size - 100), Buffer.alloc(100)]));
      const [report] = await run([addOns]);
      assert.equal(report!.status, "loaded");
      assert.deepEqual(compareBooks(await readTables(destination), readTruth(fake)), COMPLETE);
    });

    it("is shown in the journal", async () => {
      fake = await startBooks(400);
      await interrupt([addOns], { path: "/add_ons", page: 15 });
      const [report] = await run([addOns]);
      const { columns, rows } = await destination.query("SELECT * FROM _loads");
      const entry = Object.fromEntries(columns.map((name, index) => [name, rows[0]![index]]));
      for (const name of ["rows", "inserted", "pages", "requests", "retries", "waits_ms", "passes", "resumed", "total_count"] as const) {
        assert.equal(entry[name], String(report![name]), name);
      }
      assert.match(entry["document_version"]!, /^1\.\d+\.\d+$/);
    });
  });
}

/** Every second wallet has a transaction. */
function walletTables(count: number) {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return {
    wallets: indexes.map((index) => makeRow("wallets", { lago_id: addOn(index).lago_id, external_customer_id: "one", created_at: addOn(index).created_at })),
    wallet_transactions: indexes
      .filter((index) => index % 2 === 0)
      .map((index) => makeRow("wallet_transactions", { lago_id: addOn(index).lago_id, created_at: addOn(index).created_at }, { lago_wallet_id: addOn(index).lago_id })),
  };
}
