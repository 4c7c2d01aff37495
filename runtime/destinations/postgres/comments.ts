import type { Client } from "pg";
import type { Resource } from "../../resource.ts";
import { writeComments } from "../comments.ts";
import { type Sql, sql, toStatement } from "../sql.ts";

/** Does not wait for locks: a table that is being vacuumed gets its comments in the next load. */
export function commentInPostgres(client: Client, resources: readonly Resource[]): Promise<void> {
  return writeComments(resources, {
    dialect: "postgres",
    query,
    find: async (asked) => {
      const { text, values } = toStatement(asked);
      return (await client.query<(string | null)[]>({ text, values: [...values], rowMode: "array" })).rows;
    },
    run: (text) => client.query(`BEGIN;\nSET LOCAL lock_timeout = '1s';\n${text}\nCOMMIT;`).catch(() => client.query("ROLLBACK")),
  });
}

/** Only the owner of a table, or a member of that role, may comment on it. */
function query(tables: readonly string[]): Sql {
  return sql`SELECT c.relname::text, a.attname::text, CASE WHEN a.attnum IS NULL THEN obj_description(c.oid, 'pg_class') ELSE col_description(c.oid, a.attnum) END
FROM pg_class AS c CROSS JOIN LATERAL (
  SELECT NULL::smallint AS attnum, NULL::name AS attname
  UNION ALL
  SELECT attnum, attname FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
) AS a
WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(${tables}) AND pg_has_role(c.relowner, 'USAGE')`;
}
