import type { ColumnModel, ColumnType, ResourceModel, TableModel } from "../model/types.ts";
import { describeColumn } from "./comments.ts";
import { quoteIdentifier } from "./identifiers.ts";
import { flow } from "./yaml.ts";

/** What `templates/dbt-sources.yml.hbs` is given: every string is YAML as it stands in the file, each column one line. */
export type DbtSourcesView = ReturnType<typeof buildDbtSourcesView>;

export function buildDbtSourcesView(resources: ResourceModel[]) {
  const targets = new Map(resources.filter(isLoadedByDefault).flatMap(({ name, tables: [root] }) => root.columns.map((column) => [`${name}.${column.name}`, column.type])));
  return {
    tables: resources.flatMap((resource) =>
      resource.tables.map((table) => ({
        name: table.name,
        description: flow([table.description ?? `Rows of ${resource.name}.`, ...(table.details ? ["Filled with --details."] : [])].join(" ")),
        enabled: `var('lago_using_${resource.name}', '${resource.name}' in var('lago_resources', [${isLoadedByDefault(resource) ? `'${resource.name}'` : ""}]))`,
        // Rows of a child table come with their record.
        resource: table.identity.length === 0 ? resource.name : false,
        key: listKey(resource, table),
        columns: [...table.identity.map((column) => viewIdentity(column.name, column.type)), ...table.columns.map((column) => viewColumn(column, resource, table, targets))],
      })),
    ),
  };
}

/** Whether a load without names fills the tables: the same rule as `selectResources` of the command line. */
export function isLoadedByDefault({ snapshot, partOf }: ResourceModel): boolean {
  return snapshot === undefined && partOf === undefined;
}

/** The columns of a composite key; a key of one column is tested at the column. */
function listKey({ primaryKey }: ResourceModel, { identity }: TableModel): string | false {
  const names = identity.length > 0 ? identity.map(({ name }) => name) : primaryKey;
  return names.length > 1 ? flow(names) : false;
}

function viewIdentity(name: string, type: ColumnType): string {
  return flow({ name, data_type: TYPES[type], ...quoting(name) });
}

function viewColumn(column: ColumnModel, { primaryKey }: ResourceModel, { identity }: TableModel, targets: ReadonlyMap<string, ColumnType>): string {
  const { name, type, values, references } = column;
  const description = describeColumn(column);
  const isKey = identity.length === 0 && primaryKey.length === 1 && primaryKey[0] === name;
  const tests = [
    ...(isKey ? ["unique", "not_null"] : []),
    ...(values === undefined || type !== "text" ? [] : [{ accepted_values: { arguments: { values }, config: WARNING } }]),
    // Where a reference leads to what is not loaded, nothing can be said of it.
    ...(references === undefined || !targets.has(references) ? [] : [testReference(references, targets.get(references) === type)]),
  ];
  return flow({ name, data_type: TYPES[type], ...(description !== "" && { description }), ...quoting(name), ...(tests.length > 0 && { data_tests: tests }) });
}

/** dbt's own test compares columns of one type only. */
function testReference(references: string, isSameType: boolean): object {
  const [table, field] = references.split(".");
  return { [isSameType ? "relationships" : "lago.refers_to_text"]: { arguments: { to: `source('lago', '${table}')`, field }, config: WARNING } };
}

/** Lago sends values that its spec does not name, and keeps references to what it has deleted. */
const WARNING = { severity: "warn" };

function quoting(name: string): { quote?: true } {
  return quoteIdentifier(name) === name ? {} : { quote: true };
}

/** Names that DuckDB and Postgres both know. */
const TYPES: Readonly<Record<ColumnType, string>> = {
  integer: "bigint",
  boolean: "boolean",
  uuid: "uuid",
  timestamp: "timestamptz",
  date: "date",
  decimal: "numeric",
  number: "double precision",
  text: "text",
  json: "json",
};
