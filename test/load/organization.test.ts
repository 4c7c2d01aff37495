import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { ConfigurationError } from "../../runtime/errors.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { badGateway, type Fault } from "../lago/faults.ts";
import { startLago } from "../lago/server.ts";

for (const dialect of DIALECTS) {
  describe(`rows of one organisation in ${dialect}`, () => {
    it("are not swept by a load with the key of another one, whatever its address", async () => {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      const loadFrom = async (id: string | undefined, count: number, faults: readonly Fault[] = []) => {
        const tables = { add_ons: Array.from({ length: count }, (_, index) => ({ id: String(index), text: addOn(index), keys: {} })) };
        const fake = await startLago({ data: { organization: JSON.stringify({ lago_id: id, name: `Company ${id}` }), tables }, faults });
        try {
          const { resources } = await load([addOns], { lago: createLago({ apiKey: "k", baseUrl: fake.url, retry: { firstWait: 1 } }), destination });
          return resources[0]!.deleted;
        } finally {
          await fake.close();
        }
      };
      const living = async () => (await destination.query("SELECT count(*) FROM add_ons WHERE _deleted_at IS NULL")).rows[0]![0];
      try {
        await loadFrom("one", 3);
        await assert.rejects(loadFrom("two", 1), (error: Error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, /of Company one \(one\), and the key is one of Company two \(two\)\. Load into another schema with --schema/);
          return true;
        });
        assert.equal(await living(), "3");
        assert.equal(await loadFrom("one", 2, [{ path: "/organizations", nth: 1, ...badGateway }]), 1);
        // A key that may not ask whose it is, and an older Lago that does not say it, are believed.
        const forbidden = { status: 403, body: '{"status":403,"error":"Forbidden","code":"read_action_not_allowed_for_organization"}' };
        assert.equal(await loadFrom("two", 2, [{ path: "/organizations", answer: forbidden }]), 0);
        assert.equal(await loadFrom(undefined, 2), 0);
      } finally {
        await destination.close();
        await database.remove();
      }
    });

    it("are known by the load that brings the first of them; one that is refused migrates nothing", async () => {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      const loadFrom = async (name: string, count: number) => {
        const fake = await startLago({ data: { organization: JSON.stringify({ lago_id: name, name }), tables: { add_ons: Array.from({ length: count }, (_, index) => ({ id: String(index), text: addOn(index), keys: {} })) } } });
        const lago = createLago({ apiKey: "k", baseUrl: fake.url, retry: { attempts: 1, firstWait: 1 } });
        try {
          if (count === 0) fake.setFaults([{ path: "/add_ons", answer: { status: 403, body: '{"status":403,"error":"Forbidden","code":"feature_unavailable"}' } }]);
          return (await load([addOns], { lago, destination })).resources[0]!.status;
        } finally {
          assert.equal(fake.requests.filter(({ path }) => path === "/organizations").length, 1, "asked once");
          await fake.close();
        }
      };
      const held = async () => (await destination.query("SELECT lago_id FROM _organization")).rows;
      try {
        // What an earlier version wrote down before there was a row.
        await destination.query("INSERT INTO _organization VALUES ('one', 'One')");
        assert.equal(await loadFrom("two", 0), "skipped");
        assert.equal(await loadFrom("three", 2), "loaded");
        assert.deepEqual(await held(), [["three"]]);
        await destination.query("ALTER TABLE add_ons DROP COLUMN description");
        await assert.rejects(loadFrom("two", 1), ConfigurationError);
        assert.deepEqual((await destination.query("SELECT column_name FROM information_schema.columns WHERE table_name = 'add_ons' AND column_name = 'description' AND table_schema = current_schema()")).rows, []);
        assert.equal(await loadFrom("three", 2), "loaded");
      } finally {
        await destination.close();
        await database.remove();
      }
    });

    it("are loaded where a gateway does not let the question through, and the load says so", async () => {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      const fake = await startLago({ data: { organization: JSON.stringify({ lago_id: "one", name: "a'); DROP TABLE x; --\u0000\ud83d" }), tables: { add_ons: [{ id: "0", text: addOn(0), keys: {} }] } } });
      const notices: string[] = [];
      const run = () => load([addOns], { lago: createLago({ apiKey: "k", baseUrl: fake.url, retry: { attempts: 1, firstWait: 1 } }), destination, onNotice: (notice) => notices.push(notice) });
      try {
        await run();
        assert.deepEqual(notices, []);
        assert.deepEqual((await destination.query("SELECT name FROM _organization")).rows, [["a'); DROP TABLE x; --\u2400\ufffd"]]);
        for (const [status, body] of [[403, "<html>"], [404, "<html>"], [404, '{"message":"no Route matched"}'], [502, "<html>"], [200, "<html>"]] as const) {
          fake.setFaults([{ path: "/organizations", answer: { status, body } }]);
          const { resources } = await run();
          assert.equal(resources[0]!.status, "loaded");
          assert.match(notices.pop() ?? "none", /^The organization of the API key cannot be checked: /);
        }
        fake.setFaults([{ path: "/organizations", answer: { status: 401, body: '{"status":401,"error":"Unauthorized"}' } }]);
        await assert.rejects(run(), { kind: "authentication" });
      } finally {
        await fake.close();
        await destination.close();
        await database.remove();
      }
    });

    it("are never resumed from what a load of another one left", async () => {
      const spool = await mkdtemp(join(tmpdir(), "lago-loader-organizations-"));
      const rows = Array.from({ length: 9 }, (_, index) => ({ id: String(index), text: addOn(index), keys: {} }));
      const databases = [await newDatabase(dialect), await newDatabase(dialect)];
      // The two answer at one address.
      const fake = await startLago({ data: { organization: "{}", tables: { add_ons: rows } } });
      try {
        for (const [index, name] of ["one", "two"].entries()) {
          const destination = await databases[index]!.open();
          const stop = new AbortController();
          const whose: Fault = { path: "/organizations", answer: { status: 200, body: JSON.stringify({ organization: { lago_id: name, name } }) } };
          fake.setFaults([whose, ...(index === 0 ? [{ path: "/add_ons", page: 7, change: () => stop.abort(new Error("interrupted")), break: "stall" } as const] : [])]);
          const lago = createLago({ apiKey: "k", baseUrl: fake.url, perPage: 1, concurrency: 1, retry: { attempts: 1, firstWait: 1 } });
          const loading = load([addOns], { lago, destination, resumeFolder: spool, signal: stop.signal });
          if (index === 0) await assert.rejects(loading, /interrupted/);
          else assert.equal((await loading).resources[0]!.resumed, 0);
          await destination.close();
        }
      } finally {
        await fake.close();
        for (const database of databases) await database.remove();
        await rm(spool, { recursive: true, force: true });
      }
    });
  });
}

function addOn(index: number): string {
  return `{"lago_id":"00000000-0000-4000-8000-00000000000${index}","created_at":"2026-01-0${index + 1}T00:00:00Z"}`;
}
