import type { Client } from "pg";
import { DestinationError } from "../../errors.ts";

export interface Reservation {
  readonly schema: string;
  /** What a person calls the database. */
  readonly name: string;
  readonly wait: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Takes the schema for one load, by an advisory lock that ends with this connection, however that ends. The lock is of
 * the database it is taken in; two numbers name it.
 */
export async function reserveSchema(client: Client, { schema, name, wait, signal }: Reservation): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`, [schema]);
  if (rows[0]!.taken) return;
  if (!wait) throw new DestinationError(`Another load into ${name} (schema ${schema}) is running: ${await findHolder(client, schema)}. Wait until it has ended, or use --wait.`);
  const giveUp = () => void client.end();
  signal?.addEventListener("abort", giveUp, { once: true });
  if (signal?.aborted) giveUp();
  await client.query(`SELECT pg_advisory_lock(${LOCK})`, [schema]).finally(() => signal?.removeEventListener("abort", giveUp));
}

const LOCK = "hashtext('lago-loader load'), hashtext($1)";

async function findHolder(client: Client, schema: string): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `SELECT format('%s (server process %s%s%s, since %s)', coalesce(nullif(application_name, ''), 'a program'), pid, ', user ' || usename, ', from ' || client_addr, date_trunc('second', backend_start)) AS holder
    FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid = hashtext('lago-loader load')::oid AND objid = hashtext($1)::oid AND objsubid = 2 AND granted`,
    [schema],
  );
  // It may have ended in between.
  return rows[0]?.holder ?? "a program that has just ended";
}
