import { detailsTables, listTables } from "../model/details.ts";
import type { ResourceModel } from "../model/types.ts";
import { buildStageView as buildDuckDBStageView } from "./duckdb-view.ts";
import { escapeLiteral, quoteIdentifier } from "./identifiers.ts";
import { buildStageView as buildPostgresStageView } from "./postgres-view.ts";

/** What `templates/details.duckdb.sql.hbs` is given: every string is SQL as it stands in the file. */
export type DuckDBDetailsView = ReturnType<typeof buildDuckDBDetailsView>;
/** The same for `templates/details.postgres.sql.hbs`. */
export type PostgresDetailsView = ReturnType<typeof buildPostgresDetailsView>;

export function buildDuckDBDetailsView(resource: ResourceModel) {
  return { ...buildDuckDBStageView(resource, detailsTables(resource)), ...buildDetailsView(resource) };
}

export function buildPostgresDetailsView(resource: ResourceModel) {
  return { ...buildPostgresStageView(resource, detailsTables(resource)), ...buildDetailsView(resource) };
}

function buildDetailsView(resource: ResourceModel) {
  const [root] = detailsTables(resource);
  const [key] = resource.primaryKey;
  const of = quoteIdentifier(key!);
  return {
    resource: escapeLiteral(resource.name),
    of,
    match: `t.${of} = s.${of}`,
    names: root.columns.map(({ name }) => quoteIdentifier(name)),
    filled: root.columns.filter(({ details }) => details).map(({ name }) => `${quoteIdentifier(name)} = s.${quoteIdentifier(name)}`).join(", "),
    /** What the list says of a record: of each table, whose row it is and what it has. */
    says: listTables(resource).map(({ name, identity, columns }) => ({
      table: quoteIdentifier(name),
      key: quoteIdentifier(identity.find(({ kind }) => kind === "root")?.name ?? key!),
      // A key that is lifted out of JSON says nothing that the JSON does not.
      columns: [...identity, ...columns.filter(({ liftedFrom }) => liftedFrom === undefined)].map((column) => quoteIdentifier(column.name)),
    })),
    asked: resource.single!.bind.map(({ column }) => quoteIdentifier(column)),
  };
}
