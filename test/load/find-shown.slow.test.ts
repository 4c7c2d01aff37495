import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { customerPastUsage } from "../../generated/index.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { findShown } from "../../runtime/load/plan/find-shown.ts";
import { DIALECTS, useDatabase } from "../databases.ts";

const { shownBy } = customerPastUsage.parent!.watch!;
const ROWS = 1_000_000;

for (const dialect of DIALECTS) {
  describe(`what fees show of customers, in ${dialect}`, () => {
    let destination: Destination;
    useDatabase(dialect, (opened) => void ({ destination } = opened));

    it("takes no more memory for a million fees of one customer than there is, and shows one that has changed", async () => {
      await destination.query("INSERT INTO _cursors (resource, reached, last_full_at, load_id) VALUES ('fees', '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z', 'first')");
      await destination.query("CREATE TABLE fees (lago_id text, external_customer_id text, lago_invoice_id text, amount_cents bigint, taxes_amount_cents bigint, created_at timestamptz, _deleted_at timestamptz)");
      const number = dialect === "duckdb" ? `range(${ROWS}) AS r(i)` : `generate_series(0, ${ROWS - 1}) AS r(i)`;
      await destination.query(`INSERT INTO fees SELECT 'fee-of-a-customer-that-has-many-of-them-' || i, CASE WHEN i < 5 THEN 'few' ELSE 'many' END, 'invoice', i, 7, '2026-11-01T00:00:00Z', NULL FROM ${number}`);
      const first = await show();
      assert.deepEqual([...first.keys()].sort(), ['["few"]', '["many"]']);
      assert.deepEqual(await show(), first);
      await destination.query("UPDATE fees SET taxes_amount_cents = 8 WHERE amount_cents = 4711");
      const next = await show();
      assert.equal(next.get('["few"]')!.now, first.get('["few"]')!.now);
      assert.notEqual(next.get('["many"]')!.now, first.get('["many"]')!.now);
    });

    const show = async () => (await findShown(destination, shownBy!, undefined))!.digests;
  });
}
