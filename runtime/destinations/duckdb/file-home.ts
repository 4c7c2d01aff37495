import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DestinationError } from "../../errors.ts";
import { attachFile } from "./attach-file.ts";
import { explainMissing } from "./errors.ts";
import { claimFile, findRealPath, makePrivate } from "./file.ts";
import { CATALOG, type Home } from "./home.ts";
import { quoteText } from "./literals.ts";
import { nameSpill, removeFormerSpill } from "./spill.ts";

/** Tables in a DuckDB file, which is created if it is missing. While it is open, it is locked against other processes. */
export function findFileHome(path: string): Home {
  const file = findRealPath(path);
  return {
    name: path,
    stateFolder: `${file}.resume`,
    spillFolder: nameSpill(file),
    settings: {},
    oneAtATime: false,
    onlyWidens: false,
    flush: "CHECKPOINT",
    claim: () => claimFile(file, path),
    async attach(session, { readOnly, create, ...waiting }) {
      const isNew = !existsSync(file);
      if (!create && isNew) throw new DestinationError(explainMissing(path));
      // The type is given because DuckDB would otherwise look for an extension if the file is SQLite's.
      const look = `ATTACH ${quoteText(file)} AS ${CATALOG} (TYPE duckdb, READ_ONLY)`;
      const attach = readOnly ? look : `ATTACH ${quoteText(file)} AS ${CATALOG} (TYPE duckdb, ROW_GROUP_SIZE ${ROW_GROUP})`;
      await attachFile(session, { attach, ...(!readOnly && { look }), detach: `DETACH ${CATALOG}` }, waiting);
      if (isNew) await makePrivate(file);
      else await refuseLake(session, path);
      if (!readOnly) await removeFormerSpill(file);
    },
  };
}

/** In the catalog of a lake, tables would be beside the lake, and nobody would find them there. */
async function refuseLake(session: DuckDBConnection, path: string): Promise<void> {
  const reader = await session.runAndReadAll(`SELECT 1 FROM duckdb_tables() WHERE database_name = ${quoteText(CATALOG)} AND schema_name = 'main' AND table_name = 'ducklake_metadata'`);
  if (reader.getRows().length > 0) throw new DestinationError(`${path} is the catalog of a DuckLake. Write ducklake:${path}.`);
}

/**
 * Rows of a row group, half of DuckDB's default. Until one is full, DuckDB (1.5.6) holds its inserted rows in memory, unpacked: 170 MB
 * of 122,880 fees. Of a load's last rows, it also has less to pack as they are committed. Files are 1 % larger, and as fast to read.
 */
const ROW_GROUP = 61_440;
