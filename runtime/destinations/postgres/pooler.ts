import type { Client } from "pg";
import { DestinationError } from "../../errors.ts";

/**
 * Refuses a pooler in transaction mode, where each transaction may run in another session: settings, locks and temporary tables would be
 * left to other programs. To detect it, a second connection holds a transaction; with a session of its own, the first connection then
 * keeps its server process. It runs before anything is set, so nothing is left behind.
 */
export async function refusePooler(client: Client, connect: () => Promise<Client>, name: string): Promise<void> {
  const before = await readProcess(client);
  const other = await connect();
  try {
    await other.query("BEGIN");
    const taken = await readProcess(other);
    // If both share one server connection, the first would wait for the second.
    const isShared = taken === before || (await readProcess(client)) !== before;
    await other.query("ROLLBACK");
    if (isShared) throw sayPooler(name);
  } catch (error) {
    // PgBouncer's message in statement mode.
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
