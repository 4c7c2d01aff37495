import type { Client } from "pg";
import type { TakeRows } from "../destination.ts";
import { type Sql, writeSql } from "../sql.ts";

/** Hands on the rows of a SELECT some at a time, by a cursor, which needs a transaction around it: the answer is never in memory as a whole. */
export async function scanRows(client: Client, select: Sql, take: TakeRows): Promise<void> {
  await client.query(`DECLARE scanned NO SCROLL CURSOR FOR ${writeSql(select)}`);
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({ text: `FETCH ${ROWS} FROM scanned`, rowMode: "array", types: { getTypeParser: () => String } });
    if (rows.length === 0) return;
    await take(rows);
  }
}

const ROWS = 1000;
