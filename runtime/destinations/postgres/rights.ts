import type { Client } from "pg";
import { DestinationError } from "../../errors.ts";
import { quoteName } from "../identifiers.ts";

/** The rights of a role in a database. */
export interface Rights {
  readonly role: string;
  readonly database: string;
  readonly schema: string;
  /** Whether the schema exists. */
  readonly there: boolean;
  readonly use: boolean;
  readonly createTables: boolean;
  readonly createSchema: boolean;
  readonly temporary: boolean;
}

/** Reads rights before anything is created: otherwise Postgres names whatever failed first, or creates a table in `pg_temp` instead. */
export async function readRights(client: Client, schema: string): Promise<Rights> {
  const { rows } = await client.query<Omit<Rights, "schema">>(
    `SELECT current_user::text AS role, current_database()::text AS database, n.oid IS NOT NULL AS there,
  coalesce(has_schema_privilege(n.oid, 'USAGE'), false) AS use, coalesce(has_schema_privilege(n.oid, 'CREATE'), false) AS "createTables",
  has_database_privilege(current_database(), 'CREATE') AS "createSchema", has_database_privilege(current_database(), 'TEMPORARY') AS temporary
FROM (SELECT 1) AS one LEFT JOIN pg_namespace AS n ON n.nspname = $1`,
    [schema],
  );
  return { ...rows[0]!, schema };
}

/** Throws if the role lacks a right. `what`: the purpose that a destination is opened for. */
export function requireRight(rights: Rights, name: string, what: "use" | "createTables" | "createSchema" | "temporary"): void {
  if (rights[what]) return;
  const [may, grant] = NEEDS[what](rights);
  throw refuseRight(name, `${rights.role} may not ${may}`, `GRANT ${grant} TO ${quoteName(rights.role)}`);
}

const NEEDS: Record<"use" | "createTables" | "createSchema" | "temporary", (rights: Rights) => [may: string, grant: string]> = {
  use: ({ schema }) => [`use schema ${schema}`, `USAGE ON SCHEMA ${quoteName(schema)}`],
  createTables: ({ schema }) => [`make tables in schema ${schema}, where some are missing`, `CREATE ON SCHEMA ${quoteName(schema)}`],
  createSchema: ({ database, schema }) => [`make the schema ${schema}`, `CREATE ON DATABASE ${quoteName(database)}`],
  temporary: ({ database }) => ["make temporary tables", `TEMPORARY ON DATABASE ${quoteName(database)}`],
};

/** What a load does with a table of a resource. */
const ALL = ["SELECT", "INSERT", "UPDATE", "DELETE"];

/** Throws if the role may not load into one of these tables. Returns which of them exist. */
export async function requireTables(client: Client, { schema, role }: Rights, name: string, tables: readonly string[], wanted: readonly string[] = ALL): Promise<readonly string[]> {
  const { rows } = await client.query<{ table: string; isTable: boolean; missing: string[]; hidden: boolean }>(
    `SELECT relname::text AS "table", relkind IN ('r', 'p') AS "isTable", row_security_active(c.oid) AS hidden,
  ARRAY(SELECT r FROM unnest($3::text[]) AS r WHERE NOT has_table_privilege(c.oid, r)) AS missing
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = ANY($2::text[]) ORDER BY relname`,
    [schema, tables, wanted],
  );
  // Rows written to a view would go to the tables behind it.
  const other = rows.find(({ isTable }) => !isTable);
  if (other) throw new DestinationError(`${name}: ${schema}.${other.table} is no table, so it was not made by lago-loader. Rename it, or load into another schema (--schema).`, { concerns: "resource" });
  const refused = rows.find(({ missing }) => missing.length > 0);
  if (refused) {
    const rights = refused.missing.join(", ");
    throw refuseRight(name, `${role} lacks ${rights} on table ${schema}.${refused.table}`, `GRANT ${rights} ON ${quoteName(schema)}.${quoteName(refused.table)} TO ${quoteName(role)}`, "resource");
  }
  const hidden = rows.find((row) => row.hidden);
  if (hidden) throw refuseRight(name, `row-level security hides rows of table ${schema}.${hidden.table} from ${role}`, `ALTER ROLE ${quoteName(role)} BYPASSRLS`, "resource");
  return rows.map(({ table }) => table);
}

function refuseRight(name: string, what: string, cure: string, concerns: "resource" | "all" = "all"): DestinationError {
  return new DestinationError(`${name}: ${what}. Have an administrator run: ${cure}`, { concerns });
}
