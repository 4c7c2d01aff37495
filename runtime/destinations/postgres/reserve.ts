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
  await takeLock(client, [schema, LOAD], `Another load into ${name} (schema ${schema})`, { wait, signal });
  // A load that has lost its lock may be committing at this moment. This waits for that commit; any later one finds the lock lost.
  const { rows: [own] } = await client.query<{ pid: number }>(`SELECT pg_backend_pid() AS pid, pg_advisory_xact_lock(${FENCE})`, [schema]);
  return { schema, pid: own!.pid };
}

/** Reserves the way from this database to a place for one publish, until the connection ends. */
export async function reservePublish(client: Client, { name, place, wait, signal }: Omit<ReserveOptions, "schema"> & { readonly place: string }): Promise<void> {
  await takeLock(client, [place, "lago-loader publish"], `Another publish from ${name} to ${place}`, { wait, signal });
}

/** Releases the schema and keeps the connection. */
export async function releaseSchema(client: Client, schema: string): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock(${LOCK})`, [schema, LOAD]);
}

/**
 * Must be the last statement of a load's transaction. It fails if the load no longer holds the schema, and keeps another load from starting
 * before the transaction has ended. So two loads never mix, even if a cut connection is noticed late.
 */
export async function fenceCommit(client: Client, { schema, pid }: Holder, name: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${FENCE})`, [schema]);
  const { rowCount } = await client.query(`SELECT FROM pg_locks WHERE ${IS_LOCK} AND pid = $3 LIMIT 1`, [schema, LOAD, pid]);
  if (rowCount === 0) throw lostSchema(name, schema);
}

export function lostSchema(name: string, schema: string): DestinationError {
  return new DestinationError(`The connection to ${name} that reserved schema ${schema} for this load was cut, so that another load may have begun. Nothing more of this one is kept; load again.`);
}

/** What is locked, and for what. */
type Lock = readonly [what: string, purpose: string];
const LOAD = "lago-loader load";
const LOCK = "hashtext($2), hashtext($1)";
const FENCE = "hashtext('lago-loader commit'), hashtext($1)";
const IS_LOCK = `locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid = hashtext($2)::oid AND objid = hashtext($1)::oid AND objsubid = 2 AND granted`;

/** `holder`: who else may have it, as a message begins. */
async function takeLock(client: Client, lock: Lock, holder: string, { wait, signal }: { readonly wait: boolean; readonly signal: AbortSignal | undefined }): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`, [...lock]);
  if (rows[0]!.taken) return;
  if (!wait) throw new DestinationError(`${holder} is running: ${await findHolder(client, lock)}. Wait until it has ended, or use --wait.`);
  const giveUp = () => void client.end();
  signal?.addEventListener("abort", giveUp, { once: true });
  if (signal?.aborted) giveUp();
  const take = (): Promise<unknown> => client.query(`SELECT pg_advisory_lock(${LOCK})`, [...lock]).catch((error: unknown) => (isLocked(error) ? take() : Promise.reject(error)));
  await take().finally(() => signal?.removeEventListener("abort", giveUp));
}

async function findHolder(client: Client, lock: Lock): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `SELECT format('%s (server process %s%s%s, since %s)', coalesce(nullif(application_name, ''), 'a program'), pid, ', user ' || usename, ', from ' || client_addr, date_trunc('second', backend_start)) AS holder
    FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE ${IS_LOCK}`,
    [...lock],
  );
  // The other load may have ended in between.
  return rows[0]?.holder ?? "a program that has just ended";
}
