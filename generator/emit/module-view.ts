import { nameExport, nameType } from "../model/names.ts";
import type { Change, ColumnModel, ResourceModel } from "../model/types.ts";

/** What `templates/resource.ts.hbs` is given: every string is TypeScript as it stands in the file. */
export type ModuleView = ReturnType<typeof buildModuleView>;

export function buildModuleView(resource: ResourceModel) {
  const { name, operationId, path, scopes, selector, recordsAt, record, paginator, snapshot, loose, repeats, optional, primaryKey, nullableKey, parent, single, query, cursor, feed, changes, webhooks, count, partOf } = resource;
  const exportName = nameExport(name);
  const contract = snapshot !== undefined ? "Snapshot" : recordsAt ? "ListAt" : "List";
  return {
    exportName,
    typeName: nameType(name),
    apiTypes: record === undefined ? "paths" : "components, paths",
    contractTypes: [contract, ...(record === undefined ? ["RecordOf"] : []), "Resource"].sort().join(", "),
    recordComment: commentOnRecord(resource),
    recordType: record === undefined ? `RecordOf<typeof ${exportName}>` : `components["schemas"][${text(record)}]`,
    comment: commentOnResource(resource),
    listType: `${contract}<paths, ${[path, recordsAt ?? selector].map(literal).join(", ")}${scopes.length > 0 ? `, ${scopes.map(text).join(" | ")}` : ""}>`,
    name: text(name),
    operationId: text(operationId),
    path: text(path),
    scopes: literal(scopes),
    selector: text(selector),
    paginator: text(paginator),
    primaryKey: literal(primaryKey),
    optional: [
      ...(recordsAt ? [`recordsAt: ${literal(recordsAt)},`] : []),
      ...(nullableKey.length > 0 ? [`nullableKey: ${literal(nullableKey)},`] : []),
      ...(parent ? [`parent: ${literal(parent)},`] : []),
      ...(single ? [`single: ${literal(single)},`] : []),
      ...(query ? [`query: ${literal(query)},`] : []),
      ...(snapshot === undefined ? [] : [`snapshot: ${text(snapshot)},`]),
      ...(loose ? [`loose: ${text(loose)},`] : []),
      ...(repeats ? ["repeats: true,"] : []),
      ...(optional ? [`optional: ${literal(optional)},`] : []),
      ...(cursor ? [`cursor: ${literal(cursor)},`] : []),
      ...(feed ? [`feed: ${literal(feed)},`] : []),
      ...(changes ? writeChanges("changes", changes) : []),
      ...(webhooks ? writeChanges("webhooks", webhooks) : []),
    ],
    count: text(count),
    reslice: String(partOf !== undefined),
    tables: resource.tables.map((table) => ({
      name: text(table.name),
      arrays: literal(table.arrays),
      optional: [
        ...(table.description === undefined ? [] : [`description: ${text(table.description)},`]),
        ...(table.details ? ["details: true,"] : []),
        ...(table.renamedFrom === undefined ? [] : [`renamedFrom: ${text(table.renamedFrom)},`]),
      ],
      columns: table.columns.map(writeColumn),
    })),
  };
}

function writeChanges(name: string, changes: readonly Change[]): string[] {
  return [`${name}: [`, ...changes.map((change) => `  ${literal(change)},`), "],"];
}

function writeColumn({ name, type, path, references, liftedFrom, details, renamedFrom, description, values, unit, currency, personal, finer }: ColumnModel): string {
  return literal({
    name,
    type,
    ...(path && { path }),
    ...(references !== undefined && { references }),
    ...(liftedFrom !== undefined && { liftedFrom }),
    ...(details && { details }),
    ...(renamedFrom !== undefined && { renamedFrom }),
    ...(unit !== undefined && { unit }),
    ...(currency !== undefined && { currency }),
    ...(personal && { personal }),
    ...(finer && { finer }),
    ...(values !== undefined && { values }),
    ...(description !== undefined && { description }),
  });
}

function commentOnRecord({ path, documentation }: ResourceModel): string {
  return `A record of \`GET ${path}\`${documentation === undefined ? "" : `: ${documentation}`}`;
}

function commentOnResource({ path, parent, primaryKey, snapshot, tables: [{ description }] }: ResourceModel): string {
  const asked = parent ? `, read for each row of \`${parent.resource}\`` : "";
  const key = primaryKey.length > 0 ? `Key: ${primaryKey.map((name) => `\`${name}\``).join(", ")}.` : "No lasting key: a load replaces the table.";
  return `${description === undefined ? "" : `${description} `}${snapshot === undefined ? "All of" : "The response to"} \`GET ${path}\`${asked}. ${key}`;
}

function text(value: string): string {
  return JSON.stringify(value);
}

/** A value as TypeScript source, on one line. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${/^[a-zA-Z_]\w*$/.test(key) ? key : JSON.stringify(key)}: ${literal(member)}`);
  return `{ ${members.join(", ")} }`;
}
