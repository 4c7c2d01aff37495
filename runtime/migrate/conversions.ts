import type { ColumnType } from "../resource.ts";

/**
 * For each type, those to which a column is converted in place, if each of its values converts exactly and back. If a database prints a value
 * differently from Lago (`1.500000000000000000`, `2024-05-01 12:00:00+00`, a string in quotes), the text would differ from what a load writes:
 * such a column is set aside. The prediction of a change must have the type `typeof CONVERSIONS`, so that it cannot differ.
 */
export const CONVERSIONS = {
  // Into itself: with other digits, as DECIMAL(38,15) and DECIMAL(38,18).
  decimal: ["decimal", "integer", "number"],
  integer: ["decimal", "number", "text"],
  number: ["integer", "decimal"],
  boolean: ["text"],
  uuid: ["text"],
  date: ["text", "timestamp"],
  timestamp: ["date"],
  text: ["integer", "decimal", "number", "boolean", "uuid", "date"],
  json: [],
} as const satisfies Readonly<Record<ColumnType, readonly ColumnType[]>>;

/** Whether a column may be converted in place. Types that somebody else chose never are. */
export function convertsInPlace(from: string, to: string): boolean {
  const wider: readonly string[] = Object.hasOwn(CONVERSIONS, from) ? CONVERSIONS[from as ColumnType] : [];
  return wider.includes(to);
}
