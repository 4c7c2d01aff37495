import type { Resource, Table } from "../resource.ts";
import type { ChangedRow } from "./destination.ts";

/** The part of a resource's tables and columns that is filled: by the list, or by single-record details. */
export type Part = "list" | "details";

/** The resource with only that part of its tables. Both parts have the root's key. */
export function partOf(resource: Resource, part: Part): Resource {
  const { primaryKey } = resource;
  const [root, ...children] = resource.tables;
  const isDetails = part === "details";
  const belongs = ({ details }: Pick<Table, "details">) => (details ?? false) === isDetails;
  const columns = root.columns.filter((column) => belongs(column) || (isDetails && primaryKey.includes(column.name)));
  return { ...resource, tables: [{ ...root, columns }, ...children.filter(belongs)] };
}

/** Whether rows of that part have a hash of their record, by which a load skips unchanged ones: those that are merged by a key. */
export function isHashed({ primaryKey }: Resource, part: Part): boolean {
  return part === "list" && primaryKey.length > 0;
}

/** Whether single records have fields that the list lacks. */
export function hasDetails({ tables }: Resource): boolean {
  return tables.some(({ details, columns }) => details || columns.some((column) => column.details));
}

/** The name for single-record details in reports and in `_loads`, where the list has a row of its own. */
export function detailsName({ name }: Pick<Resource, "name">): string {
  return `${name} (details)`;
}

/** Parses a row of the generated statement `changed`. */
export function toChangedRow([key, fingerprint, ...values]: readonly string[]): ChangedRow {
  return { key: key!, fingerprint: fingerprint!, values };
}

/** For the generated statement `remember`: JSON, since there are hundreds. */
export function seenAsJson(rows: readonly ChangedRow[]): string {
  return JSON.stringify(rows.map(({ key, fingerprint }) => [key, fingerprint]));
}
