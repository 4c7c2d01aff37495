import { COLUMN_TYPES, sqlType } from "../model/column-types.ts";
import type { Change, ColumnModel, Cursor, IdentityColumn, Parent, ResourceModel, TableModel, Watch } from "../model/types.ts";

/** What `templates/SCHEMA.md.hbs` is given: every string is Markdown as it stands in the file. */
export type SchemaView = ReturnType<typeof buildSchemaView>;

export function buildSchemaView(resources: ResourceModel[]) {
  return {
    types: COLUMN_TYPES.map((type) => ({ type, duckdb: sqlType(type, "duckdb"), postgres: sqlType(type, "postgres") })),
    resources: resources.map((resource) => ({
      name: resource.name,
      path: resource.path,
      key: codes(resource.primaryKey) || "–",
      strategy: resource.primaryKey.length === 0 ? "replace" : resource.cursor ? "window" : resource.parent?.watch ? "watch" : "full",
      children: resource.tables.length - 1 || "–",
      facts: describe(resource),
      tables: resource.tables.map(viewTable),
    })),
  };
}

function describe({ path, selector, paginator, scopes, documentation, primaryKey, parent, partOf, cursor, changes, changesMissed, query, filters }: ResourceModel): string[] {
  return [
    `\`GET ${path}\`, records in \`${selector}\`, ${paginator === "page_number" ? "page by page" : "all in one answer"}`,
    ...(documentation === undefined ? [] : [`Lago's page: <${documentation}>`]),
    primaryKey.length > 0 ? `Key: ${codes(primaryKey)}` : "Without a lasting key: a load replaces the table",
    ...(parent ? [describeParent(parent), ...(parent.watch ? describeWatch(parent.watch) : [])] : []),
    ...(partOf === undefined ? [] : [`The same rows come inside \`${partOf}\`, so this is not loaded unless asked for`]),
    ...(cursor ? describeCursor(cursor) : []),
    ...(changes ? [describeChanges(changes, parent)] : []),
    ...(changesMissed === undefined ? [] : [`No activity tells of: ${changesMissed}`]),
    ...Object.entries(query ?? {}).map(([name, values]) => `Always sent: \`${name}\` = ${codes([values].flat())}`),
    ...(scopes.length > 0 ? [`Slices: ${codes(scopes.map((scope) => `GET ${scope}`))}`] : []),
    ...(filters.length > 0 ? [`Filters: ${codes(filters)}`] : []),
  ];
}

function describeParent({ resource, bind, where }: Parent): string {
  const parameters = bind.map(({ parameter, in: place, column, as }) => {
    const name = place === "path" ? `{${parameter}}` : `?${parameter}`;
    return `\`${name}\` is its \`${column}\`${as === undefined ? "" : `, kept as \`${as}\``}`;
  });
  const condition = where ? ` with \`${where.column}\` = \`${where.equals}\`` : "";
  return `Asked for each row of \`${resource}\`${condition}: ${parameters.join("; ")}`;
}

function describeWatch({ columns, lookbackDays, why }: Watch): string[] {
  const changed = columns.length > 0 ? ` or changed in ${codes([...columns])}` : "";
  return [`Watch: between full reads asked for rows that are new${changed}, and ${lookbackDays} ${lookbackDays === 1 ? "day" : "days"} longer`, `Why: ${why}`];
}

function describeCursor({ column, from, to, inclusive, granularity, lookbackDays, also = [], why }: Cursor): string[] {
  const filters = (names: { from: string; to?: string | undefined }) => codes([names.from, names.to].filter((name) => name !== undefined));
  return [
    `Window: \`${column}\`, asked for with ${filters({ from, to })} (${inclusive ? "inclusive" : "exclusive"}, to the ${granularity === "date" ? "day" : "second"}), reaching ${lookbackDays} days back`,
    ...also.map((other) => `Window besides: \`${other.column}\`, asked for with ${filters(other)}`),
    ...(why === undefined ? [] : [`Why: ${why}`]),
  ];
}

function describeChanges(changes: readonly Change[], parent: Parent | undefined): string {
  const parts = changes.map(({ of, by, column, filter }) => {
    const same = filter !== undefined ? `?${filter}` : parent ? `${parent.resource}.${column}` : column;
    return `${codes([...of])}, whose \`${by.join(".")}\` is \`${same}\``;
  });
  return `With \`--changes\`, asked for after activities of ${parts.join("; of ")}`;
}

function viewTable({ name, fullName, identity, columns }: TableModel) {
  return {
    name,
    fullName: fullName ?? "",
    columns: [
      ...identity.map((column) => ({ name: column.name, type: column.type, note: noteIdentity(column) })),
      ...columns.map((column) => ({ name: column.name, type: column.type, note: noteColumn(column) })),
    ],
  };
}

function noteIdentity({ kind, of }: IdentityColumn): string {
  return kind === "root" ? `the record's \`${of}\`` : "position in the array, from 0";
}

function noteColumn({ name, fullName, path, references }: ColumnModel): string {
  const source = path?.join("__") ?? name;
  return [
    ...(path === undefined ? ["from the parent"] : []),
    ...(references === undefined ? [] : [`→ \`${references}\``]),
    ...(fullName !== undefined || source !== name ? [`short for \`${fullName ?? source}\``] : []),
  ].join(", ");
}

function codes(names: string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
