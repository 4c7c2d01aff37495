import { sqlType } from "../model/column-types.ts";
import { detailsTables, listTables } from "../model/details.ts";
import type { ColumnType, Cursor, ResourceModel, TableModel } from "../model/types.ts";
import { escapeLiteral, quoteIdentifier } from "./identifiers.ts";
import { belowRoot, equals, requires } from "./keys.ts";
import { buildRecordTree, findChildren, type RecordTree } from "./record-tree.ts";

/** What `templates/resource.duckdb.sql.hbs` is given: every string is SQL as it stands in the file. */
export type DuckDBView = ReturnType<typeof buildDuckDBView>;

export function buildDuckDBView(resource: ResourceModel) {
  const [root, ...tables] = resource.tables;
  const [details, ...detailTables] = detailsTables(resource);
  const left = details.columns.filter((column) => column.details).map(({ name }) => quoteIdentifier(name));
  return {
    ...buildStageView(resource, listTables(resource)),
    tables: resource.tables.map((each) => ({ name: quoteIdentifier(each.name), columns: columnDefinitions(each, resource) })),
    shape: left.length > 0 ? `t.* EXCLUDE (${left.join(", ")})` : "t.*",
    cursor: resource.cursor && cursorValue(resource.cursor),
    below: tables.map((table) => belowRoot(table, resource)),
    details: detailTables.map((table) => belowRoot(table, resource)),
  };
}

/** How the records of pages come into staging, and from there into the given tables of the resource. */
export function buildStageView(resource: ResourceModel, tables: [TableModel, ...TableModel[]]) {
  const [root, ...children] = tables;
  const table = quoteIdentifier(root.name);
  const stage = quoteIdentifier(`stage_${root.name}`);
  const tree = buildRecordTree(root, tables);
  const key = resource.primaryKey.map(quoteIdentifier);
  const parentKeys = root.columns.filter(({ path }) => path === undefined).map(({ name }) => quoteIdentifier(name));
  const arrays = findChildren(root, tables).map(({ arrays: [path] }) => ({ name: stagedArray(path!), value: tree.access(path!) }));
  return {
    table,
    stage,
    records: quoteIdentifier(`${root.name}_records`),
    selector: quoteIdentifier(resource.selector),
    opening: escapeLiteral(`{${JSON.stringify(resource.selector)}:[{`),
    structure: tree.lines.map(escapeLiteral),
    parameters: ["pages", ...parentKeys].join(", "),
    carried: parentKeys.map((name) => `, p.${name}`).join(""),
    lists: ["unnest(pages::BLOB[]) AS page", ...parentKeys.map((name) => `unnest(${name}::VARCHAR[]) AS ${name}`)].join(", "),
    noPages: ["[]", ...parentKeys.map(() => "[]")].join(", "),
    boundPages: ["$pages", ...parentKeys.map((name) => `$${name.replaceAll('"', "")}`)].join(", "),
    arrays,
    columns: root.columns.map((column) => columnValue(column, tree)),
    decimals: decimalsOf(root),
    key: key.join(", "),
    match: key.map((name) => `t.${name} ${equals(resource)} s.${name}`).join(" AND "),
    children: children.map((child) => buildChildView(child, resource, tables, stage)),
  };
}

/** Times in the form that the filter takes. */
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

function buildChildView(child: TableModel, resource: ResourceModel, tables: TableModel[], stage: string) {
  const tree = buildRecordTree(child, tables);
  return {
    ...belowRoot(child, resource),
    identity: child.identity.map(({ name }) => quoteIdentifier(name)),
    columns: child.columns.map((column) => columnValue(column, tree)),
    decimals: decimalsOf(child),
    from: unnestLevels(child, tables, stage),
  };
}

function columnDefinitions(table: TableModel, resource: ResourceModel): string[] {
  return [...table.identity, ...table.columns].map(
    (column) => `${quoteIdentifier(column.name)} ${sqlType(column.type, "duckdb")}${requires(resource, table, column) ? " NOT NULL" : ""}`,
  );
}

/** Everything comes as text. Converted here and not by the INSERT, which would carry all columns once more through the engine. */
function columnValue({ name, path, type }: TableModel["columns"][number], tree: RecordTree): string {
  const column = quoteIdentifier(name);
  const value = path === undefined ? column : tree.access(path);
  const typed = AS_READ.has(type) ? value : `${value}::${sqlType(type, "duckdb")}`;
  return typed === column ? column : `${typed} AS ${column}`;
}

/** What is text until it is in the table, and what the JSON reader makes JSON of. */
const AS_READ: ReadonlySet<ColumnType> = new Set(["text", "json", "decimal"]);

/** Decimals stay text until they are in a column of their own: DuckDB's own conversion is a hundred times slower. */
function decimalsOf({ columns }: TableModel): string[] {
  return columns.filter(({ type }) => type === "decimal").map(({ name }) => quoteIdentifier(name));
}

/** Staging keeps an array as it came, until its records are known to be the last of their key. */
function stagedArray(path: string[]): string {
  return `"${path.join("__").replaceAll('"', '""')}[]"`;
}

/** A SELECT for each level of arrays, around the one for the level before. */
function unnestLevels(child: TableModel, tables: TableModel[], stage: string): string[] {
  const roots = child.identity.filter(({ kind }) => kind === "root");
  const indexes = child.identity.filter(({ kind }) => kind === "index").map(({ name }) => quoteIdentifier(name));
  const [outermost, ...inner] = findAncestors(child, tables);
  const outer = [
    selectElements(roots.map(({ name, of }) => `${quoteIdentifier(of!)} AS ${quoteIdentifier(name)}`), stagedArray(outermost!.path), indexes[0]!),
    `FROM ${stage}`,
  ];
  return inner.reduce((before, { parent, path }, level) => {
    const carried = [...roots.map(({ name }) => quoteIdentifier(name)), ...indexes.slice(0, level + 1)];
    const array = buildRecordTree(parent, tables).access(path);
    return [selectElements(carried, array, indexes[level + 1]!), "FROM (", ...before.map((line) => `  ${line}`), ")"];
  }, outer);
}

function selectElements(carried: string[], array: string, index: string): string {
  return `SELECT ${carried.join(", ")}, unnest(${array}) AS r, generate_subscripts(${array}, 1) - 1 AS ${index}`;
}

/** For each level of arrays: the table whose rows have the array, and the path to it. */
function findAncestors({ arrays }: TableModel, tables: TableModel[]): { parent: TableModel; path: string[] }[] {
  return arrays.map((path, level) => {
    const outer = JSON.stringify(arrays.slice(0, level));
    return { parent: tables.find((table) => JSON.stringify(table.arrays) === outer)!, path };
  });
}
