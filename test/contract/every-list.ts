import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { resources } from "../../generated/index.ts";
import { readDocument } from "../../generator/spec/document.ts";
import { applyOverlay, type Overlay, readOverlay } from "../../generator/spec/overlay.ts";
import { createLago } from "../../runtime/client.ts";
import { hasDetails, partOf } from "../../runtime/destinations/details.ts";
import { openDuckDB } from "../../runtime/destinations/duckdb/duckdb.ts";
import { load, type LoadReport } from "../../runtime/load.ts";
import { detailsName } from "../../runtime/load/strategy.ts";
import type { Resource } from "../../runtime/resource.ts";
import { type Prism, startPrism } from "./prism.ts";

/*
 * The fake Lago of the other tests was written by the people who wrote the loader. Prism was not, and knows nothing but the
 * document: it refuses what the document does not allow and answers each list with one record that has every property.
 *
 * `npm run test:contract` installs Prism and runs this: it takes 90 MB and half a minute, which `npm ci` need not.
 */
describe("a mock of Lago's document has a record for each list, and each property has a place in a table", () => {
  let folder: string;
  let prism: Prism;
  let report: LoadReport;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lago-loader-contract-"));
    prism = await startPrism(await writeDocument(join(folder, "openapi.json")));
    // Prism serves the paths of the document without the `/api/v1` of its servers.
    const lago = createLago({ apiKey: "any", baseUrl: prism.url, fetch: (url, init) => fetch(url.replace("/api/v1", ""), init) });
    const destination = await openDuckDB(join(folder, "lago.duckdb"));
    const asked = resources.map(askEveryParent);
    report = await load(asked, { lago, destination, details: asked.filter(hasDetails) }).finally(() => destination.close());
  });
  after(async () => {
    await prism?.close();
    await rm(folder, { recursive: true });
  });

  for (const resource of resources) {
    it(`${resource.name}: ${resource.path}`, () => {
      const { unknown, ...found } = find(resource.name);
      // The document gives to some lists what the overlay knows to be in single records only.
      assert.deepEqual({ ...found, unknown: unknown.filter((key) => !isDetail(resource, key)) }, LOADED);
    });
  }

  for (const resource of resources.filter(hasDetails)) {
    it(`${resource.name}: ${resource.single!.path}`, () => assert.deepEqual(find(detailsName(resource)), LOADED));
  }

  function find(wanted: string) {
    const { status, error, rows, unknown } = report.resources.find(({ name }) => name === wanted)!;
    return { status, error, rows, unknown };
  }
});

const LOADED = { status: "loaded", error: undefined, rows: 1, unknown: [] };

function isDetail(resource: Resource, key: string): boolean {
  const [root, ...children] = partOf(resource, "details").tables;
  const members = [...root.columns.map(({ path }) => path?.[0]), ...children.map(({ arrays }) => arrays[0]?.[0])];
  return members.some((member) => key === `${resource.name}.${member}`);
}

/** Prism has one transaction of a wallet, which cannot be both an inbound and an outbound one. */
function askEveryParent(resource: Resource): Resource {
  const { parent } = resource;
  return parent ? { ...resource, parent: { resource: parent.resource, bind: parent.bind } } : resource;
}

/** The document as the generator reads it, and as Prism needs it. */
async function writeDocument(file: string): Promise<string> {
  const root = new URL("../../", import.meta.url);
  const document = await readDocument(fileURLToPath(new URL("spec/openapi.yaml", root)));
  const overlay = await readOverlay(fileURLToPath(new URL("spec/overlay.yaml", root)));
  const corrected = applyOverlay(applyOverlay(document, overlay).document, FOR_PRISM).document;
  await writeFile(file, JSON.stringify(corrected));
  return file;
}

const FOR_PRISM: Overlay = {
  overlay: "1.0.0",
  info: { title: "For Prism", version: "1" },
  actions: [
    // A `meta` that tells of the one page that Prism has.
    {
      target: "$.components.schemas.PaginationMeta",
      update: { example: { current_page: 1, next_page: null, prev_page: null, total_pages: 1, total_count: 1 } },
    },
    // The document has codes that are UUIDs, and lists others.
    { target: "$.paths['/billing_entities/{code}'].parameters[0].schema.format", remove: true },
  ],
};
