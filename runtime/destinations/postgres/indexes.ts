import type { Client } from "pg";
import type { Resource } from "../../resource.ts";
import { unquoteName } from "../identifiers.ts";
import { readStatements } from "../statements.ts";
import { LOCK_TIMEOUT } from "./sessions.ts";

/**
 * Makes the indexes of tables that are missing; the database is asked once for all resources. They come after the data: a first load with them in place takes longer. A
 * column that begins any index of its table has one, whoever made it. An index is not worth a load: where the table is another's, or
 * somebody holds it, the next load tries again.
 */
export async function makeIndexes(client: Client, resources: readonly Resource[]): Promise<void> {
  try {
    for (const statements of await findMissing(client, resources)) await makeAll(client, statements);
  } catch {
    // As said above.
  }
}

/** As `makeIndexes`, in a transaction that fills the tables. */
export async function makeIndexesWithin(client: Client, resource: Resource): Promise<void> {
  await client.query("SAVEPOINT before_indexes; SET LOCAL lock_timeout = '1s'");
  try {
    for (const statement of (await findMissing(client, [resource])).flat()) await client.query(statement);
    await client.query("SELECT set_config('lock_timeout', $1, TRUE)", [LOCK_TIMEOUT]);
    await client.query("RELEASE before_indexes");
  } catch {
    await client.query("ROLLBACK TO before_indexes; RELEASE before_indexes");
  }
}

/** For each resource, the statements of indexes that its tables lack and this user may make. */
async function findMissing(client: Client, resources: readonly Resource[]): Promise<string[][]> {
  const tables = resources.flatMap((resource) => resource.tables.map(({ name }) => name));
  const { rows } = await client.query<[string, string | null]>({ text: FIND_INDEXED, values: [tables], rowMode: "array" });
  const owned = new Set(rows.map(([table]) => table));
  const indexed = new Set(rows.map((row) => JSON.stringify(row)));
  const missing: string[][] = [];
  for (const resource of resources.filter(({ tables }) => tables.some(({ name }) => owned.has(name)))) {
    const statements = (await readStatements(resource, "postgres")).get("index") ?? [];
    missing.push(statements.filter((statement) => {
      const [table, column] = INDEX.exec(statement)!.slice(1).map(unquoteName);
      return owned.has(table!) && !indexed.has(JSON.stringify([table, column]));
    }));
  }
  return missing;
}

/** A table that somebody holds keeps the others of its resource waiting for the next load, too. */
async function makeAll(client: Client, statements: readonly string[]): Promise<void> {
  try {
    for (const statement of statements) await client.query(`BEGIN;\nSET LOCAL lock_timeout = '1s';\n${statement}\nCOMMIT;`);
  } catch {
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
