import type { Client } from "pg";
import type { Resource } from "../../resource.ts";
import type { Statements } from "../statements.ts";

/**
 * Makes the indexes of a resource's tables that are missing. They come after the data: a first load with them in place takes longer. A
 * column that begins any index of its table has one, whoever made it. An index is not worth a load: where the table is another's, or
 * somebody holds it, the next load tries again.
 */
export async function makeIndexes(client: Client, { tables }: Pick<Resource, "tables">, statements: Statements): Promise<void> {
  try {
    const { rows } = await client.query<[string, string | null]>({ text: FIND_INDEXED, values: [tables.map(({ name }) => name)], rowMode: "array" });
    const owned = new Set(rows.map(([table]) => table));
    const indexed = new Set(rows.map((row) => JSON.stringify(row)));
    for (const statement of statements.get("index") ?? []) {
      const [table, column] = INDEX.exec(statement)!.slice(1).map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name));
      if (owned.has(table!) && !indexed.has(JSON.stringify([table, column]))) await client.query(`BEGIN;\nSET LOCAL lock_timeout = '1s';\n${statement}\nCOMMIT;`);
    }
  } catch {
    // As said above.
    await client.query("ROLLBACK").catch(() => {});
  }
}

/** The tables that this user may index, each with the first columns of its indexes, or with none. */
const FIND_INDEXED = `SELECT c.relname::text, a.attname::text
FROM pg_class AS c
LEFT JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL
LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1::text[]) AND pg_has_role(c.relowner, 'USAGE')`;

/** Parses a generated statement: the table and the column. */
const INDEX = / ON (\w+|"(?:[^"]|"")+") \((\w+|"(?:[^"]|"")+")\);$/;
