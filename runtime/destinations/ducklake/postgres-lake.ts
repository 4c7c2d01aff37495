import type { DuckDBConnection } from "@duckdb/node-api";
import type { Client } from "pg";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { registerSecret } from "../../secrets.ts";
import type { AttachOptions, Home } from "../duckdb/home.ts";
import { findUser } from "../postgres/address.ts";
import { followSignal, openConnector } from "../postgres/connect.ts";
import { explainPostgres } from "../postgres/errors.ts";
import { readPasswordFile } from "../postgres/password-file.ts";
import { reservePublish } from "../postgres/reserve.ts";
import { openSessions } from "../postgres/sessions.ts";
import { findStateFolder } from "../state-folder.ts";
import type { PostgresLakeAddress } from "./address.ts";
import { attachLake, attachStill } from "./attach-lake.ts";
import { makePrivateFolder, resolveData } from "./data-path.ts";
import { listExtensions, loadCipher, loadExtensions, type OnNotice } from "./extensions.ts";
import { maintainLake } from "./maintain.ts";
import { makeSecret } from "./secrets.ts";
import { writeSecret } from "./write-secret.ts";

/** A lake whose catalog is in Postgres. DuckDB reads and writes it; a separate connection holds the lock of the load. */
export async function findPostgresLake(lake: PostgresLakeAddress, { schema = "lago_data", onNotice, signal }: { readonly schema?: string; readonly onNotice?: OnNotice | undefined; readonly signal?: AbortSignal }): Promise<Home> {
  const { catalog: { address }, extensionDirectory, keepDays } = lake;
  const data = resolveData(lake.data);
  const name = `ducklake:${address.name}`;
  if (address.hosts.length > 1) throw new ConfigurationError("The catalog of a DuckLake is on one server. Name one host.");
  const { default: pg } = await import("pg");
  const opening = followSignal(signal);
  const connect = openConnector(pg, address, opening.signal);
  const sessions = openSessions({ connect, check: async () => {}, settings: SETTINGS, readOnly: false, name, schema: ANY });
  let creating = false;
  const explained = <Result>(work: Promise<Result>) => work.catch((error: unknown) => Promise.reject(explainPostgres(error, name, { role: findUser(address), schema: "public", readOnly: true })));
  return {
    name,
    stateFolder: findStateFolder(name, schema),
    spillFolder: undefined,
    settings: extensionDirectory === undefined ? {} : { extension_directory: extensionDirectory },
    oneAtATime: true,
    onlyWidens: true,
    claim: () => ({ note: () => {}, release: () => {} }),
    attach,
    async reserve(options) {
      if (creating) await explained(sessions.run((client) => client.query(UNLOCK_CREATION)));
      creating = false;
      return explained(sessions.reserve(options));
    },
    fence: () => explained(sessions.run((client) => sessions.fence(client))),
    maintain: (session) => maintainLake(session, keepDays),
    close: () => sessions.close(),
  };

  /** Of two first loads, the second waits until the first one has made the lake and reserved it. */
  async function find(client: Client, create: boolean): Promise<{ client: Client; hasLake: boolean }> {
    const hasLake = await isLake(client);
    if (hasLake || !create) return { client, hasLake };
    await client.query(LOCK_CREATION);
    creating = true;
    return { client, hasLake: await isLake(client) };
  }

  async function attach(session: DuckDBConnection, { readOnly, create, publishTo, ...waiting }: AttachOptions): Promise<void> {
    // First: a server that does not answer costs no download of extensions.
    const { client, hasLake } = await explained(sessions.run((client) => find(client, create && !readOnly)).finally(opening.release));
    await loadExtensions(session, listExtensions(lake), onNotice);
    await makeSecret(session, data);
    if (!hasLake && (readOnly || !create)) throw new DestinationError(`${name} is no DuckLake yet. Load something into it first.`);
    if (!hasLake && data === undefined) throw new ConfigurationError(`${name} is no DuckLake yet. Say where its data goes, as in ducklake:postgres://HOST/DATABASE?data=s3://BUCKET/PATH.`);
    if (!hasLake) await makePrivateFolder(data);
    await session.run(await describeSecret(client, lake));
    if (publishTo !== undefined) {
      await explained(sessions.run((open) => reservePublish(open, { name, place: publishTo, wait: false, ...waiting })));
      return attachStill(session, SOURCE, { secret: SECRET });
    }
    await session.run(attachLake(SOURCE, { readOnly, create: !hasLake, secret: SECRET, ...(!readOnly && { data }) }));
    if (!readOnly) await loadCipher(session, onNotice);
  }
}

/** What is locked is the lake, whose maintenance must be alone; as a message names it. */
const ANY = "of any name";

/** A table that DuckLake creates first. */
async function isLake(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("SELECT to_regclass('ducklake_metadata') IS NOT NULL AS there");
  return rows[0]!.there;
}

/** The connection is idle while pages are read. */
const SETTINGS = { idle_session_timeout: "0", idle_in_transaction_session_timeout: "0" };

const LOCK_CREATION = "SELECT pg_advisory_lock(hashtext('lago-loader create lake'))";
const UNLOCK_CREATION = "SELECT pg_advisory_unlock(hashtext('lago-loader create lake'))";

/** The rest is in the secret. */
const SOURCE = "ducklake:postgres:";
const SECRET = "lago_catalog";

/** The server that our own connection reached. Written as a secret, since DuckDB repeats a connection string in its errors. */
async function describeSecret(client: Client, { catalog: { address } }: PostgresLakeAddress): Promise<string> {
  const { host, port, user = "", database = "" } = client;
  const password = address.password || process.env["PGPASSWORD"] || (await readPasswordFile({ host, port, user, database })) || "";
  registerSecret(password);
  return writeSecret(SECRET, { type: "postgres", host, port: String(port), user, password, database });
}
