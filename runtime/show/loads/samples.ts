import { identifier, joinSql, sql } from "../../destinations/sql.ts";
import type { Ask } from "../../reader/reader.ts";
import { COLON, skipSpace, skipString, skipValue } from "../../rows/json.ts";

/**
 * A sample value of each field in `_extra`, verbatim, by its reported name: `plans.parent_id`. The smallest text, so that the same data gives
 * the same sample. `tables`: those of the database.
 */
export async function readSamples(ask: Ask, names: readonly string[], tables: ReadonlySet<string>): Promise<Map<string, string>> {
  const questions = names.flatMap((name) => {
    const table = name.slice(0, name.indexOf("."));
    const text = sql`CAST(_extra AS varchar)`;
    return tables.has(table) ? [sql`SELECT ${name}, min(${text}) FROM ${identifier(table)} WHERE strpos(${text}, ${`"${fieldOf(name)}"`}) > 0`] : [];
  });
  if (questions.length === 0) return new Map();
  const { rows } = await ask(joinSql(questions, "\nUNION ALL\n"));
  return new Map(rows.flatMap(([name, extra]) => {
    const value = extra === null ? undefined : findValue(Buffer.from(extra!), fieldOf(name!));
    return value === undefined ? [] : [[name!, value]];
  }));
}

/** `invoices.customer.code` → `code`; columns of nested objects are called `item__units`. */
function fieldOf(name: string): string {
  return name.split(/\.|__/).at(-1)!;
}

/** The text of the first value with this key, at any depth. */
function findValue(bytes: Buffer, field: string): string | undefined {
  const key = Buffer.from(JSON.stringify(field));
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) {
    const colon = skipSpace(bytes, skipString(bytes, at));
    // A value can be the same text as a key.
    if (bytes[colon] !== COLON) continue;
    const from = skipSpace(bytes, colon + 1);
    return bytes.toString("utf8", from, skipValue(bytes, from));
  }
  return undefined;
}
