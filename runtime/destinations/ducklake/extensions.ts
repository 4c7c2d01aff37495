import type { DuckDBConnection } from "@duckdb/node-api";
import { DestinationError } from "../../errors.ts";
import { CATALOG } from "../duckdb/home.ts";
import { quoteText } from "../duckdb/literals.ts";
import type { LakeAddress } from "./address.ts";

/** The extensions that a lake needs: for the catalog, for its database, and for the store of its data. */
export function listExtensions({ catalog, data }: Pick<LakeAddress, "catalog" | "data">): string[] {
  const store = STORES[/^([a-z0-9]+):\/\//i.exec(data ?? "")?.[1]?.toLowerCase() ?? ""] ?? [];
  return ["ducklake", ...CATALOGS[catalog.kind], ...store];
}

const CATALOGS: Readonly<Record<LakeAddress["catalog"]["kind"], readonly string[]>> = { duckdb: [], sqlite: ["sqlite_scanner"], postgres: ["postgres_scanner"] };

const STORES: Readonly<Record<string, readonly string[]>> = { s3: ["httpfs", "aws"], gs: ["httpfs"], gcs: ["httpfs"], az: ["azure"], azure: ["azure"], abfss: ["azure"] };

/** Called with a sentence before a download. */
export type OnNotice = (sentence: string) => void;

/** Loads extensions, and announces and downloads missing ones. DuckDB checks their signatures. */
export async function loadExtensions(session: DuckDBConnection, names: readonly string[], onNotice: OnNotice = () => {}): Promise<void> {
  const missing = await findMissing(session, names);
  if (missing.length > 0) onNotice(`Downloading DuckDB's extension${missing.length > 1 ? "s" : ""} ${missing.join(", ")} from extensions.duckdb.org, once. Without a network: --extension-directory.`);
  for (const name of names) {
    try {
      if (missing.includes(name)) await session.run(`INSTALL ${name}`);
      await session.run(`LOAD ${name}`);
    } catch (error) {
      throw await explain(session, name, missing.includes(name), error);
    }
  }
}

/** Loads what writing takes if the attached lake is encrypted. */
export async function loadCipher(session: DuckDBConnection, onNotice?: OnNotice): Promise<void> {
  const { length } = (await session.runAndReadAll(`SELECT 1 FROM ducklake_options(${quoteText(CATALOG)}) WHERE option_name = 'encrypted' AND value = 'true'`)).getRows();
  if (length > 0) await loadExtensions(session, ["httpfs"], onNotice);
}

async function findMissing(session: DuckDBConnection, names: readonly string[]): Promise<string[]> {
  const reader = await session.runAndReadAll("SELECT extension_name FROM duckdb_extensions() WHERE installed");
  const installed = new Set(reader.getRows().map(([name]) => name as string));
  return names.filter((name) => !installed.has(name));
}

async function explain(session: DuckDBConnection, name: string, isMissing: boolean, error: unknown): Promise<DestinationError> {
  const [[version, platform]] = (await session.runAndReadAll("SELECT version(), platform FROM pragma_platform()")).getRows() as [[string, string]];
  const text = error instanceof Error ? error.message : String(error);
  const reason = /built specifically|version/i.test(text) && !/Failed to download/.test(text) ? "is of another version of DuckDB" : isMissing ? "cannot be downloaded" : "cannot be loaded: its file is damaged, or another's";
  return new DestinationError(
    `DuckDB's extension ${name} ${reason}. This is DuckDB ${version} for ${platform}. On a machine without a network, put it into a folder as DIR/${version}/${platform}/${name}.duckdb_extension ` +
      "(unpacked, from extensions.duckdb.org) and name the folder with --extension-directory DIR.",
    { cause: error },
  );
}
