import type { ResourceModel } from "../model/types.ts";
import { viewTable } from "./schema-view.ts";

/** What `templates/reference.md.hbs` is given: every string is Markdown as it stands in the file. */
export type ReferenceView = ReturnType<typeof buildReferenceView>;

/** The tables of one resource, for people who write SQL. SCHEMA.md says how loads fill them. */
export function buildReferenceView({ name, primaryKey, tables }: ResourceModel) {
  return {
    name,
    tables: tables.map((table) => ({
      ...viewTable(table),
      key: listKey(table.identity.length > 0 ? table.identity.map((column) => column.name) : primaryKey),
    })),
  };
}

/** What `templates/reference-index.md.hbs` is given. */
export type ReferenceIndexView = ReturnType<typeof buildReferenceIndexView>;

export function buildReferenceIndexView(resources: ResourceModel[]) {
  return {
    tables: resources.flatMap((resource) =>
      buildReferenceView(resource).tables.map(({ name, facts, key }) => ({ name, facts, key, file: `${resource.name}.md` })),
    ),
  };
}

function listKey(names: readonly string[]): string {
  return names.length === 0 ? "none: each load replaces the rows" : names.map((name) => `\`${name}\``).join(", ");
}
