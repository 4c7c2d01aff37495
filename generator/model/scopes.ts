import { findRecordName } from "./operations.ts";
import type { ListOperation } from "./read-operation.ts";

/** A list, and paths that return a part of the same records. */
export interface ScopedList {
  list: ListOperation;
  scopes: ListOperation[];
}

/**
 * `/customers/{external_customer_id}/invoices` is a scope of `/invoices`: the path ends in the other's, both hold the
 * same records under the same selector. `/plans/{code}/charges` is none, since there is no `/charges`.
 */
export function findScopes(lists: ListOperation[]): ScopedList[] {
  const whole = new Map<ListOperation, ListOperation>();
  for (const list of lists) {
    const other = lists.find((candidate) => isScopeOf(list, candidate));
    if (other !== undefined) whole.set(list, other);
  }
  return lists
    .filter((list) => !whole.has(list))
    .map((list) => ({ list, scopes: lists.filter((other) => whole.get(other) === list) }));
}

function isScopeOf(list: ListOperation, other: ListOperation): boolean {
  return (
    list.path.endsWith(`}${other.path}`) &&
    list.selector === other.selector &&
    String(list.recordsAt) === String(other.recordsAt) &&
    findRecordName(list) !== undefined &&
    findRecordName(list) === findRecordName(other)
  );
}
