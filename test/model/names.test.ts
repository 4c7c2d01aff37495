import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createNames, nameExport, nameResource, nameType, shorten, singular } from "../../generator/model/names.ts";

describe("a resource is named from its path", () => {
  const wanted = {
    "/invoices": "invoices",
    "/analytics/mrr": "analytics_mrr",
    "/plans/{code}/charges": "plan_charges",
    "/plans/{code}/charges/{charge_code}/filters": "plan_charge_filters",
    "/subscriptions/{external_id}/entitlements": "subscription_entitlements",
    "/customers/{external_customer_id}/payment_methods": "customer_payment_methods",
    "/customers/{external_customer_id}/past_usage": "customer_past_usage",
    "/customers/{external_customer_id}/wallets/{wallet_code}/alerts": "customer_wallet_alerts",
    "/wallets/{lago_id}/wallet_transactions": "wallet_transactions",
    "/wallet_transactions/{lago_id}/fundings": "wallet_transaction_fundings",
  };
  for (const [path, name] of Object.entries(wanted)) it(`${path} is ${name}`, () => assert.equal(nameResource(path), name));
});

describe("the name of a record", () => {
  const wanted = {
    invoices: "Invoice",
    taxes: "Tax",
    billing_entities: "BillingEntity",
    add_ons: "AddOn",
    customer_past_usage: "CustomerPastUsage",
    analytics_mrr: "AnalyticsMrr",
    plan_charge_filters: "PlanChargeFilter",
  };
  for (const [resource, type] of Object.entries(wanted)) it(`of ${resource} is ${type}`, () => assert.equal(nameType(resource), type));

  it("leaves words alone that only look like a plural", () => assert.deepEqual(["status", "address"].map(singular), ["status", "address"]));

  it("of the exported value is in camel case", () => assert.equal(nameExport("plan_charge_filters"), "planChargeFilters"));
});

describe("a name that is too long", () => {
  const long = "plans__charges__filters__properties__graduated_percentage_ranges";

  it("is abbreviated, so that it can be read", () => assert.match(shorten(long), /^plans__charges__filters__props__graduated_percentage_ranges$/));

  it("has 63 bytes at most, and nothing is done to one that has", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 120, unit: "grapheme" }), (name) => {
        const short = shorten(name);
        assert.ok(Buffer.byteLength(short) <= 63);
        assert.ok(Buffer.byteLength(name) > 63 || short === name);
      }),
    );
  });
});

describe("names of one table", () => {
  it("stay apart though they differ in case only", () => {
    const names = createNames({ taken: ["_extra"] });
    assert.deepEqual(["code", "Code", "CODE", "_EXTRA"].map((name) => names.claim(name)), ["code", "Code_2", "CODE_3", "_EXTRA_2"]);
  });

  it("stay apart for Postgres when a prefix pushes their ends over the edge", () => {
    const names = createNames({ prefix: "stage_" });
    const claimed = ["a", "b"].map((end) => names.claim(`${"x".repeat(62)}${end}`));
    assert.notEqual(`stage_${claimed[0]}`.slice(0, 63), `stage_${claimed[1]}`.slice(0, 63));
  });

  it("are never given twice, whatever is asked for", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "A", "a_2", "A_2", "x".repeat(64), "x".repeat(63)), { maxLength: 20 }), (wanted) => {
        const names = createNames();
        const claimed = wanted.map((name) => names.claim(name).toLowerCase());
        assert.equal(new Set(claimed).size, claimed.length);
        assert.ok(claimed.every((name) => Buffer.byteLength(name) <= 63));
      }),
    );
  });
});
