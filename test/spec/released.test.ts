import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { hasErrors } from "../../generator/diagnostics.ts";
import { checkDocument } from "../../generator/spec/check.ts";
import { readDocument } from "../../generator/spec/document.ts";
import { normalise } from "../../generator/spec/normalise.ts";
import { applyOverlay, readOverlay } from "../../generator/spec/overlay.ts";
import { validateDocument } from "../../generator/spec/validate.ts";

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
test("the documents that Lago has released come out valid", { skip: !existsSync(folder) && "none beside the repository" }, async () => {
  for (const name of await readdir(folder)) {
    const document = normalise(await readDocument(`${folder}/${name}`));
    await validateDocument(applyOverlay(document, overlay, { unmatched: "ignore" }).document, name);
  }
});
