import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { emitFiles } from "../../generator/emit/emit.ts";
import { buildResources } from "../../generator/model/build.ts";
import { readDocument } from "../../generator/spec/document.ts";
import { applyOverlay, readOverlay } from "../../generator/spec/overlay.ts";
import type { Document } from "../../generator/spec/types.ts";
import { render } from "../migrate/versions.ts";

const spec = (name: string) => fileURLToPath(new URL(`../../spec/${name}`, import.meta.url));
const document = await readDocument(spec("openapi.yaml"));
const overlay = await readOverlay(spec("overlay.yaml"));

function generate(changed: Document): Map<string, string> {
  return emitFiles(buildResources(applyOverlay(changed, overlay).document).resources, render);
}

describe("what is generated from Lago's document", () => {
  const before = generate(document);

  it("gains a line for each place where a new property counts, and changes none", () => {
    const changed = structuredClone(document);
    changed.components!.schemas!["TaxObject"]!.properties!["brand_new"] = { type: "string" };
    const after = generate(changed);
    const files = [...after].filter(([path, text]) => before.get(path) !== text && path.startsWith("taxes/"));
    assert.deepEqual(files.map(([path]) => path), ["taxes/taxes.ts", "taxes/taxes.duckdb.sql", "taxes/taxes.postgres.sql"]);
    for (const [path, text] of files) {
      const [old, now] = [before.get(path)!.split("\n"), text.split("\n")];
      const added = now.filter((line) => line.includes("brand_new"));
      assert.deepEqual(now.filter((line) => !line.includes("brand_new")), old, path);
      assert.ok(added.length <= 3, `${path} gains ${added.length} lines`);
    }
  });

  it("does not depend on the order of paths and components", () => {
    const changed = structuredClone(document);
    changed.paths = reverse(changed.paths);
    changed.components!.schemas = reverse(changed.components!.schemas!);
    assert.deepEqual(generate(changed), before);
  });
});

function reverse<Value>(members: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).toReversed());
}
