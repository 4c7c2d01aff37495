import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "./postgres.ts";

/** Whether this machine has PgBouncer (Debian: `apt-get install pgbouncer`); what needs it is skipped where it has not. */
export const hasPgBouncer = spawnSync("pgbouncer", ["--version"]).status === 0;

export interface Pooler {
  /** The address of the database behind it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A real PgBouncer before a server. `connections`: how many of the server's it uses. */
export async function startPgBouncer(server: string, mode: "session" | "transaction" | "statement", connections = 3): Promise<Pooler> {
  const directory = await mkdtemp(join(tmpdir(), "lago-loader-pgbouncer-"));
  const port = await findFreePort();
  const { hostname, port: behind, username, password, pathname } = new URL(server);
  await writeFile(join(directory, "users.txt"), `"${username}" "${password}"\n`);
  await writeFile(
    join(directory, "pgbouncer.ini"),
    `[databases]\n* = host=${hostname} port=${behind}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = plain\nauth_file = ${directory}/users.txt\npool_mode = ${mode}\ndefault_pool_size = ${connections}\n`,
  );
  await chmod(directory, 0o755);
  // It refuses to run as root; this is the user that the test server runs as then.
  const child = spawn("pgbouncer", [...(process.getuid?.() === 0 ? ["-u", "postgres"] : []), join(directory, "pgbouncer.ini")], { stdio: "ignore" });
  await untilListening(port);
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`,
    stop: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
      await rm(directory, { recursive: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, "127.0.0.1");
    const isThere = await once(socket, "connect").then(() => true, () => false);
    socket.destroy();
    if (isThere) return;
    await sleep(100);
  }
  throw new Error("PgBouncer did not start.");
}
