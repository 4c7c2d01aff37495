import type { ResourceModel, TableModel } from "../model/types.ts";
import { quoteIdentifier } from "./identifiers.ts";

/** How values of a key are compared: where they may be null, null equals null. */
export function equals({ nullableKey }: ResourceModel): string {
  return nullableKey ? "IS NOT DISTINCT FROM" : "=";
}

/** Whether a column is NOT NULL: those of a key, where Lago always sends it. Nothing else that the document requires is sure to come. */
export function requires({ primaryKey, nullableKey }: ResourceModel, { identity }: TableModel, { name }: { name: string }): boolean {
  if (identity.length === 0) return primaryKey.includes(name) && !nullableKey;
  const part = identity.find((column) => column.name === name);
  return part !== undefined && (part.kind === "index" || !nullableKey);
}

/** A child table `c`, and which of its rows are those of a record `s`. */
export function belowRoot({ name, identity }: TableModel, resource: ResourceModel): { table: string; match: string } {
  const roots = identity.filter(({ kind }) => kind === "root");
  const match = roots.map((column) => `c.${quoteIdentifier(column.name)} ${equals(resource)} s.${quoteIdentifier(column.of!)}`);
  return { table: quoteIdentifier(name), match: match.join(" AND ") };
}
