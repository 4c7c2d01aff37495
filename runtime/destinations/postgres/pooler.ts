import type { Client } from "pg";
import { DestinationError } from "../../errors.ts";

/**
 * Refuses a pooler in transaction mode, where the next transaction is one of another session: its settings, locks and temporary tables
 * would be left to other programs. A second connection holds a transaction meanwhile; in a session of its own the first one stays where it is.
 * Nothing is set by then, so nothing is left behind.
 */
export async function refusePooler(client: Client, connect: () => Promise<Client>, name: string): Promise<void> {
  const before = await readProcess(client);
  const other = await connect();
  try {
    await other.query("BEGIN");
    const taken = await readProcess(other);
    // Where they share one, the first would wait for the second.
    const isShared = taken === before || (await readProcess(client)) !== before;
    await other.query("ROLLBACK");
    if (isShared) throw sayPooler(name);
  } catch (error) {
    // PgBouncer's words in its third mode.
    if (/statement pooling mode/.test((error as Error).message)) throw sayPooler(name);
    throw error;
  } finally {
    await other.end();
  }
}

async function readProcess(client: Client): Promise<number> {
  return (await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]!.pid;
}

function sayPooler(name: string): DestinationError {
  const hint = /-pooler\./.test(name) ? " (its host name without -pooler)" : /pooler\.supabase\.com:6543/.test(name) ? " (port 5432)" : "";
  return new DestinationError(`${name} is a connection pooler in transaction mode, as PgBouncer has it, and a load needs sessions of its own: name the database itself${hint}, or a pooler in session mode. Queries and status work with this address.`);
}
