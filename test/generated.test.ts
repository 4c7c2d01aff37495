import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { resources } from "../generated/index.ts";
import { emitFiles } from "../generator/emit/emit.ts";
import { KEYWORDS } from "../generator/emit/identifiers.ts";
import { createRender } from "../generator/emit/templates.ts";
import { isSame } from "../generator/files.ts";
import { generate } from "../generator/generate.ts";
import { buildResources } from "../generator/model/build.ts";
import { readDocument } from "../generator/spec/document.ts";
import type { Destination } from "../runtime/destinations/destination.ts";
import { hasDetails, partOf } from "../runtime/destinations/details.ts";
import type { Resource } from "../runtime/resource.ts";
import { DIALECTS, newDatabase } from "./databases.ts";
import { load, newStamp, pageOf, rowsOf } from "./runtime/destinations/loads.ts";
import { sampleKeys, sampleRecord } from "./sample-record.ts";

const root = new URL("../", import.meta.url);
const fixtures = join(import.meta.dirname, "fixtures");
const folder = mkdtempSync(join(tmpdir(), "lago-loader-generated-"));
after(() => rmSync(folder, { recursive: true }));

describe("generated/", () => {
  it("is what the generator makes of spec/ and templates/", async () => {
    const { difference } = await generate({ root, check: true });
    assert.ok(difference && isSame(difference), `npm run generate: ${JSON.stringify(difference)}`);
  });

  it("has the 42 resources of Lago's 49 lists, of which seven are slices of another, and two snapshots", () => {
    const lists = resources.filter((resource: Resource) => resource.snapshot === undefined);
    assert.equal(lists.length, 42);
    assert.equal(resources.length, 42 + 2);
    assert.equal(lists.filter((resource: Resource) => resource.parent).length, 15);
    assert.equal(resources.flatMap(({ scopes }) => scopes as readonly string[]).length, 7);
  });

  it("says for each row of a nested list which parent it belongs to", () => {
    for (const { name, parent, tables } of resources as readonly Resource[]) {
      for (const binding of parent?.bind ?? []) {
        if (binding.in === "path") assert.ok(tables[0].columns.some((column) => column.name === binding.as), `${name}: {${binding.parameter}}`);
      }
    }
  });
});

for (const dialect of DIALECTS) {
  describe(`the SQL for ${dialect}`, () => {
    it("runs twice for every resource and fills every column of every table", async () => {
      await withDatabase(dialect, async (destination) => {
        for (const resource of resources) await checkTables(destination, resource);
      });
    });

    for (const quirk of readdirSync(fixtures)) {
      it(`survives ${quirk.replaceAll("-", " ")}`, async () => {
        const { resources, diagnostics } = await writeResources(quirk);
        if (diagnostics.some(({ severity }) => severity === "error")) return;
        await withDatabase(dialect, async (destination) => {
          for (const resource of resources) await checkTables(destination, resource);
        });
      });
    }

    it("quotes every word that the database keeps for itself", async () => {
      const query = {
        duckdb: "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')",
        postgres: "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')",
      }[dialect];
      await withDatabase(dialect, async (destination) => {
        const words = (await rowsOf(destination, query)).map(([word]) => word!);
        assert.ok(words.length > 50);
        assert.deepEqual(words.filter((word) => !KEYWORDS.has(word)), []);
      });
    });
  });
}

/** The tables that the list fills, and those that single records do. */
async function checkTables(destination: Destination, resource: Resource): Promise<void> {
  await checkListTables(destination, partOf(resource, "list"));
  if (hasDetails(resource)) await checkDetailsTables(destination, resource);
}

/** Loads three records of which two are the same, twice over, and looks whether each value came to its column. */
async function checkListTables(destination: Destination, resource: Resource): Promise<void> {
  const pages = [1, 2, 2].map((number) => ({ records: [sampleRecord(resource, number)], keys: sampleKeys(resource, number) }));
  const isKeyed = resource.primaryKey.length > 0;
  const first = await load(destination, resource, pages);
  assert.deepEqual({ ...first }, { inserted: isKeyed ? 2 : 3, updated: 0, deleted: 0 }, resource.name);
  await load(destination, resource, pages);
  for (const { name, arrays, columns } of resource.tables) {
    const quoted = columns.map((column) => `count("${column.name.replaceAll('"', '""')}")`);
    const [counts] = await rowsOf(destination, `SELECT ${["count(*)", "count(_extra)", ...quoted].join(", ")} FROM "${name}"`);
    const rows = String((isKeyed ? 2 : 3) * 2 ** arrays.length);
    assert.deepEqual(counts, [rows, "0", ...columns.map(() => rows)], name);
  }
}

/** Of the records that the list brought: all have details to be read, and once these are there, none has. */
async function checkDetailsTables(destination: Destination, resource: Resource): Promise<void> {
  const details = partOf(resource, "details");
  const seen = await destination.changed(resource, "", 3);
  assert.equal(seen.length, 2, resource.name);
  const stage = await destination.stage(resource, newStamp(), seen);
  await stage.add(await Promise.all([1, 2, 2].map((number) => stage.read(pageOf(details, [sampleRecord(details, number)]), []))));
  await stage.commit({ sweep: "none" });
  await stage.discard();
  assert.deepEqual(await destination.changed(resource, "", 3), []);
  for (const { name, arrays, columns } of details.tables) {
    const [counts] = await rowsOf(destination, `SELECT ${["count(*)", ...columns.map((column) => `count("${column.name}")`)].join(", ")} FROM "${name}"`);
    const rows = String(2 * 2 ** arrays.length);
    assert.deepEqual(counts, [rows, ...columns.map(() => rows)], name);
  }
}

async function withDatabase(dialect: (typeof DIALECTS)[number], use: (destination: Destination) => Promise<void>): Promise<void> {
  const database = await newDatabase(dialect);
  const destination = await database.open();
  try {
    await use(destination);
  } finally {
    await destination.close();
    await database.remove();
  }
}

/** The resources of a fixture as a module would have them, with their SQL in a folder of its own. */
async function writeResources(quirk: string) {
  const { resources, diagnostics } = buildResources(await readDocument(join(fixtures, quirk, "openapi.yaml")));
  const home = mkdtempSync(join(folder, `${quirk}-`));
  for (const [path, text] of emitFiles(resources, createRender(new URL("templates/", root)))) {
    if (path.endsWith(".sql")) writeFileSync(join(home, path.slice(path.indexOf("/") + 1)), text);
  }
  const source = pathToFileURL(join(home, "module.ts")).href;
  return { diagnostics, resources: resources.map((model): Resource => ({ ...model, reslice: false, source })) };
}
