import type { Client } from "pg";
import { DestinationError } from "../../errors.ts";
import { isLocked } from "./errors.ts";

export interface ReserveOptions {
  readonly schema: string;
  /** The database, for people. */
  readonly name: string;
  readonly wait: boolean;
  readonly signal?: AbortSignal;
}

/** The load that may write into a schema, as the server knows it. */
export interface Holder {
  readonly schema: string;
  /** The server process whose session holds the lock. */
  readonly pid: number;
}

/**
 * Reserves the schema for one load, by an advisory lock that ends with this connection. The lock is per database; two numbers identify it.
 */
export async function reserveSchema(client: Client, { schema, name, wait, signal }: ReserveOptions): Promise<Holder> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`, [schema]);
  if (!rows[0]!.taken) {
    if (!wait) throw new DestinationError(`Another load into ${name} (schema ${schema}) is running: ${await findHolder(client, schema)}. Wait until it has ended, or use --wait.`);
    await waitForLock(client, schema, signal);
  }
  // A load that has lost its lock may be committing at this moment. This waits for that commit; any later one finds the lock lost.
  const { rows: [own] } = await client.query<{ pid: number }>(`SELECT pg_backend_pid() AS pid, pg_advisory_xact_lock(${FENCE})`, [schema]);
  return { schema, pid: own!.pid };
}

/** Releases the schema and keeps the connection. */
export async function releaseSchema(client: Client, schema: string): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock(${LOCK})`, [schema]);
}

/**
 * Must be the last statement of a load's transaction. It fails if the load no longer holds the schema, and keeps another load from starting
 * before the transaction has ended. So two loads never mix, even if a cut connection is noticed late.
 */
export async function fenceCommit(client: Client, { schema, pid }: Holder, name: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${FENCE})`, [schema]);
  const { rowCount } = await client.query(`SELECT FROM pg_locks WHERE ${IS_LOCK} AND pid = $2 LIMIT 1`, [schema, pid]);
  if (rowCount === 0) throw lostSchema(name, schema);
}

export function lostSchema(name: string, schema: string): DestinationError {
  return new DestinationError(`The connection to ${name} that reserved schema ${schema} for this load was cut, so that another load may have begun. Nothing more of this one is kept; load again.`);
}

const LOCK = "hashtext('lago-loader load'), hashtext($1)";
const FENCE = "hashtext('lago-loader commit'), hashtext($1)";
const IS_LOCK = `locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid = hashtext('lago-loader load')::oid AND objid = hashtext($1)::oid AND objsubid = 2 AND granted`;

async function waitForLock(client: Client, schema: string, signal: AbortSignal | undefined): Promise<void> {
  const giveUp = () => void client.end();
  signal?.addEventListener("abort", giveUp, { once: true });
  if (signal?.aborted) giveUp();
  const take = (): Promise<unknown> => client.query(`SELECT pg_advisory_lock(${LOCK})`, [schema]).catch((error: unknown) => (isLocked(error) ? take() : Promise.reject(error)));
  await take().finally(() => signal?.removeEventListener("abort", giveUp));
}

async function findHolder(client: Client, schema: string): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `SELECT format('%s (server process %s%s%s, since %s)', coalesce(nullif(application_name, ''), 'a program'), pid, ', user ' || usename, ', from ' || client_addr, date_trunc('second', backend_start)) AS holder
    FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE ${IS_LOCK}`,
    [schema],
  );
  // The other load may have ended in between.
  return rows[0]?.holder ?? "a program that has just ended";
}
