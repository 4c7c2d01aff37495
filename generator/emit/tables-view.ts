import type { ColumnModel, IdentityColumn, ResourceModel, TableModel } from "../model/types.ts";
import { describeColumn } from "./comments.ts";
import { requires } from "./keys.ts";

/** What `templates/tables.ts.hbs` is given: every string is TypeScript as it stands in the file. */
export type TablesView = ReturnType<typeof buildTablesView>;

export function buildTablesView(resources: ResourceModel[]) {
  return {
    tables: resources.flatMap((resource) =>
      resource.tables.map((table) => ({
        comment: table.description === undefined ? "" : comment(table.description),
        name: property(table.name),
        system: table.identity.length === 0 && resource.primaryKey.length > 0 ? "HashColumn<V> & SystemColumns<V>" : "SystemColumns<V>",
        columns: [...table.identity, ...table.columns].map((column) => viewColumn(resource, table, column)),
      })),
    ),
  };
}

function viewColumn(resource: ResourceModel, table: TableModel, column: ColumnModel | IdentityColumn) {
  const values = "values" in column ? column.values : undefined;
  const type = values === undefined || column.type !== "text" ? `V["${column.type}"]` : `Known<${values.map((value) => JSON.stringify(value)).join(" | ")}>`;
  const text = "kind" in column ? "" : describeColumn(column);
  return { comment: text === "" ? "" : comment(text), line: `${property(column.name)}: ${type}${requires(resource, table, column) ? "" : " | null"};` };
}

function property(name: string): string {
  return /^[a-zA-Z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function comment(text: string): string {
  return `/** ${text.replaceAll("*/", "*\\/")} */`;
}
