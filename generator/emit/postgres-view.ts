import { sqlType } from "../model/column-types.ts";
import { detailsTables, listTables } from "../model/details.ts";
import type { ColumnModel, Cursor, ResourceModel, TableModel } from "../model/types.ts";
import { listComments } from "./comments.ts";
import { quoteIdentifier } from "./identifiers.ts";
import { listIndexes } from "./indexes.ts";
import { askedBy, belowRoot, headsOf, matchKey, requires } from "./keys.ts";
import { buildLifts } from "./lift.ts";

/** What `templates/resource.postgres.sql.hbs` is given: every string is SQL as it stands in the file. */
export type PostgresView = ReturnType<typeof buildPostgresView>;

export function buildPostgresView(resource: ResourceModel) {
  const [, ...tables] = resource.tables;
  const [details, ...detailTables] = detailsTables(resource);
  return {
    ...buildStageView(resource, listTables(resource)),
    tables: resource.tables.map((table) => ({
      name: quoteIdentifier(table.name),
      columns: columnDefinitions(table, resource),
      key: (table.identity.length > 0 ? table.identity : resource.primaryKey.map((name) => ({ name }))).map(({ name }) => quoteIdentifier(name)).join(", "),
      unique: resource.nullableKey.length > 0 ? "UNIQUE NULLS NOT DISTINCT" : "PRIMARY KEY",
    })),
    left: details.columns.filter((column) => column.details).map(({ name }) => quoteIdentifier(name)),
    cursor: resource.cursor && cursorValue(resource.cursor),
    asked: askedBy(resource),
    below: tables.map((table) => belowRoot(table, resource)),
    details: detailTables.map((table) => belowRoot(table, resource)),
    lifts: buildLifts(resource, extractKey),
    comments: listComments(resource),
    indexes: listIndexes(resource),
  };
}

function extractKey(json: string, key: string, type: ColumnModel["type"]): string {
  if (type === "uuid") return `CASE WHEN ${json} ->> ${key} ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (${json} ->> ${key})::uuid END`;
  return `CASE WHEN jsonb_typeof(${json} -> ${key}) NOT IN ('object', 'array') THEN ${json} ->> ${key} END`;
}

/** The statements that move staged records into the given tables of the resource. */
export function buildStageView(resource: ResourceModel, tables: [TableModel, ...TableModel[]]) {
  const [root, ...children] = tables;
  const key = resource.primaryKey.map(quoteIdentifier);
  return {
    table: quoteIdentifier(root.name),
    stage: stageOf(root),
    seen: quoteIdentifier(`seen_${root.name}`),
    arrived: quoteIdentifier(`arrived_${root.name}`),
    heads: headsOf(resource),
    staged: tables.map((table) => ({ name: quoteIdentifier(table.name), stage: stageOf(table) })),
    columns: root.columns.map(({ name }) => quoteIdentifier(name)),
    updated: root.columns.filter(({ name }) => !resource.primaryKey.includes(name)).map(({ name }) => quoteIdentifier(name)),
    key: key.join(", "),
    match: matchKey("t", "s", resource),
    sameKey: matchKey("s", "d", resource),
    children: children.map((child, index) => ({
      ...belowRoot(child, resource),
      stage: stageOf(child),
      gone: `gone_${index + 1}`,
      columns: [...child.identity, ...child.columns].map(({ name }) => quoteIdentifier(name)),
    })),
  };
}

/** Times in the filter's format. */
function cursorValue({ column, granularity, expires }: Cursor) {
  const name = quoteIdentifier(column);
  const [type, write] =
    granularity === "date"
      ? ["date", (time: string) => `${time}::text`]
      : ["timestamptz", (time: string) => `to_char(${time}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`];
  return {
    column: name,
    type,
    latest: write(`max(${name})`),
    past: `${name} <= $1::timestamptz${granularity === "date" ? "::date" : ""}`,
    oldest: expires ? write(`min(${name})`) : "",
  };
}

/** Postgres truncates it to 63 bytes, always in the same way; `createNames` keeps the rest unique. */
function stageOf({ name }: TableModel): string {
  return quoteIdentifier(`stage_${name}`);
}

function columnDefinitions(table: TableModel, resource: ResourceModel): string[] {
  return [...table.identity, ...table.columns].map(
    (column) => `${quoteIdentifier(column.name)} ${sqlType(column.type, "postgres")}${requires(resource, table, column) ? " NOT NULL" : ""}`,
  );
}
