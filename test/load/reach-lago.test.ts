import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { addOns, coupons, plans, taxes } from "../../generated/index.ts";
import { createLago, type LagoOptions } from "../../runtime/client.ts";
import { exitCodeOf, LagoError } from "../../runtime/errors.ts";
import { load, type LoadOptions, type LoadReport } from "../../runtime/load.ts";
import { newDatabase } from "../databases.ts";
import type { Fault } from "../lago/faults.ts";
import { collect } from "../runtime/add-ons.ts";
import { startBooks } from "./add-on-books.ts";

const ROUTE = { status: 404, body: '{"status":404,"error":"Not Found","code":"resource_not_found"}' };

async function loadFrom(t: TestContext, faults: readonly Fault[], { path = "", ...options }: { path?: string } & Partial<LoadOptions> = {}, client: Partial<Omit<LagoOptions, "region">> = {}) {
  const database = await newDatabase("duckdb");
  const destination = await database.open();
  const fake = await startBooks(12, { faults });
  t.after(async () => {
    await destination.close();
    await database.remove();
    await fake.close();
  });
  const notices: string[] = [];
  const lago = createLago({ apiKey: "test-key", baseUrl: `${fake.url}${path}`, retry: { attempts: 2, firstWait: 1 }, ...client });
  const loading = load([addOns, coupons], { lago, destination, resources: [addOns, coupons, plans, taxes], onNotice: (notice) => notices.push(notice), ...options });
  return { fake, notices, loading, lago, destination };
}

const statuses = ({ resources }: LoadReport) => resources.map(({ status }) => status);

describe("GET /organizations is not needed", () => {
  for (const [name, answer] of Object.entries({
    "a gateway's 403": { status: 403, body: "<html>No</html>" },
    "a gateway's 404 in JSON": { status: 404, body: '{"message":"no Route matched with those values"}' },
    "Lago's 403": { status: 403, body: '{"status":403,"error":"Forbidden","code":"read_action_not_allowed_for_organization"}' },
    "Lago's 404": ROUTE,
    "a 500 for ever": { status: 500, body: '{"status":500,"error":"Internal Server Error"}' },
    "HTML": { status: 200, body: "<html>welcome</html>" },
  })) {
    it(`${name}: the lists are loaded, and a notice says what cannot be checked`, async (t) => {
      const { loading, notices } = await loadFrom(t, [{ path: "/organizations", answer }]);
      assert.deepEqual(statuses(await loading), ["loaded", "loaded"]);
      assert.match(notices.join(), /^The organization of the API key cannot be checked: /);
    });
  }

  it("it is requested once a load, and once a client", async (t) => {
    const { loading, fake, lago, destination } = await loadFrom(t, []);
    await loading;
    await load([addOns], { lago, destination });
    assert.equal(fake.requests.filter(({ path }) => path === "/organizations").length, 1);
  });
});

describe("an address that is not Lago's", () => {
  it("with a path too much: the load ends with code 7 before anything is written, and the address without it is named", async (t) => {
    const { loading, fake } = await loadFrom(t, [{ answer: ROUTE }], { path: "/api" });
    await assert.rejects(loading, (error: LagoError) => {
      assert.equal(error.message, `There is no Lago API below ${fake.url}/api: it answers 404 (resource_not_found) to every request. Did you mean ${fake.url}?`);
      assert.equal(exitCodeOf(error), 7);
      return true;
    });
  });

  it("where only one list is missing: it is skipped, the others are loaded", async (t) => {
    const { loading } = await loadFrom(t, [{ path: /^\/(organizations|add_ons)/, answer: ROUTE }]);
    assert.deepEqual(statuses(await loading), ["skipped", "loaded"]);
  });

  it("where a gateway refuses everything: code 7", async (t) => {
    const { loading } = await loadFrom(t, [{ answer: { status: 403, body: '{"message":"Forbidden"}' } }]);
    await assert.rejects(loading, (error) => exitCodeOf(error) === 7);
  });

  it("a key that is refused ends the load at once", async (t) => {
    const { loading, fake } = await loadFrom(t, [{ answer: { status: 401, body: '{"status":401,"error":"Unauthorized"}' } }]);
    await assert.rejects(loading, (error) => exitCodeOf(error) === 3);
    assert.equal(fake.requests.length, 1);
  });
});

describe("the client's signal", () => {
  it("ends a load that has its own signal, and a list as well", async (t) => {
    const stop = new AbortController();
    const own = new AbortController();
    const reason = new Error("enough");
    const faults = [{ path: "/add_ons", page: 2, change: () => stop.abort(reason) }];
    const { loading, lago } = await loadFrom(t, faults, { signal: own.signal }, { signal: stop.signal, perPage: 2, concurrency: 1 });
    await assert.rejects(loading, reason);
    await assert.rejects(collect(lago.list(addOns, {}, { signal: own.signal })), reason);
    await assert.rejects(lago.get("/add_ons", { accept: String, signal: own.signal }), reason);
  });
});
