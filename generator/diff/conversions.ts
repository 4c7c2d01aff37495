import type { CONVERSIONS as Converted } from "../../runtime/migrate/conversions.ts";
import type { ColumnType } from "../model/types.ts";

/**
 * Types whose values a migration converts in place, if all of them convert exactly; others are set aside. The same as in
 * runtime/migrate, which no part of the generator may run: the compiler holds one to the other, a test runs every pair.
 */
export const CONVERSIONS: Record<ColumnType, readonly ColumnType[]> & typeof Converted = {
  integer: ["decimal", "number", "text"],
  decimal: ["decimal", "integer", "number"],
  number: ["integer", "decimal"],
  boolean: ["text"],
  uuid: ["text"],
  date: ["text", "timestamp"],
  timestamp: ["date"],
  text: ["integer", "decimal", "number", "boolean", "uuid", "date"],
  json: [],
};

/** Of these, the types that hold every value of the other. */
export const WIDENINGS: Record<ColumnType, readonly ColumnType[]> = {
  integer: ["decimal", "number", "text"],
  decimal: [],
  number: [],
  boolean: ["text"],
  uuid: ["text"],
  date: ["text", "timestamp"],
  timestamp: [],
  text: [],
  json: [],
};
