import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { billingEntities, customers, invoices, plans, subscriptions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import { fillBindings } from "../../runtime/load/plan/bindings.ts";
import type { Resource } from "../../runtime/resource.ts";
import { fillPath } from "../../runtime/transport/path.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { ask } from "../lago/ask.ts";
import { makeCompany } from "../lago/company/company.ts";
import { makeRow } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { findLosses } from "./recover.ts";
import { listSent } from "./sent.ts";

const DETAILED: readonly Resource[] = [billingEntities, customers, invoices, plans, subscriptions];

for (const dialect of DIALECTS) {
  describe(`details, in ${dialect}`, () => {
    let database: TestDatabase;
    let destination: Destination;
    before(async () => {
      database = await newDatabase(dialect);
      destination = await database.open();
    });
    after(async () => {
      await destination.close();
      await database.remove();
    });

    describe("of a company", () => {
      let fake: FakeLago;
      before(async () => {
        fake = await startLago({ data: makeCompany({ seed: 7 }) });
        const reports = await loadFrom(fake, DETAILED, { details: DETAILED });
        assert.deepEqual(reports.filter(({ status }) => status !== "loaded"), []);
      });
      after(() => fake.close());
      beforeEach(() => fake.requests.splice(0));

      for (const resource of DETAILED) {
        it(`${resource.name}: every field of every single record is in its column or in _extra`, async () => {
          const sent = await askOneByOne(fake, resource);
          assert.ok(sent.length > 0);
          assert.deepEqual(await findLosses(destination, resource, sent), []);
        });
      }

      it("are not fetched again while the list record is unchanged", async () => {
        const reports = await loadFrom(fake, DETAILED, { details: DETAILED });
        assert.deepEqual(singlesAsked(fake), []);
        assert.equal(reports.find(({ name }) => name === "invoices (details)")?.extent, "single records of 0 new or changed rows");
      });

      it("stay as they are when only the list is loaded", async () => {
        const told = await tell(destination, subscriptions);
        await loadFrom(fake, DETAILED, { full: true });
        assert.deepEqual(await tell(destination, subscriptions), told);
        assert.notEqual(told.length, 0);
      });

      it("are fetched again for the one row whose list record has changed", async () => {
        const { text } = fake.rows("invoices")[3]!;
        const { lago_id } = JSON.parse(text) as { lago_id: string };
        fake.put("invoices", text.replace(/"payment_overdue":(true|false)/, (_, was) => `"payment_overdue":${was === "false"}`));
        await loadFrom(fake, [invoices], { full: true, details: [invoices] });
        assert.deepEqual(singlesAsked(fake), [`/invoices/${lago_id}`]);
      });

      it("are soft-deleted and restored with their row", async () => {
        const living = async () => (await destination.query("SELECT count(*) FROM plans__fixed_charges WHERE _deleted_at IS NULL")).rows[0]![0];
        const plan = fake.rows("plans").find(({ id, keys }) => keys["parent_id"] == null && fake.rows("fixed_charges").some(({ keys }) => keys["plan_id"] === id))!;
        const before = await living();
        fake.remove("plans", plan.id);
        await loadFrom(fake, [plans]);
        assert.notEqual(await living(), before);
        fake.put("plans", plan.text, plan.keys);
        await loadFrom(fake, [plans], { details: [plans] });
        assert.equal(await living(), before);
        assert.deepEqual(singlesAsked(fake), []);
      });
    });

    it("a stopped load is resumed where its last portion ended", async () => {
      const fake = await startEntities(1200, "Stopped");
      const stop = new AbortController();
      const onProgress = ({ resource, rows }: { resource: string; rows: number }) => {
        if (resource === "billing_entities (details)" && rows === 500) stop.abort();
      };
      await assert.rejects(loadFrom(fake, [billingEntities], { details: [billingEntities], onProgress, signal: stop.signal }));
      const [[kept]] = (await destination.query("SELECT count(*) FROM _details WHERE resource = 'billing_entities' AND key LIKE '00000000%'")).rows as [[string]];
      assert.equal(kept, "500");
      fake.requests.splice(0);
      await loadFrom(fake, [billingEntities], { details: [billingEntities] });
      assert.equal(singlesAsked(fake).length, 700);
      await fake.close();
    });

    it("a record that Lago no longer has leaves the row as the list has it, and is not requested again", async () => {
      const fake = await startEntities(2, "Gone");
      fake.setFaults([{ path: /^\/billing_entities\/entity_1$/, answer: { status: 404, body: '{"status":404,"error":"Not Found","code":"billing_entity_not_found"}' } }]);
      const reports = await loadFrom(fake, [billingEntities], { details: [billingEntities], full: true, acceptDeletions: true });
      assert.deepEqual(reports.map(({ status, rows }) => [status, rows]), [["loaded", 2], ["loaded", 1]]);
      fake.requests.splice(0);
      await loadFrom(fake, [billingEntities], { details: [billingEntities] });
      assert.deepEqual(singlesAsked(fake), []);
      await fake.close();
    });

    it("single records that the key may not read are skipped with the reason, their list is not", async () => {
      const fake = await startEntities(3, "Refused");
      fake.setFaults([{ path: /^\/billing_entities\/./, answer: { status: 403, body: '{"status":403,"error":"Forbidden","code":"read_action_not_allowed_for_billing_entity"}' } }]);
      const [list, details] = await loadFrom(fake, [billingEntities], { details: [billingEntities] });
      assert.deepEqual([list!.status, details!.status], ["loaded", "skipped"]);
      assert.match(details!.error!, /read_action_not_allowed/);
      await fake.close();
    });

    it("what a single record has and no column knows is kept beside them, to the last digit", async () => {
      const fake = await startEntities(1, "Odd");
      fake.setFaults([{ path: /^\/billing_entities\/./, edit: (body) => body.replace(/}}$/, ',"rate":1.10,"list":[1e400]}}') }]);
      const [, details] = await loadFrom(fake, [billingEntities], { details: [billingEntities] });
      assert.deepEqual(details!.unknown, ["billing_entities.rate", "billing_entities.list"]);
      const { rows } = await destination.query("SELECT extra FROM _details WHERE resource = 'billing_entities' AND extra IS NOT NULL");
      assert.deepEqual(rows, [['{"rate":1.10,"list":[1e400]}']]);
      await fake.close();
    });

    async function loadFrom(fake: FakeLago, selected: readonly Resource[], options: Partial<LoadOptions> = {}) {
      const lago = createLago({ apiKey: "a-key", baseUrl: fake.url, retry: { firstWait: 1 } });
      return (await load(selected, { lago, destination, ...options })).resources;
    }
  });
}

/** As Lago answers for each row of the list, one by one; where several rows share what they are asked by, only one of them is told. */
async function askOneByOne(fake: FakeLago, resource: Resource): Promise<{ json: string }[]> {
  const { path, selector, bind } = resource.single!;
  return Promise.all(
    listSent(fake, resource).map(async ({ json }) => {
      const listed = JSON.parse(json) as Record<string, string>;
      const request = fillBindings(bind, bind.map(({ column }) => listed[column]!));
      const answer = await ask(fake, `${fillPath(path, request.path)}?${new URLSearchParams(request.query as Record<string, string>)}`);
      const single = (await answer.text()).slice(`{"${selector}":`.length, -1);
      return { json: (JSON.parse(single) as Record<string, string>)["lago_id"] === listed["lago_id"] ? single : json };
    }),
  );
}

const singlesAsked = (fake: FakeLago) => fake.requests.map(({ path }) => path).filter((path) => DETAILED.some((resource) => path.startsWith(`${resource.path}/`)));

/** All that single records have told of a resource. */
async function tell(destination: Destination, { name, tables }: Resource): Promise<unknown[]> {
  const [root, ...children] = tables;
  const columns = root.columns.filter(({ details }) => details).map((column) => column.name);
  const queries = [`SELECT ${["lago_id", ...columns].join(", ")} FROM ${name} ORDER BY lago_id`, ...children.filter(({ details }) => details).map((child) => `SELECT * FROM ${child.name} ORDER BY 1, 2`)];
  const answers = await Promise.all(queries.map((sql) => destination.query(sql)));
  return answers.flatMap(({ rows }) => rows);
}

/** Billing entities and nothing else. The name tells those of one test from those of another, of the same keys. */
function startEntities(count: number, name: string): Promise<FakeLago> {
  const entity = (index: number) => ({ lago_id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`, code: `entity_${index}`, name, created_at: "2026-01-01T00:00:00Z" });
  const billing_entities = Array.from({ length: count }, (_, index) => makeRow("billing_entities", entity(index)));
  return startLago({ data: { organization: "{}", tables: { billing_entities } } });
}
