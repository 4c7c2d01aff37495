import type { Dialect } from "../../runtime/resource.ts";
import { emitFiles, type Files } from "../emit/emit.ts";
import { quoteIdentifier as quote } from "../emit/identifiers.ts";
import type { Render } from "../emit/templates.ts";
import { sqlType } from "../model/column-types.ts";
import { LONGEST_NAME } from "../model/names.ts";
import type { ColumnType, ResourceModel } from "../model/types.ts";
import type { Change, Statements } from "./change.ts";
import { CONVERSIONS } from "./conversions.ts";
import type { RuleId } from "./rules.ts";

/** Adds to each change the SQL of its migration. `after`: the newer model. */
export function addStatements(changes: Change[], after: ResourceModel[], render: Render): Change[] {
  const files = emitFiles(after.filter(({ name }) => changes.some(({ rule, resource }) => rule === "table-added" && resource === name)), render);
  return changes.map((change) => {
    const write = WRITERS[change.rule];
    return write ? { ...change, sql: { duckdb: write(change, "duckdb", files), postgres: write(change, "postgres", files) } satisfies Statements } : change;
  });
}

type Writer = (change: Change, dialect: Dialect, files: Files) => string[];

const WRITERS: Partial<Record<RuleId, Writer>> = {
  "resource-renamed": ({ before, after }) => [renameTable(before!, after!)],
  "table-renamed": ({ before, after }) => [renameTable(before!, after!)],
  "table-added": ({ resource, table }, dialect, files) => [findCreate(files.get(`${resource}/${resource}.${dialect}.sql`)!, table!)],
  "column-renamed": ({ table, before, after }) => [renameColumn(table!, before!, after!)],
  "column-added": (change, dialect) => [addColumn(change, dialect)],
  "key-lifted": (change, dialect) => [addColumn(change, dialect)],
  "column-type-widened": retype,
  "column-type-narrowed": retype,
  "column-type-changed": retype,
};

/** The values decide between two ways; a type that never converts in place takes the second. */
function retype(change: Change, dialect: Dialect): string[] {
  const [table, column] = [quote(change.table!), quote(change.column!)];
  const type = sqlType(change.after as ColumnType, dialect);
  const aside = renameColumn(change.table!, change.column!, nameAside(change.column!, change.before!));
  if (!CONVERSIONS[change.before as ColumnType].includes(change.after as ColumnType)) return [aside, addColumn(change, dialect)];
  return [
    `-- where every value converts exactly and back:\nALTER TABLE ${table} ALTER COLUMN ${column} TYPE ${type} USING ${column}::${type};`,
    `-- where not:\n${aside}`,
    addColumn(change, dialect),
  ];
}

/** The name that a migration uses: its beginning is cut to fit in Postgres. */
function nameAside(column: string, was: string): string {
  const ending = `__was_${was}`;
  let kept = column;
  while (Buffer.byteLength(kept + ending) > LONGEST_NAME) kept = kept.slice(1);
  return kept + ending;
}

function addColumn({ table, column, after }: Change, dialect: Dialect): string {
  return `ALTER TABLE ${quote(table!)} ADD COLUMN ${quote(column!)} ${sqlType(after as ColumnType, dialect)};`;
}

function renameColumn(table: string, from: string, to: string): string {
  return `ALTER TABLE ${quote(table)} RENAME COLUMN ${quote(from)} TO ${quote(to)};`;
}

function renameTable(from: string, to: string): string {
  return `ALTER TABLE ${quote(from)} RENAME TO ${quote(to)};`;
}

/** The statement of the generated file that makes the table. */
function findCreate(sql: string, table: string): string {
  const start = sql.indexOf(`CREATE TABLE IF NOT EXISTS ${quote(table)} (`);
  return sql.slice(start, sql.indexOf("\n);", start) + 3);
}
