import type { Client } from "pg";
import { DestinationError } from "../../errors.ts";

/** The oldest supported version; the Postgres project itself no longer supports older ones. */
const OLDEST = 15;

/** Throws if the server cannot hold what the loader writes. */
export async function checkServer(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number, current_setting('server_encoding') AS encoding",
  );
  const { version, number, encoding } = rows[0]!;
  if (Number(number) < OLDEST * 10_000) {
    throw new DestinationError(`${name} is Postgres ${version}, which is too old. Use version ${OLDEST} or later.`);
  }
  if (encoding !== "UTF8") {
    throw new DestinationError(`${name} stores text as ${encoding}, which cannot hold all that Lago sends. Use a database created with ENCODING 'UTF8'.`);
  }
}
