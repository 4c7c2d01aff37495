import type { DuckDBConnection } from "@duckdb/node-api";
import { loadDriver } from "../destinations/duckdb/driver.ts";
import { isHeldByAnother } from "../destinations/duckdb/errors.ts";
import { CATALOG } from "../destinations/duckdb/home.ts";
import { quoteText } from "../destinations/duckdb/literals.ts";
import { isFileLake, type LakeAddress, parseLakeAddress } from "../destinations/ducklake/address.ts";
import { isRemote } from "../destinations/ducklake/data-path.ts";
import { findLake } from "../destinations/ducklake/ducklake.ts";
import { quoteName } from "../destinations/identifiers.ts";
import type { Opened, OpenOptions } from "./duckdb-file.ts";
import { BusyError } from "./reader.ts";

/** Whether a lake is entirely on this machine, so that SQL can be confined to it. */
export function isLocal(lake: LakeAddress): boolean {
  return isFileLake(lake) && !isRemote(lake.data);
}

/** Opens a lake for reading, by its address. If it is on this machine, SQL can only access its files. */
export async function openLake(address: string, schema: string, settings: Readonly<Record<string, string>>, { count = 1, files = [] }: OpenOptions = {}): Promise<Opened> {
  const lake = parseLakeAddress(address);
  const home = await findLake(lake, { schema });
  const instance = await loadDriver().DuckDBInstance.create(":memory:", { ...settings, ...home.settings });
  const session = await instance.connect();
  const sessions = [session];
  const close = () => {
    for (const each of sessions) each.closeSync();
    instance.closeSync();
    void home.close?.();
  };
  try {
    await home.attach(session, { schema, readOnly: true, create: false });
    while (sessions.length < count) sessions.push(await instance.connect());
    for (const each of sessions) {
      await each.run(`USE ${CATALOG}.${quoteName(schema)}`);
      await each.run("SET TimeZone = 'UTC'");
    }
    if (isLocal(lake)) await confine(session, files);
    return { sessions, close };
  } catch (error) {
    close();
    throw isHeldByAnother(error) ? new BusyError(`${home.name} is being written`, { cause: error }) : error;
  }
}

async function confine(session: DuckDBConnection, files: readonly string[]): Promise<void> {
  const [[data]] = (await session.runAndReadAll(`SELECT value FROM ducklake_options(${quoteText(CATALOG)}) WHERE option_name = 'data_path'`)).getRows() as [[string]];
  if (files.length > 0) await session.run(`SET allowed_paths = [${files.map(quoteText).join(", ")}]`);
  await session.run(`SET allowed_directories = [${quoteText(data)}]`);
  await session.run("SET enable_external_access = false");
  await session.run("SET lock_configuration = true");
}
