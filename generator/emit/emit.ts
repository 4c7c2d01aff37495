import { hasDetails } from "../model/details.ts";
import type { ResourceModel } from "../model/types.ts";
import type { WebhookModel } from "../model/webhooks.ts";
import { buildDbtSourcesView } from "./dbt-sources-view.ts";
import { buildDbtStagingPropertiesView, buildDbtStagingView, listStaged, nameStaging } from "./dbt-staging-view.ts";
import { buildDuckDBDetailsView, buildPostgresDetailsView } from "./details-view.ts";
import { buildDuckDBView } from "./duckdb-view.ts";
import { buildIndexView } from "./index-view.ts";
import { buildModuleView } from "./module-view.ts";
import { buildPostgresView } from "./postgres-view.ts";
import { buildReferenceIndexView, buildReferenceView } from "./reference-view.ts";
import { buildSchemaView } from "./schema-view.ts";
import { buildTablesView } from "./tables-view.ts";
import type { Render } from "./templates.ts";

/** Text by path below `generated/`. */
export type Files = Map<string, string>;

/** Everything that is generated from the resources: all but api.ts. */
export function emitFiles(resources: ResourceModel[], render: Render, webhooks: readonly WebhookModel[] = []): Files {
  return new Map([...emitModules(resources, render), ...emitTexts(resources, render, webhooks)]);
}

/** What is TypeScript. */
export function emitModules(resources: ResourceModel[], render: Render): Files {
  return new Map([
    ...resources.map((resource): [string, string] => [`${resource.name}/${resource.name}.ts`, render("resource.ts", buildModuleView(resource))]),
    ["index.ts", render("index.ts", buildIndexView(resources))],
    ["tables.ts", render("tables.ts", buildTablesView(resources))],
    ["kysely.ts", render("kysely.ts", {})],
  ]);
}

/** What is not. */
export function emitTexts(resources: ResourceModel[], render: Render, webhooks: readonly WebhookModel[]): Files {
  return new Map([
    ...resources.flatMap((resource): [string, string][] => [
      [`${resource.name}/${resource.name}.duckdb.sql`, render("resource.duckdb.sql", buildDuckDBView(resource))],
      [`${resource.name}/${resource.name}.postgres.sql`, render("resource.postgres.sql", buildPostgresView(resource))],
      ...(hasDetails(resource) ? emitDetails(resource, render) : []),
    ]),
    ["SCHEMA.md", render("SCHEMA.md", buildSchemaView(resources, webhooks))],
  ]);
}

/** Files for another tool: their folder, and the folder without which nobody needs them. Both are below the root and end in `/`. */
export interface Companion {
  home: string;
  folder: string;
  files: Files;
}

/** What is generated outside of `generated/`, since other tools expect it in their own folders. */
export function emitCompanions(resources: ResourceModel[], render: Render): Companion[] {
  return [
    { home: "skills/lago-billing-sql/", folder: "skills/lago-billing-sql/references/tables/", files: emitReferences(resources, render) },
    { home: "dbt/", folder: "dbt/models/staging/", files: emitDbt(resources, render) },
  ];
}

/** The tables as dbt sources, and a view of each. */
function emitDbt(resources: ResourceModel[], render: Render): Files {
  return new Map([
    ["sources.yml", render("dbt-sources.yml", buildDbtSourcesView(resources))],
    ["staging.yml", render("dbt-staging.yml", buildDbtStagingPropertiesView(resources))],
    ...resources.flatMap((resource) =>
      listStaged(resource).map((table): [string, string] => [`${nameStaging(table)}.sql`, render("dbt-staging.sql", buildDbtStagingView(resource, table, resources))]),
    ),
  ]);
}

/** The tables for agents: an index, and a page for each resource. */
function emitReferences(resources: ResourceModel[], render: Render): Files {
  return new Map([
    ["index.md", render("reference-index.md", buildReferenceIndexView(resources))],
    ...resources.map((resource): [string, string] => [`${resource.name}.md`, render("reference.md", buildReferenceView(resource))]),
  ]);
}

function emitDetails(resource: ResourceModel, render: Render): [string, string][] {
  return [
    [`${resource.name}/${resource.name}.details.duckdb.sql`, render("details.duckdb.sql", buildDuckDBDetailsView(resource))],
    [`${resource.name}/${resource.name}.details.postgres.sql`, render("details.postgres.sql", buildPostgresDetailsView(resource))],
  ];
}
