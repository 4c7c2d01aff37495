import { findIndexes } from "../emit/indexes.ts";
import type { ResourceModel, TableModel } from "../model/types.ts";
import { type Change, describeChange } from "./change.ts";

/** The Postgres indexes that a table gained or lost. A renamed column keeps its index. */
export function compareIndexes(before: { resource: ResourceModel; table: TableModel }, after: { resource: ResourceModel; table: TableModel }): Change[] {
  const [was, is] = [listIndexed(before), listIndexed(after)];
  const formerName = (column: string) => (was.includes(column) ? column : after.table.columns.find(({ name }) => name === column)?.renamedFrom);
  const kept = is.map(formerName);
  const place = { resource: after.resource.name, table: after.table.name };
  return [
    ...is.filter((_, index) => !was.includes(kept[index]!)).map((column) => describeChange("index-added", { ...place, column })),
    ...was.filter((column) => !kept.includes(column)).map((column) => describeChange("index-removed", { ...place, column })),
  ];
}

function listIndexed({ resource, table }: { resource: ResourceModel; table: TableModel }): string[] {
  return findIndexes(resource).filter((index) => index.table === table.name).map(({ column }) => column);
}
