import type { ColumnModel, ColumnType, ResourceModel, TableModel } from "../model/types.ts";
import { type Change, describeChange } from "./change.ts";
import { compareIndexes } from "./compare-indexes.ts";
import { compareMeaning } from "./compare-meaning.ts";
import { CONVERSIONS, WIDENINGS } from "./conversions.ts";
import type { RuleId } from "./rules.ts";

/** The differences of a resource's tables, in the order of the newer model, with removed ones last. */
export function compareTables(before: ResourceModel, after: ResourceModel): Change[] {
  const resource = after.name;
  const pairs = after.tables.map((table) => ({ table, earlier: findEarlier(table, before.tables) }));
  const kept = new Set(pairs.map(({ earlier }) => earlier));
  return [
    ...pairs.flatMap(({ table, earlier }) => {
      if (earlier === undefined) return [describeChange("table-added", { resource, table: table.name, after: countColumns(table), columns: listColumns(table) })];
      const isRenamedChild = earlier.name !== table.name && table.arrays.length > 0;
      return [
        ...(isRenamedChild ? [describeChange("table-renamed", { resource, table: table.name, before: earlier.name, after: table.name })] : []),
        ...compareFilling({ resource, table: table.name }, earlier, table),
        ...compareMeaning({ resource, table: table.name }, pickDescription(earlier), pickDescription(table)),
        ...compareColumns(resource, earlier, table),
        ...compareIndexes({ resource: before, table: earlier }, { resource: after, table }),
      ];
    }),
    ...before.tables.filter((table) => !kept.has(table)).map((table) => describeChange("table-removed", { resource, table: table.name, before: countColumns(table) })),
  ];
}

/** The table of the same name, or with the declared former name. */
function findEarlier<T extends { name: string; renamedFrom?: string }>({ name, renamedFrom }: T, before: T[]): T | undefined {
  return before.find((earlier) => earlier.name === name) ?? before.find((earlier) => earlier.name === renamedFrom);
}

function compareColumns(resource: string, before: TableModel, after: TableModel): Change[] {
  const place = { resource, table: after.name };
  const pairs = after.columns.map((column) => ({ column, earlier: findEarlier(column, before.columns) }));
  const kept = new Set(pairs.map(({ earlier }) => earlier));
  return [
    ...pairs.flatMap(({ column, earlier }) =>
      earlier ? compareColumn(place, earlier, column) : [describeChange(column.liftedFrom === undefined ? "column-added" : "key-lifted", { ...place, column: column.name, after: column.type })],
    ),
    ...before.columns
      .filter((column) => !kept.has(column))
      .map((column) => describeChange("column-removed", { ...place, column: column.name, before: column.type })),
  ];
}

function compareColumn(place: Pick<Change, "resource" | "table">, before: ColumnModel, after: ColumnModel): Change[] {
  const column = after.name;
  const change = (rule: RuleId, facts: Pick<Change, "before" | "after"> = {}) => describeChange(rule, { ...place, column, ...facts });
  const values = (model: ColumnModel) => model.enum ?? [];
  // A property that began or ceased to name its values has gained or lost none of them.
  const named = before.enum !== undefined && after.enum !== undefined;
  const isRenamed = before.name !== after.name;
  return [
    ...(isRenamed ? [change("column-renamed", { before: before.name, after: after.name })] : []),
    ...(!isRenamed && formatSource(before) !== formatSource(after) ? [change("column-moved", { before: formatSource(before), after: formatSource(after) })] : []),
    ...(before.type !== after.type ? [change(nameTypeRule(before.type, after.type), { before: before.type, after: after.type })] : []),
    ...compareFilling({ ...place, column }, before, after),
    ...(before.enum === undefined && after.enum !== undefined ? [change("enum-added", { after: summarize(after.enum) })] : []),
    ...(before.enum !== undefined && after.enum === undefined ? [change("enum-removed", { before: summarize(before.enum) })] : []),
    ...(!before.nullable && after.nullable ? [change("column-now-nullable")] : []),
    ...(before.nullable && !after.nullable ? [change("column-no-longer-nullable")] : []),
    ...(named ? values(after).filter((value) => !values(before).includes(value)).map((value) => change("enum-value-added", { after: value })) : []),
    ...(named ? values(before).filter((value) => !values(after).includes(value)).map((value) => change("enum-value-removed", { before: value })) : []),
    ...(!before.deprecated && after.deprecated ? [change("column-deprecated")] : []),
    ...(before.deprecated && !after.deprecated ? [change("column-no-longer-deprecated")] : []),
    ...(before.references !== after.references
      ? [change("reference-changed", { ...(before.references && { before: before.references }), ...(after.references && { after: after.references }) })]
      : []),
    ...compareMeaning({ ...place, column }, before, after),
  ];
}

function pickDescription({ description }: TableModel): Pick<TableModel, "description"> {
  return description === undefined ? {} : { description };
}

/** Whether the list or only details fill it, if that has changed. */
function compareFilling(place: Pick<Change, "resource" | "table" | "column">, before: { details?: true }, after: { details?: true }): Change[] {
  if (before.details === after.details) return [];
  return [describeChange(after.details ? "filled-by-details" : "filled-by-list", place)];
}

function nameTypeRule(before: ColumnType, after: ColumnType): RuleId {
  if (!CONVERSIONS[before].includes(after)) return "column-type-changed";
  return WIDENINGS[before].includes(after) ? "column-type-widened" : "column-type-narrowed";
}

function summarize(values: string[]): string {
  return `${values.slice(0, 10).join(", ")}${values.length > 10 ? ` and ${values.length - 10} more` : ""}`;
}

/** `total integer`, for each column. */
export function listColumns({ columns }: TableModel): string[] {
  return columns.map(({ name, type }) => `${name} ${type}`);
}

function formatSource({ path, liftedFrom }: ColumnModel): string {
  return `${path?.join(".") ?? "the parent"}${liftedFrom === undefined ? "" : ` in the JSON of ${liftedFrom}`}`;
}

function countColumns({ columns }: TableModel): string {
  return `${columns.length} column${columns.length === 1 ? "" : "s"}`;
}
