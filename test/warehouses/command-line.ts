import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { nameTable } from "../../runtime/publish/warehouse/sentences.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import { quoted, sql } from "../../runtime/destinations/sql.ts";
import { type Desk, newDesk } from "../cli/command-line.ts";
import type { Lago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { REFUSALS, startRefusing } from "./refusals.ts";
import type { Server } from "./scenario.ts";

/** Evenly over what a publish sends. */
const KILLS = 5;

/** What the built command line does with a warehouse: what it prints, how it ends, and what it says where the warehouse refuses. */
export function describeCommandLine(name: string, server: () => Server): void {
  describe(`lago-loader publish --to ${name}://…`, { concurrency: 1 }, () => {
    let lago: Lago;
    let desk: Desk;
    let address: string;
    const run = (args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) => desk.run(args, { HOME: desk.folder, XDG_STATE_HOME: desk.folder, ...server().environment, ...env });
    before(async () => {
      lago = await startBooks(9);
      desk = await newDesk(lago.url);
      address = await server().place("lago_command");
      assert.equal((await run(["load", "add_ons"])).code, 0);
    });
    after(async () => {
      await desk.remove();
      await lago.close();
    });

    it("publishes after a load, then nothing, then what changed; --verify compares, and ends with exit code 5 where a figure differs", async () => {
      const loaded = await run(["load", "add_ons", "--publish", address]);
      assert.equal(loaded.code, 0, loaded.stderr);
      assert.doesNotMatch(loaded.stderr, /warning/i);
      assert.match(loaded.stderr, /Published to \S+: 1 resource, 12 rows brought, 0 unchanged\.( Billed for \d+ MB\.)?$/m);
      assert.match((await run(["publish", "--to", address])).stdout, /^Nothing to publish to \S+: 1 resource unchanged\.\n$/);

      lago.put("add_ons", makeAddOn(3, 555));
      assert.equal((await run(["load", "add_ons"])).code, 0);
      const changed = await run(["publish", "--to", address, "--verify"]);
      assert.equal(changed.code, 0, changed.stderr);
      assert.match(changed.stdout, /^add_ons +merged +1$/m);
      assert.match(changed.stdout, /^add_ons +rows +9 +9 +same$/m);
      assert.match(changed.stdout, /^add_ons +sum of amount_cents +(\d+) +\1 +same$/m);
      assert.doesNotMatch(changed.stdout, /DIFFERENT/);

      const warehouse = await openWarehouse(address);
      await warehouse.run([sql`DELETE FROM ${nameTable(warehouse.dialect, "add_ons")} WHERE ${quoted("amount_cents", warehouse.dialect.quote)} = 555`]).finally(() => warehouse.close());
      const damaged = await run(["publish", "--to", address, "--verify"]);
      assert.equal(damaged.code, 5, damaged.stderr);
      assert.match(damaged.stdout, /^add_ons +rows +9 +8 +DIFFERENT$/m);
      assert.match(damaged.stderr, /^2 figures differ: \S+ has other rows than the working copy\. Publish again with --full\.$/m);
      const { code, stdout } = await run(["publish", "--to", address, "--full", "--verify", "--json"]);
      const { published, verified } = JSON.parse(stdout) as { published: { resource: string; mode: string }[]; verified: { same: boolean }[] };
      assert.deepEqual([code, published.map(({ resource, mode }) => `${resource} ${mode}`), verified.every(({ same }) => same)], [0, ["add_ons replaced"], true]);
    });

    it("a process that is killed wherever it sends something, and started again, ends the same", async () => {
      const file = join(desk.folder, "count");
      const killed = (at: number) => run(["publish", "--to", address], { NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, "kill-at-send.mjs")).href}`, KILL_AT: String(at), KILL_COUNT: file });
      let amount = 1000;
      const change = async () => {
        for (const index of [3, 4]) lago.put("add_ons", makeAddOn(index, ++amount));
        assert.equal((await run(["load", "add_ons"])).code, 0);
      };
      await change();
      assert.equal((await killed(0)).code, 0);
      const count = Number(await readFile(file, "utf8"));
      assert.ok(count > 8, String(count));
      for (let kill = 1; kill <= KILLS; kill++) {
        await change();
        // How often it sends differs a little from time to time.
        assert.equal((await killed(Math.ceil((count * kill) / (KILLS + 1)))).code, null);
        const { code, stdout, stderr } = await run(["publish", "--to", address, "--verify"]);
        assert.equal(code, 0, stderr);
        assert.doesNotMatch(stdout, /DIFFERENT/);
      }
    });

    for (const { what, code, says, environment, change = (given: string) => given, prepare, answer } of REFUSALS[name] ?? []) {
      it(`${what}: one sentence says what happened and what to do, exit code ${code}, without a secret`, async () => {
        await prepare?.(address);
        const refusing = answer && (await startRefusing(answer));
        try {
          // Something has changed, or the warehouse would not be asked.
          const { code: ended, stdout, stderr } = await run(["publish", "--full", "--to", change(address, refusing?.host ?? "")], environment?.(refusing?.url ?? ""));
          assert.equal(ended, code, stderr);
          assert.match(stderr, says);
          assert.equal(stdout, "");
          assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
          assert.doesNotMatch(stderr, /\.\.|\. \.|: \.|undefined|\[object|^\s+at /m);
        } finally {
          await refusing?.stop();
        }
      });
    }
  });
}
