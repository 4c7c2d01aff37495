import type { ColumnType } from "../resource.ts";

/** Result rows of a database, as text. */
export type Row = readonly (string | null)[];

/** A table as its database describes it. */
export interface TableShape {
  readonly name: string;
  /** In their order. */
  readonly columns: Map<string, ColumnShape>;
}

export interface ColumnShape {
  /** The database's own name of the type. */
  readonly type: string;
  /** NOT NULL. */
  readonly isRequired: boolean;
}

/** SQL for both databases, for `buildTableShapes`. Takes the catalog, if it is not the current one, and the schema. Views are left out. */
export const SHAPES_QUERY = `SELECT table_name::text, column_name::text, data_type::text, is_nullable::text
FROM information_schema.columns JOIN information_schema.tables USING (table_catalog, table_schema, table_name)
WHERE table_catalog = coalesce($1::text, current_database()) AND table_schema = $2::text AND table_type <> 'VIEW' ORDER BY table_name, ordinal_position`;

export function buildTableShapes(rows: readonly Row[]): TableShape[] {
  const tables = new Map<string, TableShape>();
  for (const [table, column, type, nullable] of rows as readonly (readonly string[])[]) {
    const shape = tables.get(table!) ?? { name: table!, columns: new Map() };
    tables.set(table!, shape);
    shape.columns.set(column!, { type: SHORT_NAMES[type!] ?? type!, isRequired: nullable === "NO" });
  }
  return [...tables.values()];
}

/** The generated SQL's name of a type, where information_schema uses another. */
const SHORT_NAMES: Readonly<Record<string, string>> = { "timestamp with time zone": "timestamptz", "TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ" };

/** The loader's own name for a type of either database; for a type that somebody else chose, that type's name. */
export function kindOf(type: string): ColumnType | string {
  const name = type.toLowerCase();
  return KINDS[name] ?? name.replace(/\W+/g, "_").replace(/_$/, "");
}

const KINDS: Readonly<Record<string, ColumnType>> = {
  bigint: "integer",
  "decimal(38,15)": "decimal", // until 0.1
  "decimal(38,18)": "decimal",
  numeric: "decimal",
  double: "number",
  "double precision": "number",
  boolean: "boolean",
  uuid: "uuid",
  timestamptz: "timestamp",
  date: "date",
  varchar: "text",
  text: "text",
  json: "json",
  jsonb: "json",
};

/** In their order. */
export function listRequired({ columns }: TableShape): string[] {
  return [...columns].filter(([, { isRequired }]) => isRequired).map(([name]) => name);
}
