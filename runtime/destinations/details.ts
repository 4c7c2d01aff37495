import type { Resource, Table } from "../resource.ts";
import type { ChangedRow } from "./destination.ts";

/** Which of a resource's tables and columns are filled: those that the list has, or those that only single records have. */
export type Part = "list" | "details";

/** The resource with that part of its tables only. The root's key belongs to both. */
export function partOf(resource: Resource, part: Part): Resource {
  const { primaryKey } = resource;
  const [root, ...children] = resource.tables;
  const isDetails = part === "details";
  const belongs = ({ details }: Pick<Table, "details">) => (details ?? false) === isDetails;
  const columns = root.columns.filter((column) => belongs(column) || (isDetails && primaryKey.includes(column.name)));
  return { ...resource, tables: [{ ...root, columns }, ...children.filter(belongs)] };
}

/** Whether rows of that part have a hash of their record, by which a load knows which have changed: those that are merged by a key. */
export function isHashed({ primaryKey }: Resource, part: Part): boolean {
  return part === "list" && primaryKey.length > 0;
}

/** Whether single records have anything that the list lacks. */
export function hasDetails({ tables }: Resource): boolean {
  return tables.some(({ details, columns }) => details || columns.some((column) => column.details));
}

/** What reports and the journal call the reading of single records: their list has a line of its own. */
export function detailsName({ name }: Pick<Resource, "name">): string {
  return `${name} (details)`;
}

/** Of what the generated statement `changed` answers with. */
export function toChangedRow([key, fingerprint, ...values]: readonly string[]): ChangedRow {
  return { key: key!, fingerprint: fingerprint!, values };
}

/** As the generated statement `remember` takes them: JSON, since there are hundreds. */
export function seenAsJson(rows: readonly ChangedRow[]): string {
  return JSON.stringify(rows.map(({ key, fingerprint }) => [key, fingerprint]));
}
