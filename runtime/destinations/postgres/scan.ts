import type { Client } from "pg";
import type { TakeRows } from "../destination.ts";
import { type Sql, writeSql } from "../sql.ts";

/** Passes on the rows of a SELECT in portions, by a cursor, which needs a transaction: the result is never in memory as a whole. */
export async function scanRows(client: Client, select: Sql, take: TakeRows): Promise<void> {
  await client.query(`DECLARE scanned NO SCROLL CURSOR FOR ${writeSql(select)}`);
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({ text: `FETCH ${ROWS} FROM scanned`, rowMode: "array", types: { getTypeParser: () => String } });
    if (rows.length === 0) return;
    await take(rows);
  }
}

const ROWS = 1000;
