import { readdirSync, readFileSync } from "node:fs";
import Handlebars from "handlebars";
import type { DbtSourcesView } from "./dbt-sources-view.ts";
import type { DbtStagingPropertiesView, DbtStagingView } from "./dbt-staging-view.ts";
import type { DuckDBDetailsView, PostgresDetailsView } from "./details-view.ts";
import type { DuckDBView } from "./duckdb-view.ts";
import type { IndexView } from "./index-view.ts";
import type { ModuleView } from "./module-view.ts";
import type { PostgresView } from "./postgres-view.ts";
import type { ReferenceIndexView, ReferenceView } from "./reference-view.ts";
import type { SchemaView } from "./schema-view.ts";
import type { TablesView } from "./tables-view.ts";

/** The templates, by the name of their output, with the view of each. */
interface Views {
  "resource.ts": ModuleView;
  "resource.duckdb.sql": DuckDBView;
  "resource.postgres.sql": PostgresView;
  "details.duckdb.sql": DuckDBDetailsView;
  "details.postgres.sql": PostgresDetailsView;
  "index.ts": IndexView;
  "SCHEMA.md": SchemaView;
  "tables.ts": TablesView;
  "kysely.ts": Record<string, never>;
  "reference-index.md": ReferenceIndexView;
  "reference.md": ReferenceView;
  "dbt-sources.yml": DbtSourcesView;
  "dbt-staging.yml": DbtStagingPropertiesView;
  "dbt-staging.sql": DbtStagingView;
}

export type Render = <Name extends keyof Views>(name: Name, view: Views[Name]) => string;

/**
 * Compiles the templates in `folder`; what two of them say alike is in its `parts/`. Strict, without escaping and with no helper but Handlebars' own: a template that
 * computes, or names what its view does not have, fails.
 */
export function createRender(folder: URL): Render {
  const handlebars = Handlebars.create();
  const parts = new URL("parts/", folder);
  for (const file of readdirSync(parts)) handlebars.registerPartial(file.replace(/\.hbs$/, ""), readFileSync(new URL(file, parts), "utf8"));
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (name, view) => {
    const template =
      compiled.get(name) ??
      handlebars.compile(readFileSync(new URL(`${name}.hbs`, folder), "utf8"), { strict: true, noEscape: true, knownHelpersOnly: true });
    compiled.set(name, template);
    return template(view);
  };
}
