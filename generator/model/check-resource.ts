import type { Diagnostic } from "../diagnostics.ts";
import { checkStated } from "./check-stated.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { ResourceModel, TableModel } from "./types.ts";

/** Checks what a database would refuse, or a load would not find. This can only be seen when all tables are built. */
export function checkResource(list: ListOperation, resource: ResourceModel, resources: readonly ResourceModel[]): Diagnostic[] {
  const missing = findMissingColumns(resource, resources);
  return [
    ...(missing.length > 0 ? [columnMissing(list, missing)] : []),
    ...(resource.partOf !== undefined && !leadsSomewhere(resource.partOf, resources) ? [partOfNowhere(list, resource.partOf)] : []),
    ...checkStated(list, resource, resources),
    ...resource.tables.flatMap((table) => checkTable(list, table)),
  ];
}

/** The columns that keys, parents and cursors name. They cannot be objects, arrays or JSON, which Postgres does not compare. */
function findMissingColumns({ name, primaryKey, parent, single, cursor, feed, tables }: ResourceModel, resources: readonly ResourceModel[]): string[] {
  const owner = resources.find((other) => other.name === parent?.resource);
  const missing = (table: TableModel | undefined, columns: readonly string[]) =>
    columns.filter((column) => !table?.columns.some((other) => other.name === column && other.type !== "json")).map((column) => `${table?.name ?? name}.${column}`);
  const times = cursor ? [cursor, ...(cursor.also ?? [])] : [];
  return [
    ...missing(tables[0], [...primaryKey, ...(single?.bind ?? []).map(({ column }) => column), ...times.map(({ column }) => column), ...(feed ? [feed.kind] : [])]),
    ...(parent ? missing(owner?.tables[0], [...parent.bind, ...(parent.where ? [parent.where] : [])].map(({ column }) => column)) : []),
  ];
}

/** `plans.charges.filters`: a table, and the properties from there on. */
function leadsSomewhere(partOf: string, resources: readonly ResourceModel[]): boolean {
  const [name, ...path] = partOf.split(".");
  const tables = resources.find((resource) => resource.name === name)?.tables ?? [];
  return path.length === 0 ? tables.length > 0 : tables.some(({ arrays }) => arrays.flat().join(".") === path.join("."));
}

/** Postgres's limit of columns per table, minus five of the loader. */
const MOST_COLUMNS = 1_600 - 5;

function checkTable(list: ListOperation, { name, columns, identity }: TableModel): Diagnostic[] {
  const count = columns.length + identity.length;
  const unusable = columns.map((column) => column.name).filter((column) => column === "" || column.includes("\u0000"));
  return [
    ...(count > MOST_COLUMNS ? [tooManyColumns(list, name, count)] : []),
    ...(unusable.length > 0 ? [columnUnnameable(list, name, unusable)] : []),
  ];
}

function columnMissing(list: ListOperation, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "column-missing",
    severity: "error",
    message: `The list needs ${missing.join(", ")}, which is no column of one value: it is not there, or it is an object, an array or of no fixed type.`,
    help: "Correct what names it in spec/overlay.yaml (x-primary-key, x-parent, x-cursor), or state x-parent there if the path was misunderstood.",
  });
}

function partOfNowhere(list: ListOperation, partOf: string): Diagnostic {
  return describeProblem(list, {
    code: "part-of-nowhere",
    severity: "error",
    message: `x-part-of names ${partOf}, which is no table or array in one.`,
    help: "Correct x-part-of in spec/overlay.yaml, or delete it: without it the list is loaded by itself.",
  });
}

function tooManyColumns(list: ListOperation, table: string, count: number): Diagnostic {
  return describeProblem(list, {
    code: "too-many-columns",
    severity: "error",
    message: `${table} would have ${count} columns, and Postgres has room for ${MOST_COLUMNS}.`,
    help: "In spec/overlay.yaml, give an object of its records additionalProperties: true, so that it is one column.",
  });
}

function columnUnnameable(list: ListOperation, table: string, names: string[]): Diagnostic {
  return describeProblem(list, {
    code: "column-unnameable",
    severity: "error",
    message: `${table} would have a column called ${names.map((name) => JSON.stringify(name)).join(", ")}, which no database can have.`,
    help: "Remove the property in spec/overlay.yaml; what Lago sends is then kept in _extra.",
  });
}
