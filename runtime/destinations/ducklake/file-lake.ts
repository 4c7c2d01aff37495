import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DestinationError } from "../../errors.ts";
import { attachFile } from "../duckdb/attach-file.ts";
import { explainMissing } from "../duckdb/errors.ts";
import { claimFile, findRealPath, makePrivate } from "../duckdb/file.ts";
import { CATALOG, type Home } from "../duckdb/home.ts";
import { quoteText } from "../duckdb/literals.ts";
import { lockBeside } from "../duckdb/lock-beside.ts";
import { nameSpill } from "../duckdb/spill.ts";
import type { FileCatalog, FileLakeAddress } from "./address.ts";
import { attachLake, attachStill } from "./attach-lake.ts";
import { makePrivateFolder, resolveData } from "./data-path.ts";
import { listExtensions, loadCipher, loadExtensions, type OnNotice } from "./extensions.ts";
import { maintainLake } from "./maintain.ts";
import { makeSecret } from "./secrets.ts";

/** A lake whose catalog is a DuckDB or SQLite file. While it is open, other loaders are locked out. */
export function findFileLake(address: FileLakeAddress, { onNotice }: { readonly onNotice?: OnNotice | undefined }): Home {
  const { catalog: { kind, file: path }, extensionDirectory, keepDays } = address;
  const data = resolveData(address.data);
  const file = findRealPath(path);
  const name = `ducklake:${kind === "sqlite" ? "sqlite:" : ""}${path}`;
  const source = `ducklake:${kind === "sqlite" ? "sqlite:" : ""}${file}`;
  return {
    name,
    stateFolder: `${file}.resume`,
    spillFolder: nameSpill(file),
    settings: extensionDirectory === undefined ? {} : { extension_directory: extensionDirectory },
    oneAtATime: true,
    onlyWidens: true,
    claim: () => claimFile(file, name),
    maintain: (session) => maintainLake(session, keepDays),
    async attach(session, { readOnly, create, publishTo, ...waiting }) {
      const isMissing = !existsSync(file);
      if (isMissing && (readOnly || !create)) throw new DestinationError(explainMissing(name));
      if (!existsSync(dirname(file))) throw new DestinationError(`The folder of ${name} does not exist. Make it first.`);
      await loadExtensions(session, listExtensions(address), onNotice);
      await makeSecret(session, data);
      // Several programs can open a SQLite file at once.
      if (kind === "sqlite" && publishTo !== undefined) return attachStill(session, source, {});
      if (kind === "sqlite" && !readOnly) await lockBeside(session, file, waiting);
      const look = attachLake(source, { readOnly: true });
      const detach = `DETACH ${CATALOG}`;
      if (readOnly) return attachFile(session, { attach: look, detach }, waiting);

      const open = async (isNew: boolean) => {
        // An existing lake knows where its data is.
        const place = data ?? (isNew ? `${file}.files` : undefined);
        if (isNew) await makePrivateFolder(place);
        const attach = attachLake(source, { readOnly, create: isNew, data: place, journal: isNew ? JOURNALS[kind] : undefined });
        await attachFile(session, { attach, ...(kind === "duckdb" && { look }), detach }, waiting);
        if (isNew) await makePrivate(file);
      };
      await open(isMissing).catch(async (error: unknown) => {
        if (!create || !IS_NO_LAKE.test(String(error)) || !(await isEmpty(session, file, kind))) throw error;
        await open(true);
      });
      await loadCipher(session, onNotice);
    },
  };
}

const IS_NO_LAKE = /Existing DuckLake at metadata catalog .* does not exist/;

/** A load was killed before it had created its lake. In a database with tables, none is created: the address is wrong. */
async function isEmpty(session: DuckDBConnection, file: string, kind: FileCatalog["kind"]): Promise<boolean> {
  await session.run(`ATTACH ${quoteText(file)} AS lago_look (${kind === "sqlite" ? "TYPE sqlite" : "TYPE duckdb"}, READ_ONLY)`);
  const { length } = (await session.runAndReadAll("SELECT 1 FROM duckdb_tables() WHERE database_name = 'lago_look' LIMIT 1")).getRows();
  await session.run("DETACH lago_look");
  return length === 0;
}

/** With a log ahead, who reads a SQLite file and who writes it do not wait for each other. A reader needs the right to write the folder. */
const JOURNALS: Readonly<Record<FileCatalog["kind"], string | undefined>> = { duckdb: undefined, sqlite: "WAL" };
