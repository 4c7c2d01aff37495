import type { Diagnostic } from "../diagnostics.ts";
import { type FlatSchema, resolve } from "../spec/resolve.ts";
import type { Document } from "../spec/types.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { ResourceModel, TableModel } from "./types.ts";

/** A record with everything that is known of it, from its list or from the operation that returns one. */
export interface WholeRecord {
  record: FlatSchema;
  /** Properties that the list leaves out. */
  details: ReadonlySet<string>;
}

/** Merges the list's record and the single record: properties that only the latter has are details, and so are those that the overlay marks. */
export function findDetails(document: Document, list: ListOperation, single: FlatSchema | undefined, primaryKey: string[], diagnostics: Diagnostic[]): WholeRecord {
  const listed = list.record.properties;
  if (single === undefined) return { record: list.record, details: new Set() };
  const properties = { ...listed, ...Object.fromEntries(Object.entries(single.properties).filter(([name]) => !(name in listed))) };
  const isDetail = (name: string) => !(name in listed) || resolve(document, listed[name]!).details === true;
  const details = new Set(Object.keys(properties).filter(isDetail));
  if (details.size === 0 || isSimple(list, primaryKey)) return { record: { ...list.record, properties }, details };
  diagnostics.push(keyTooWide(list));
  return { record: list.record, details: new Set() };
}

/** The tables that the list fills, without columns that it does not fill. */
export function listTables({ tables }: ResourceModel): [TableModel, ...TableModel[]] {
  const [root, ...children] = tables;
  return [{ ...root, columns: root.columns.filter(({ details }) => !details) }, ...children.filter(({ details }) => !details)];
}

/** The tables that details fill: the root with its key and the columns that the list does not fill. Only the root: there are no details. */
export function detailsTables({ tables, primaryKey }: ResourceModel): [TableModel, ...TableModel[]] {
  const [root, ...children] = tables;
  const columns = root.columns.filter(({ name, details }) => details || primaryKey.includes(name));
  return [{ ...root, columns }, ...children.filter(({ details }) => details)];
}

export function hasDetails({ tables }: ResourceModel): boolean {
  return tables.some((table) => table.details || table.columns.some(({ details }) => details));
}

/** The details of a row are recorded by a single value. */
function isSimple({ operation }: ListOperation, primaryKey: string[]): boolean {
  return primaryKey.length === 1 && readExtensions(operation).nullableKey.length === 0;
}

function keyTooWide(list: ListOperation): Diagnostic {
  return describeProblem(list, {
    code: "details-without-key",
    severity: "warning",
    message: "Single records have more than the list, but no one column says which row is theirs, so that is left out.",
    help: "Name the column in spec/overlay.yaml, x-primary-key: [code], if there is one.",
  });
}
