import type { Dialect } from "../../runtime/resource.ts";
import type { FlatSchema } from "../spec/resolve.ts";
import type { ColumnType } from "./types.ts";

/** The condition for a type, and its name in each database. */
type Row = { kind: ColumnType; when: (schema: FlatSchema) => boolean } & Record<Dialect, string>;

/**
 * The first row that fits decides, so the narrow ones come first and `json`, which holds anything, last.
 * DuckDB's DECIMAL has 38 digits at most. Lago sends up to 18 places: its own columns have 15 (numeric(40,15)), and amounts in units are
 * such cents divided by a hundred or by a rate.
 */
const TYPES: Row[] = [
  { kind: "integer", when: is("integer"), duckdb: "BIGINT", postgres: "bigint" },
  { kind: "boolean", when: is("boolean"), duckdb: "BOOLEAN", postgres: "boolean" },
  { kind: "uuid", when: is("string", "uuid"), duckdb: "UUID", postgres: "uuid" },
  { kind: "timestamp", when: is("string", "date-time"), duckdb: "TIMESTAMPTZ", postgres: "timestamptz" },
  { kind: "date", when: is("string", "date"), duckdb: "DATE", postgres: "date" },
  { kind: "decimal", when: isDecimal, duckdb: "DECIMAL(38,18)", postgres: "numeric" },
  { kind: "number", when: is("number"), duckdb: "DOUBLE", postgres: "double precision" },
  { kind: "text", when: is("string"), duckdb: "VARCHAR", postgres: "text" },
  { kind: "json", when: () => true, duckdb: "JSON", postgres: "jsonb" },
];

/** All types, in the order of the table. */
export const COLUMN_TYPES: ColumnType[] = TYPES.map(({ kind }) => kind);

/** The type of a column for the values of a property. */
export function findColumnType(schema: FlatSchema): ColumnType {
  return TYPES.find(({ when }) => when(schema))!.kind;
}

/** What a column type is called in a database. */
export function sqlType(type: ColumnType, dialect: Dialect): string {
  return TYPES.find(({ kind }) => kind === type)![dialect];
}

function is(type: FlatSchema["types"][number], format?: string): Row["when"] {
  return (schema) =>
    schema.alternatives.length === 0 &&
    schema.types.length === 1 &&
    schema.types[0] === type &&
    (format === undefined || schema.format === format);
}

/**
 * Lago sends decimals as strings, but for a few of its analytics. Its document marks some by a pattern, told by what it accepts, since its writing has
 * varied; of others the overlay says it, with `format: decimal`.
 */
function isDecimal(schema: FlatSchema): boolean {
  if (is("number", "decimal")(schema)) return true;
  if (!isText(schema)) return false;
  if (schema.format === "decimal") return true;
  const pattern = schema.pattern === undefined ? undefined : readPattern(schema.pattern);
  return pattern !== undefined && pattern.test("1") && pattern.test("12.5") && !pattern.test("a");
}

const isText = is("string");

/** Lago's patterns are JavaScript's or Ruby's. Other patterns are ignored. */
function readPattern(pattern: string): RegExp | undefined {
  const source = pattern.replace(/\\A/g, "^").replace(/\\[zZ]/g, "$");
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(source, flags);
    } catch {
      continue;
    }
  }
  return undefined;
}
