import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { readChecks } from "../../runtime/metrics/read-metrics.ts";
import { DIALECTS } from "../databases.ts";
import { type ShownCompany, showCompany } from "./shown-company.ts";

/** What is done to the data of a company in which all checks hold, and which of them find it. */
const DAMAGE: readonly (readonly [check: string, sql: string])[] = [
  ["invoice_net", "UPDATE invoices SET coupons_amount_cents = coupons_amount_cents + 1 WHERE lago_id = (SELECT min(CAST(lago_id AS varchar))::uuid FROM invoices WHERE status = 'finalized')"],
  ["invoice_gross", "UPDATE invoices SET taxes_amount_cents = taxes_amount_cents + 1 WHERE lago_id = (SELECT min(CAST(lago_id AS varchar))::uuid FROM invoices WHERE status = 'finalized')"],
  ["invoice_total", "UPDATE invoices SET credit_notes_amount_cents = credit_notes_amount_cents + 1 WHERE lago_id = (SELECT min(CAST(lago_id AS varchar))::uuid FROM invoices WHERE status = 'finalized')"],
  ["invoice_due", "UPDATE invoices SET total_paid_amount_cents = total_paid_amount_cents + 1 WHERE lago_id = (SELECT min(CAST(lago_id AS varchar))::uuid FROM invoices WHERE status = 'finalized')"],
  ["invoice_fees", "DELETE FROM fees WHERE lago_id = (SELECT min(CAST(f.lago_id AS varchar))::uuid FROM fees AS f JOIN invoices AS i ON i.lago_id = f.lago_invoice_id WHERE i.status = 'finalized' AND f.amount_cents > 0)"],
];

for (const dialect of DIALECTS) {
  describe(`the checks on ${dialect}`, () => {
    let whole: ShownCompany;
    let damaged: ShownCompany;
    before(async () => {
      whole = await showCompany(dialect);
      damaged = await showCompany(dialect, {
        names: ["customers", "invoices", "fees"],
        change: async (query) => {
          for (const [, sql] of DAMAGE) await query(sql);
          await query("DELETE FROM customers WHERE external_id IN (SELECT max(external_id) FROM customers)");
        },
      });
    });
    after(async () => {
      await whole.close();
      await damaged.close();
    });

    it("hold for every invoice and month of a company", async () => {
      const page = await get(whole);
      for (const { name } of await readChecks()) assert.match(page, new RegExp(`href="#${name}">[^<]*</a><td[^>]*><span class="good">none`), name);
    });

    it("find one invoice that does not add up, each its own", async () => {
      const page = await get(damaged);
      for (const [name] of DAMAGE) assert.match(page, new RegExp(`href="#${name}">[^<]*</a><td[^>]*><span class="bad">1</span>`), name);
      assert.match(page, /needs analytics_mrr/);
    });

    it("count the rows whose reference leads nowhere", async () => {
      const { rows: [[count]] } = (await damaged.reader.query("SELECT count(*) FROM invoices WHERE customer__lago_id NOT IN (SELECT lago_id FROM customers)")) as unknown as { rows: [[string]] };
      assert.notEqual(count, "0");
      assert.match(await get(damaged), new RegExp(`>invoices\\.customer__lago_id<td[^>]*>customers\\.lago_id<td[^>]*>${count}`));
    });

    async function get({ url }: ShownCompany): Promise<string> {
      const response = await fetch(`${url}checks`);
      assert.equal(response.status, 200);
      return response.text();
    }
  });
}
