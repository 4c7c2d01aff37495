import assert from "node:assert/strict";
import { it } from "node:test";
import { customerPaymentMethods, customers } from "../../generated/index.ts";
import { findAccess } from "../../runtime/cli/access.ts";
import { createLago } from "../../runtime/client.ts";
import { makeRow } from "../lago/rows.ts";
import { startLago } from "../lago/server.ts";

it("a list below customers is tried with one whose id a URL can hold, though another one comes first", async (t) => {
  const rows = [".", "a.b"].map((external, index) =>
    makeRow("customers", { lago_id: `00000000-0000-4000-8000-00000000000${index}`, external_id: external, created_at: `2026-01-0${2 - index}T00:00:00Z` }),
  );
  const fake = await startLago({ data: { organization: "{}", tables: { customers: rows } } });
  t.after(() => fake.close());
  const access = await findAccess(createLago({ apiKey: "k", baseUrl: fake.url }), [customers, customerPaymentMethods]);
  assert.deepEqual(access.map(({ name, readable }) => [name, readable]), [["customers", "yes"], ["customer_payment_methods", "yes"]]);
  assert.equal(fake.requests.at(-1)!.path, "/customers/a%2Eb/payment_methods");
});
