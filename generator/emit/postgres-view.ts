import { sqlType } from "../model/column-types.ts";
import type { ResourceModel, TableModel } from "../model/types.ts";
import { quoteIdentifier } from "./identifiers.ts";

/** What `templates/resource.postgres.sql.hbs` is given: every string is SQL as it stands in the file. */
export type PostgresView = ReturnType<typeof buildPostgresView>;

export function buildPostgresView(resource: ResourceModel) {
  const [root, ...children] = resource.tables;
  const key = resource.primaryKey.map(quoteIdentifier);
  return {
    table: quoteIdentifier(root.name),
    stage: stageOf(root),
    tables: resource.tables.map((table) => ({
      name: quoteIdentifier(table.name),
      stage: stageOf(table),
      columns: columnDefinitions(table, resource),
      primaryKey: (table.identity.length > 0 ? table.identity.map(({ name }) => quoteIdentifier(name)) : key).join(", "),
    })),
    columns: root.columns.map(({ name }) => quoteIdentifier(name)),
    updated: root.columns.filter(({ name }) => !resource.primaryKey.includes(name)).map(({ name }) => quoteIdentifier(name)),
    key: key.join(", "),
    sameKey: key.map((name) => `s.${name} = d.${name}`).join(" AND "),
    children: children.map((child, index) => ({
      table: quoteIdentifier(child.name),
      stage: stageOf(child),
      gone: `gone_${index + 1}`,
      columns: [...child.identity, ...child.columns].map(({ name }) => quoteIdentifier(name)),
      match: child.identity
        .filter(({ kind }) => kind === "root")
        .map(({ name, of }) => `c.${quoteIdentifier(name)} = s.${quoteIdentifier(of!)}`)
        .join(" AND "),
    })),
  };
}

/** Postgres cuts it to 63 bytes, everywhere alike; `createNames` keeps what is left apart. */
function stageOf({ name }: TableModel): string {
  return quoteIdentifier(`stage_${name}`);
}

function columnDefinitions({ identity, columns }: TableModel, { primaryKey }: ResourceModel): string[] {
  return [
    ...identity.map(({ name, type }) => `${quoteIdentifier(name)} ${sqlType(type, "postgres")} NOT NULL`),
    ...columns.map(({ name, type }) => {
      const isKey = identity.length === 0 && primaryKey.includes(name);
      return `${quoteIdentifier(name)} ${sqlType(type, "postgres")}${isKey ? " NOT NULL" : ""}`;
    }),
  ];
}
