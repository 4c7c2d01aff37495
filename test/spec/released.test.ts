import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { apiLogs, subscriptions } from "../../generated/index.ts";
import { hasErrors } from "../../generator/diagnostics.ts";
import { buildResources } from "../../generator/model/build.ts";
import { checkDocument } from "../../generator/spec/check.ts";
import { readDocument } from "../../generator/spec/document.ts";
import { normalise } from "../../generator/spec/normalise.ts";
import { applyOverlay, correctDocument, type Overlay, readOverlay } from "../../generator/spec/overlay.ts";
import { validateDocument } from "../../generator/spec/validate.ts";
import type { Resource } from "../../runtime/resource.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const overlay = await readOverlay(`${root}/spec/overlay.yaml`);

test("every action of the overlay is still needed", async () => {
  const { diagnostics } = applyOverlay(await readDocument(`${root}/spec/openapi.yaml`), overlay);
  assert.deepEqual(diagnostics, []);
});

test("spec/openapi.yaml is valid, also with the overlay applied", async () => {
  const document = await readDocument(`${root}/spec/openapi.yaml`);
  assert.ok(!hasErrors(checkDocument(document)));
  await validateDocument(document, "spec/openapi.yaml");
  await validateDocument(applyOverlay(document, overlay).document, "spec/openapi.yaml with the overlay");
});

test("every action of the overlay says why", () => {
  assert.deepEqual(overlay.actions.filter(({ description }) => description === undefined), []);
});

// Lago's own documents are AGPL and not in this repository; where they lie beside it, all of them are tried.
const folder = `${root}/../shared/spec`;
test("the documents that Lago has released come out valid, and all that is known of their lists can be worked out", { skip: !existsSync(folder) && "none beside the repository" }, async () => {
  for (const name of await readdir(folder)) {
    const corrected = correctDocument(normalise(await readDocument(`${folder}/${name}`)), overlay);
    await validateDocument(corrected.document, name);
    const { resources, diagnostics } = buildResources(corrected.document, undefined, corrected);
    assert.ok(resources.length > 20, name);
    assert.ok(!hasErrors([...corrected.diagnostics, ...diagnostics]), name);
  }
});

/** What only api.ts shows, and why it is there. */
const FOR_TYPES_ONLY = [
  "$.components.parameters.subscription_status.schema", // `incomplete` can be asked for, see the next test
  "$.paths[*].get.parameters[?@.name=='status[]'].schema.items",
];

test("every action of the overlay changes what is generated", async () => {
  const document = await readDocument(`${root}/spec/openapi.yaml`);
  const build = (actions: Overlay["actions"]) => JSON.stringify(buildResources(applyOverlay(document, { ...overlay, actions }, { unmatched: "ignore" }).document));
  const whole = build(overlay.actions);
  const needless = overlay.actions.filter((action) => build(overlay.actions.filter((other) => other !== action)) === whole);
  assert.deepEqual(needless.map(({ target }) => target), FOR_TYPES_ONLY);
});

test("filters take what the overlay says that the server knows", () => {
  const statuses: ("incomplete" | "active")[] = ["incomplete"];
  const subscriptionFilters: Query<typeof subscriptions> = { "status[]": statuses };
  const logFilters: Query<typeof apiLogs> = { "request_paths[]": ["/invoices"] };
  assert.ok(subscriptionFilters && logFilters);
});

type Query<R> = R extends Resource<infer Types> ? NonNullable<Types["query"]> : never;
