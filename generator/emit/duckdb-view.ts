import { sqlType } from "../model/column-types.ts";
import { detailsTables, listTables } from "../model/details.ts";
import type { ColumnModel, Cursor, ResourceModel, TableModel } from "../model/types.ts";
import { listComments } from "./comments.ts";
import { quoteIdentifier } from "./identifiers.ts";
import { askedBy, belowRoot, headsOf, matchKey, requires } from "./keys.ts";
import { buildLifts } from "./lift.ts";

/** What `templates/resource.duckdb.sql.hbs` is given: every string is SQL as it stands in the file. */
export type DuckDBView = ReturnType<typeof buildDuckDBView>;

export function buildDuckDBView(resource: ResourceModel) {
  const [, ...tables] = resource.tables;
  const [, ...detailTables] = detailsTables(resource);
  return {
    ...buildStageView(resource, listTables(resource)),
    tables: resource.tables.map((each) => ({ name: quoteIdentifier(each.name), columns: columnDefinitions(each, resource) })),
    cursor: resource.cursor && cursorValue(resource.cursor),
    asked: askedBy(resource),
    below: tables.map((table) => belowRoot(table, resource)),
    details: detailTables.map((table) => belowRoot(table, resource)),
    lifts: buildLifts(resource, extractKey),
    comments: listComments(resource),
  };
}

function extractKey(json: string, key: string, type: ColumnModel["type"]): string {
  if (type === "uuid") return `TRY_CAST(${json} ->> ${key} AS UUID)`;
  return `CASE WHEN json_type(${json}, ${key}) NOT IN ('OBJECT', 'ARRAY') THEN ${json} ->> ${key} END`;
}

/** The statements that move staged records into the given tables of the resource. */
export function buildStageView(resource: ResourceModel, [root, ...children]: [TableModel, ...TableModel[]]) {
  const key = resource.primaryKey.map(quoteIdentifier);
  const skipped = quoteIdentifier(`skipped_${root.name}`);
  return {
    table: quoteIdentifier(root.name),
    stage: stageOf(root),
    skipped,
    known: quoteIdentifier(`known_${root.name}`),
    seen: quoteIdentifier(`seen_${root.name}`),
    heads: headsOf(resource),
    key: key.join(", "),
    match: matchKey("t", "s", resource),
    children: children.map((child) => ({
      ...belowRoot(child, resource),
      stage: stageOf(child),
      skipped,
      identity: child.identity.map(({ name }, index) => `"$${index + 1}" AS ${quoteIdentifier(name)}`).join(", "),
    })),
  };
}

function stageOf({ name }: TableModel): string {
  return quoteIdentifier(`stage_${name}`);
}

/** Times in the filter's format. */
function cursorValue({ column, granularity, expires }: Cursor) {
  const name = quoteIdentifier(column);
  const [type, write] =
    granularity === "date"
      ? ["DATE", (time: string) => `${time}::VARCHAR`]
      : ["TIMESTAMPTZ", (time: string) => `strftime(${time}, '%Y-%m-%dT%H:%M:%SZ')`];
  return {
    latest: write(`max(${name})`),
    past: `${name} <= $loaded_at::TIMESTAMPTZ${granularity === "date" ? "::DATE" : ""}`,
    oldest: expires ? write(`min(${name})`) : "",
    since: `${name} >= $since::${type}`,
  };
}

function columnDefinitions(table: TableModel, resource: ResourceModel): string[] {
  return [...table.identity, ...table.columns].map(
    (column) => `${quoteIdentifier(column.name)} ${sqlType(column.type, "duckdb")}${requires(resource, table, column) ? " NOT NULL" : ""}`,
  );
}
