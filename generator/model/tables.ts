import type { FlatSchema } from "../spec/resolve.ts";
import { findColumnType } from "./column-types.ts";
import type { WholeRecord } from "./details.ts";
import { findLiftedKeys } from "./embedded.ts";
import { readExtensions } from "./extensions.ts";
import { flatten, type Shape } from "./flatten.ts";
import { createNames, LONGEST_NAME, RESERVED_COLUMNS, shorten, shortenByHash, type Names } from "./names.ts";
import type { NamedList } from "./parent.ts";
import { SNAPSHOT_AT } from "./primary-key.ts";
import type { TableContext } from "./table-context.ts";
import type { ColumnModel, IdentityColumn, Parent, TableModel } from "./types.ts";

/** The tables of a list's records: its own, and one for each array of objects at any depth. */
export function buildTables(
  { name, list }: NamedList,
  { record, details }: WholeRecord,
  parent: Parent | undefined,
  primaryKey: string[],
  context: TableContext,
): [TableModel, ...TableModel[]] {
  const shape = flatten(context.document, record, { ...context, keyed: primaryKey.length > 0 });
  const names = createNames({ taken: RESERVED_COLUMNS });
  const { renamedFrom, snapshot } = readExtensions(list.operation);
  const columns = [
    ...buildParentColumns(parent, record, names, context),
    ...(snapshot === undefined ? [] : [{ name: names.claim(SNAPSHOT_AT), type: "timestamp" as const }]),
    ...buildColumns(shape, names, true, context).map((column) => ({ ...column, ...(details.has(column.path![0]!) && DETAILS) })),
  ];
  const key = primaryKey.flatMap((property) => findKeyColumn(property, columns) ?? []);
  const outer: Naming = { fullName: name, arrays: [], ...(renamedFrom !== undefined && { formerName: renamedFrom }) };
  return [
    { ...nameTable(outer, context), arrays: [], identity: [], columns },
    ...shape.arrays.flatMap((array) => buildChildTables(array, outer, key, context).map((table) => ({ ...table, ...(details.has(array.path[0]!) && DETAILS) }))),
  ];
}

/** The column of a property that is part of the key, or that has the name of a parent's key. */
export function findKeyColumn(property: string, columns: ColumnModel[]): ColumnModel | undefined {
  return columns.find(({ name, path }) => (path === undefined ? name === property : path.length === 1 && path[0] === property));
}

const DETAILS = { details: true } as const;

/** The parent's key, if the records do not have it and the request supplies it. */
function buildParentColumns(parent: Parent | undefined, { properties }: FlatSchema, names: Names, context: TableContext): ColumnModel[] {
  const owner = context.resources.find(({ name }) => name === parent?.resource);
  return (parent?.bind ?? []).flatMap(({ column, as }) => {
    if (as === undefined || Object.hasOwn(properties, as)) return [];
    const shape = owner && flatten(context.document, owner.list.record, { ...context, keyed: false });
    const value = shape?.values.find(({ path }) => path.join("__") === column);
    return {
      name: names.claim(as),
      // A column that the parent has from its own parent is text, as all that fills a path.
      type: value ? findColumnType(value.schema) : "text",
      references: context.findReference(as, true) ?? `${parent!.resource}.${column}`,
    };
  });
}

function buildColumns({ values }: Shape, names: Names, isRoot: boolean, context: TableContext): ColumnModel[] {
  const columns = values.map(({ path, schema }) => {
    const type = findColumnType(schema);
    const references = type === "json" ? undefined : context.findReference(path.at(-1)!, isRoot && path.length === 1);
    return { ...nameColumn(path, names), type, ...(references !== undefined && { references }), ...describeValues(path, schema) };
  });
  // Named last: what Lago sends keeps its name.
  return columns.flatMap((column, index) => [
    column,
    ...findLiftedKeys(values[index]!, values, isRoot, context).map(({ path, ...key }) => ({ ...nameColumn(path, names), ...key, liftedFrom: column.name })),
  ]);
}

function nameColumn(path: string[], names: Names): Pick<ColumnModel, "name" | "fullName" | "renamedFrom"> & { path: string[] } {
  const fullName = path.join("__");
  return { name: names.claim(fullName), ...(Buffer.byteLength(fullName) > LONGEST_NAME && { fullName }), path, ...findFormerName(fullName) };
}

/** Facts about a column for people. A change of the spec may change them without changing the type. */
function describeValues(path: string[], { nullable, enum: values, deprecated, renamedFrom }: FlatSchema): Partial<ColumnModel> {
  return {
    ...(nullable && { nullable }),
    ...(values !== undefined && { enum: values.map(String) }),
    ...(deprecated && { deprecated }),
    ...(renamedFrom !== undefined && { renamedFrom: shorten([...path.slice(0, -1), renamedFrom].join("__")) }),
  };
}

function buildChildTables(
  { path, shape }: Shape["arrays"][number],
  outer: Naming,
  key: ColumnModel[],
  context: TableContext,
): TableModel[] {
  const naming: Naming = {
    fullName: [outer.fullName, ...path].join("__"),
    ...(outer.formerName !== undefined && { formerName: [outer.formerName, ...path].join("__") }),
    arrays: [...outer.arrays, path],
  };
  const { arrays } = naming;
  const names = createNames({ taken: RESERVED_COLUMNS });
  const identity = buildIdentity(key, arrays, names);
  const table = { ...nameTable(naming, context), arrays, identity, columns: buildColumns(shape, names, false, context) };
  return [table, ...shape.arrays.flatMap((array) => buildChildTables(array, naming, key, context))];
}

/** The identity of a child row: the key of its record, and its position at each level. */
function buildIdentity(key: ColumnModel[], arrays: string[][], names: Names): IdentityColumn[] {
  return [
    ...key.map(({ name, type }) => ({ name: names.claim(`_root_${name}`), type, kind: "root" as const, of: name })),
    ...arrays.map((path) => ({ name: names.claim(`_${path.join("__")}_index`), type: "integer" as const, kind: "index" as const })),
  ];
}

function nameTable({ fullName, arrays, formerName }: Naming, { tableNames, rootNames }: TableContext): Pick<TableModel, "name" | "fullName" | "renamedFrom"> {
  return {
    name: arrays.length === 0 ? rootNames.get(fullName)! : tableNames.claim(fullName),
    ...(Buffer.byteLength(fullName) > LONGEST_NAME && { fullName }),
    ...findFormerName(fullName, formerName),
  };
}

/** Its former name: before its resource was renamed, or before long names became readable. */
function findFormerName(fullName: string, formerName?: string): { renamedFrom?: string } {
  if (formerName !== undefined) return { renamedFrom: shorten(formerName) };
  const hashed = shortenByHash(fullName);
  return hashed === shorten(fullName) ? {} : { renamedFrom: hashed };
}

/** The parts of a table's name, now and before its resource was renamed. */
interface Naming {
  fullName: string;
  formerName?: string;
  arrays: string[][];
}
