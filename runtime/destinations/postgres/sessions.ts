import type { Client } from "pg";
import { takeTurns } from "../turns.ts";
import { fenceCommit, type Holder, lostSchema, type ReserveOptions, releaseSchema, reserveSchema } from "./reserve.ts";
import type { Reservation } from "../destination.ts";

export interface SessionsOptions {
  readonly connect: () => Promise<Client>;
  /** Checks the server once, before the session is configured. */
  readonly check: (client: Client) => Promise<void>;
  readonly settings: Readonly<Record<string, string>>;
  readonly readOnly: boolean;
  readonly name: string;
  readonly schema: string;
}

/** The connections of an open database. */
export interface Sessions {
  /** Runs short work on the kept session, one piece after another; on a read-only database, each in a read-only transaction. */
  run<Result>(work: (client: Client) => Promise<Result>): Promise<Result>;
  /** Opens a separate session. The caller ends it. */
  open(): Promise<Client>;
  reserve(options: Pick<ReserveOptions, "wait" | "signal">): Promise<Reservation>;
  /** Called at the end of a load's transaction: throws if the load no longer holds the schema. */
  fence(client: Client): Promise<void>;
  close(): Promise<void>;
}

/**
 * Keeps one session, which holds the lock of the load's reservation and runs all short queries: if it is cut, both fail at once. A
 * read-only database keeps no state in its session, since behind a pooler the session serves another program next.
 */
export function openSessions({ connect, check, settings, readOnly, name, schema }: SessionsOptions): Sessions {
  const inTurn = takeTurns();
  let checked = false;
  let kept: Client | undefined;
  let held: { readonly holder: Holder; readonly lost: AbortController } | undefined;

  return { run, open, reserve, fence, close };

  function run<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    return inTurn(async () => {
      held?.lost.signal.throwIfAborted();
      const client = await keep();
      return readOnly ? inReadOnly(client, () => work(client)) : work(client);
    });
  }

  async function open(): Promise<Client> {
    const client = await connect();
    try {
      if (!checked) await check(client);
      checked = true;
      if (!readOnly) await apply(client, false);
      return client;
    } catch (error) {
      // An open client would keep the process alive.
      await client.end().catch(() => {});
      throw error;
    }
  }

  async function keep(): Promise<Client> {
    if (kept) return kept;
    const client = await open();
    client.once("end", () => {
      if (kept !== client) return;
      kept = undefined;
      held?.lost.abort(lostSchema(name, schema));
    });
    return (kept = client);
  }

  function reserve(options: Pick<ReserveOptions, "wait" | "signal">): Promise<Reservation> {
    return inTurn(async () => {
      const holder = await reserveSchema(await keep(), { ...options, schema, name }).catch((error: unknown) => {
        options.signal?.throwIfAborted();
        throw error;
      });
      const lost = new AbortController();
      held = { holder, lost };
      // The session may have been cut in between.
      if (!kept) lost.abort(lostSchema(name, schema));
      return { lost: lost.signal, release };
    });
  }

  function release(): Promise<void> {
    return inTurn(async () => {
      held = undefined;
      // A lock that cannot be released ends with its session.
      await (kept && releaseSchema(kept, schema).catch(() => kept?.end()));
    });
  }

  async function fence(client: Client): Promise<void> {
    held?.lost.signal.throwIfAborted();
    if (held) await fenceCommit(client, held.holder, name);
  }

  async function close(): Promise<void> {
    held = undefined;
    await inTurn(async () => kept?.end());
  }

  async function inReadOnly<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
    await client.query("BEGIN READ ONLY");
    try {
      await apply(client, true);
      return await work();
    } finally {
      // Fails if the connection is cut, which has already ended the transaction.
      await client.query("ROLLBACK").catch(() => {});
    }
  }

  /** Applies the settings that this version of Postgres knows. `local`: for the transaction only. */
  async function apply(client: Client, local: boolean): Promise<void> {
    await client.query("SELECT set_config(name, value, $3) FROM unnest($1::text[], $2::text[]) AS settings (name, value) JOIN (SELECT name FROM pg_settings) AS known USING (name)", [
      Object.keys(settings),
      Object.values(settings),
      local,
    ]);
  }
}

/** Runs work in a transaction: committed as a whole or rolled back, after which the session can continue. */
export async function inTransaction<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/** A session that forgot to end its transaction must not stop loads for ever. */
export const LOCK_TIMEOUT = "10min";

/**
 * Waits until no other loader creates or migrates tables, however long that takes: at once they would conflict in Postgres's catalog, in spite of
 * IF NOT EXISTS. The rest of the transaction waits less long for tables: until a change of a table has its lock, everybody who reads the table waits as well.
 */
export async function awaitCreators(client: Client): Promise<void> {
  await client.query("SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(hashtext('lago-loader create')); SET LOCAL lock_timeout = '30s'");
}

/** Creates what is missing, in a transaction of its own. */
export function createAlone(client: Client, statements: readonly string[]): Promise<void> {
  return inTransaction(client, async () => {
    await awaitCreators(client);
    for (const sql of statements) await client.query(sql);
  });
}
