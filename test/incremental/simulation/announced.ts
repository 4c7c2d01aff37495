import type { Resource } from "../../../runtime/resource.ts";
import type { JsonObject } from "../../lago/rows.ts";
import type { TableName } from "../../lago/tables.ts";
import type { Difference } from "./differences.ts";
import { DAY, type Happening } from "./life.ts";

/** What the loads of all days were, as far as announcements speak of it. */
export interface Course {
  readonly history: readonly Happening[];
  /** By day: the latest row that had been seen before its load, by resource. */
  readonly reached: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

/**
 * Whether loads that read less than all were bound to leave such a difference: all that they announce is the cursor of the
 * resource, or what its parent is watched for. Nothing else may differ.
 */
export function isAnnounced(difference: Difference, course: Course): boolean {
  const { resource } = difference;
  const last = course.history.findLast(({ table, id }) => table === tableOf(resource) && [difference.key.join("\t"), difference.key.at(-1)].includes(id));
  if (!last) return false;
  if (resource.cursor) return isOutsideOfWindow(difference, last, course);
  return resource.parent?.watch !== undefined && isBelowQuietParent(difference, last, course);
}

/** The window is that of the first load after the change, and all later ones begin no earlier. */
function isOutsideOfWindow({ resource: { name, cursor } }: Difference, { day, before, after }: Happening, { reached }: Course): boolean {
  const { column, also = [], lookbackDays } = cursor!;
  const latest = reached.get(day)?.get(name);
  if (latest === undefined) return false;
  const isBefore = (record: JsonObject, name: string, days = lookbackDays) => record[name] == null || Date.parse(String(record[name])) < Math.floor(Date.parse(latest) / DAY) * DAY - days * DAY;
  // What is gone is missed by its own time; what is there comes by any of the filters.
  return after ? isBefore(after, column) && also.every((other) => isBefore(after, other.column, other.lookbackDays)) : isBefore(before!, column);
}

/** Whether its parent was not asked about again, from the load that followed the change on. */
function isBelowQuietParent({ resource, should, is }: Difference, { day }: Happening, { history }: Course): boolean {
  const { resource: parent, bind, watch } = resource.parent!;
  const row = (should ?? is)!;
  const isParent = (record: JsonObject | null) => record !== null && bind.every(({ column, as }) => as === undefined || String(record[column]) === row[as]);
  const isMark = ({ before, after }: Happening) => !before || !after || [...bind.map(({ column }) => column), ...watch!.columns].some((column) => before[column] !== after[column]);
  return !history.some(
    (happening) => happening.table === parent && isParent(happening.after) && isMark(happening) && happening.day > day - watch!.lookbackDays,
  );
}

function tableOf({ name, selector }: Resource): TableName {
  const tables: Record<string, TableName> = { subscription_charges: "charges", wallet_transaction_consumptions: "consumptions" };
  return tables[name] ?? (selector as TableName);
}
