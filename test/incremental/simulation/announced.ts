import type { Binding, Resource, ShownBy } from "../../../runtime/resource.ts";
import type { JsonObject } from "../../lago/rows.ts";
import type { TableName } from "../../lago/tables.ts";
import type { Difference, Row } from "./differences.ts";
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
  const watch = resource.parent?.watch;
  return watch !== undefined && isBelowQuietParent(difference, last, course, watch.shownBy);
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
function isBelowQuietParent({ resource, should, is }: Difference, { day }: Happening, { history }: Course, shownBy?: ShownBy): boolean {
  const { resource: parent, bind, watch } = resource.parent!;
  const row = (should ?? is)!;
  const isParent = (record: JsonObject | null) => record !== null && bind.every(({ column, as }) => as === undefined || String(record[column]) === row[as]);
  const isMark = ({ before, after }: Happening) => !before || !after || [...bind.map(({ column }) => column), ...watch!.columns].some((column) => before[column] !== after[column]);
  const marked = history.filter((happening) => happening.table === parent && isParent(happening.after) && isMark(happening)).map((happening) => happening.day);
  const shown = shownBy ? history.filter((happening) => happening.table === shownBy.resource && shows(happening, row, bind, shownBy)).map((happening) => happening.day) : [];
  // Once something was shown, a parent is no longer asked about for what it was marked for before.
  const isAsked = (mark: number) => mark > day - watch!.lookbackDays && !shown.some((at) => at >= mark && at < day);
  return !marked.some(isAsked) && !shown.some((at) => at >= day);
}

/** Whether the rows from which the records of a parent are made are others than before. */
function shows({ before, after }: Happening, row: Row, bind: readonly Binding[], { on, about, columns }: ShownBy): boolean {
  const inPath = bind.filter((binding) => binding.in === "path");
  const isOwn = (record: JsonObject | null) => record !== null && record[about] !== null && on.every((column, index) => record[column] === row[inPath[index]!.as!]);
  return (isOwn(before) || isOwn(after)) && columns.some((column) => before?.[column] !== after?.[column]);
}

function tableOf({ name, selector }: Resource): TableName {
  const tables: Record<string, TableName> = { subscription_charges: "charges", wallet_transaction_consumptions: "consumptions" };
  return tables[name] ?? (selector as TableName);
}
