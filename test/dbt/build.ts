import "../typescript-threads.ts";
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import { readDocument } from "../../generator/spec/document.ts";
import { applyOverlay, readOverlay } from "../../generator/spec/overlay.ts";
import { selectResources } from "../../runtime/cli/select-resources.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { askMetric } from "../../runtime/metrics/ask-metric.ts";
import { readMetrics } from "../../runtime/metrics/read-metrics.ts";
import type { Resource } from "../../runtime/resource.ts";
import { ROOT } from "../built.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { make } from "../migrate/versions.ts";
import { type DbtProject, newDbtProject } from "./project.ts";
import { makeEnvironment } from "../python/environment.ts";
import { SAME_FIGURES } from "./same-figures.ts";

/*
 * `npm run test:dbt`: the dbt package is installed into a project and built on a company, as a user does it. It needs Python 3.11 and
 * PyPI, so it is no part of `npm test`.
 */
const programs = await makeEnvironment("dbt", join(ROOT, "dbt/requirements.txt"));

for (const dialect of DIALECTS) {
  describe(`the dbt package on ${dialect}`, () => {
    let lago: Lago;
    let database: TestDatabase;
    let project: DbtProject;

    before(async () => {
      lago = await startLago({ data: makeCompany({ customers: 30 }), apiKey: "key" });
      database = await newDatabase(dialect);
      await loadAll(selectResources(resources, { names: [], exclude: [], all: false }));
      project = await newDbtProject(programs, database);
      assert.equal((await project.dbt("deps")).code, 0);
    });
    after(async () => {
      await project.remove();
      await query(`DROP SCHEMA IF EXISTS ${marts()} CASCADE`, `DROP SCHEMA IF EXISTS ${marts()}_staging CASCADE`);
      await database.remove();
      await lago.close();
    });

    it("builds without an error: sources, staging, marts, their contracts and tests", async () => {
      await buildProject(project);
      // Values that Lago's spec does not name, and references to what Lago has deleted.
      const warned = (await project.results()).filter(({ status }) => status === "warn").map(({ unique_id }) => unique_id);
      assert.deepEqual(warned.filter((id) => !/\.(source_accepted_values|source_relationships|lago_source_refers_to_text)_/.test(id)), []);
    });

    it("says the same as the metrics", async () => {
      const metrics = await readMetrics();
      const destination = await database.open();
      try {
        for (const { metric, by = [], asked, mart } of SAME_FIGURES) {
          const { sql } = await askMetric(metrics, metric, { by }, destination.query);
          const expected = await destination.query(asked.replaceAll("$metric", () => `(${sql}) AS asked`));
          const found = await destination.query(mart.replaceAll("$marts", () => marts()));
          assert.notEqual(expected.rows.length, 0, metric);
          assert.deepEqual(found.rows.map(plain).sort(), expected.rows.map(plain).sort(), `${metric} by ${by.join()}`);
        }
      } finally {
        await destination.close();
      }
    });

    it("says how fresh each resource is", async () => {
      const { code, output } = await project.dbt("source", "freshness");
      assert.equal(code, 0, output.slice(-2000));
      assert.match(output, /PASS freshness of lago\.invoices/);
      await query("UPDATE _loads SET started_at = started_at - INTERVAL '3 days' WHERE resource = 'invoices'");
      assert.match((await project.dbt("source", "freshness", "--select", "source:lago.invoices")).output, /WARN freshness of lago\.invoices/);
      await query("UPDATE _loads SET started_at = started_at + INTERVAL '3 days' WHERE resource = 'invoices'");
    });

    it("lives with migrations of the tables below its views: columns get another type and are added, and the next build is as good", async () => {
      const now = await makeNewer();
      const reports = await loadAll(now);
      assert.deepEqual(reports.map(({ name, status, error }) => [name, status, error ?? null]), [["fees", "loaded", null], ["invoices", "loaded", null]]);
      const views = await query(`SELECT count(number), count(total_amount) FROM ${marts()}_staging.stg_lago__invoices`);
      assert.notEqual(views[0]![0], "0");
      assert.deepEqual(await query("SELECT data_type FROM information_schema.columns WHERE table_name = 'invoices' AND column_name = 'sequential_id'" + (dialect === "postgres" ? ` AND table_schema = '${database.schema}'` : " AND table_schema = 'lago_data'")), [[dialect === "postgres" ? "text" : "VARCHAR"]]);
      await buildProject(project, "--select", "stg_lago__invoices+", "stg_lago__fees+");
    });


    async function loadAll(selected: readonly Resource[]) {
      const destination = await database.open();
      try {
        return (await load(selected, { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination })).resources;
      } finally {
        await destination.close();
      }
    }

    async function query(...statements: readonly string[]) {
      const destination = await database.open();
      try {
        let rows: readonly (readonly (string | null)[])[] = [];
        for (const sql of statements) ({ rows } = await destination.query(sql));
        return rows;
      } finally {
        await destination.close();
      }
    }

    /** Where the marts are: dbt puts the package's schema behind the target's. */
    function marts(): string {
      return `${dialect === "duckdb" ? "dbt" : database.schema}_lago`;
    }
  });
}

it("builds on a database that has some resources only", async () => {
  const lago = await startLago({ data: makeCompany({ customers: 5 }), apiKey: "key" });
  const database = await newDatabase("duckdb");
  const names = ["customers", "invoices", "payments"];
  const project = await newDbtProject(programs, database, { lago_resources: names });
  try {
    const destination = await database.open();
    await load(resources.filter(({ name }) => names.includes(name)), { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
    await destination.close();
    await project.dbt("deps");
    await buildProject(project);
    const built = (await project.results()).map(({ unique_id }) => unique_id).filter((id) => id.startsWith("model.lago.lago__"));
    assert.deepEqual(built.sort(), ["model.lago.lago__payments", "model.lago.lago__receivables"]);
  } finally {
    await project.remove();
    await database.remove();
    await lago.close();
  }
});

/** Builds without an error, or says what was wrong with which node. */
async function buildProject(project: DbtProject, ...args: readonly string[]): Promise<void> {
  const { code, output } = await project.dbt("build", ...args);
  const wrong = await project.results().catch(() => []);
  assert.deepEqual(wrong.filter(({ status }) => !["success", "pass", "warn"].includes(status)).map(({ unique_id, status, message }) => [unique_id, status, message]), []);
  assert.equal(code, 0, output.slice(-4000));
}

/** What a loader of a later document brings: invoices are numbered by a text, and they and fees have something new. */
async function makeNewer(): Promise<Resource[]> {
  const document = await readDocument(join(ROOT, "spec/openapi.yaml"));
  const corrected = applyOverlay(document, await readOverlay(join(ROOT, "spec/overlay.yaml"))).document;
  const schemas = corrected.components!.schemas as Record<string, { properties?: Record<string, object> }>;
  for (const schema of Object.values(schemas)) {
    if (schema.properties?.["sequential_id"] && schema.properties["issuing_date"]) Object.assign(schema.properties, { sequential_id: { type: "string" }, mood: { type: "string" } });
    if (schema.properties?.["events_count"] && schema.properties["lago_invoice_id"]) Object.assign(schema.properties, { mood: { type: "string" } });
  }
  return make(corrected).resources.filter(({ name }) => name === "invoices" || name === "fees");
}

/** A row whose numbers are written without zeros behind the point. */
function plain(row: readonly (string | null)[]): string {
  return row.map((value) => (value !== null && /^-?\d+(\.\d+)?$/.test(value) ? value.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "").replace(/^-0$/, "0") : String(value))).join(" | ");
}
