import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildResources } from "../../generator/model/build.ts";
import { readDocument } from "../../generator/spec/document.ts";
import { correctDocument, readOverlay } from "../../generator/spec/overlay.ts";

const document = await readDocument("spec/openapi.yaml");
const overlay = await readOverlay("spec/overlay.yaml");
const bare = buildResources({ ...correctDocument(document, { ...overlay, actions: overlay.actions.filter(({ update }) => !(JSON.stringify(update) ?? "").includes("x-webhooks")) }).document });
const { resources, webhooks, diagnostics } = buildResources(correctDocument(document, overlay).document);
const ofBare = (name: string) => bare.resources.find((resource) => resource.name === name)!.webhooks;

describe("webhooks", () => {
  it("ask again for the record that they name, by each of its keys that the table has", () => {
    assert.deepEqual(ofBare("plans"), [
      { of: ["plan"], by: ["code"], column: "code" },
      { of: ["plan"], by: ["lago_id"], column: "lago_id" },
    ]);
    assert.deepEqual(ofBare("payments"), [{ of: ["payment"], by: ["lago_id"], column: "lago_id" }]);
  });

  it("ask by the customer for what several records share a path, and for records in an array of theirs", () => {
    const byCustomer = { column: "external_customer_id", filter: "external_customer_id" };
    assert.deepEqual(ofBare("subscriptions"), [
      { of: ["invoice"], by: ["customer", "external_id"], ...byCustomer },
      { of: ["subscription"], by: ["external_customer_id"], ...byCustomer },
    ]);
    assert.deepEqual(ofBare("fees"), [
      { of: ["fee"], by: ["lago_id"], column: "lago_id" },
      { of: ["invoice"], by: ["customer", "external_id"], ...byCustomer },
    ]);
  });

  it("ask for nested lists below the record that they name, or that theirs refers to", () => {
    assert.deepEqual(ofBare("plan_fixed_charges"), [{ of: ["plan"], by: ["code"], column: "code" }]);
    assert.deepEqual(ofBare("wallet_transactions"), [
      { of: ["wallet"], by: ["lago_id"], column: "lago_id" },
      { of: ["wallet_transaction"], by: ["lago_wallet_id"], column: "lago_id" },
    ]);
    assert.deepEqual(ofBare("customer_wallet_alerts"), [{ of: ["wallet"], by: ["lago_id"], column: "lago_id" }]);
  });

  it("are announced by no webhook where the OpenAPI spec has none: taxes, coupons, events, snapshots", () => {
    for (const name of ["taxes", "coupons", "events", "add_ons", "billing_entities", "current_usage", "activity_logs"]) assert.equal(ofBare(name), undefined, name);
  });

  it("are all 76 known, those that only the server sends included; errors, quotes and orders concern no list", () => {
    assert.deepEqual(diagnostics, []);
    assert.equal(webhooks.length, 76);
    const unconcerned = new Set(webhooks.flatMap(({ objectType, resources }) => (resources.length === 0 ? [objectType] : [])));
    assert.ok([...unconcerned].every((objectType) => /error|checkout_url|dunning_campaign|^quote$|^order(_form)?$/.test(objectType)), [...unconcerned].join());
    assert.deepEqual(resources.find(({ name }) => name === "customer_wallet_alerts")!.webhooks![1], { of: ["triggered_alert"], by: ["lago_wallet_id"], column: "lago_id", optional: true });
  });
});
