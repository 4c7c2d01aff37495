import { existsSync } from "node:fs";
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
      const attach = readOnly ? look : `ATTACH ${quoteText(file)} AS ${CATALOG} (TYPE duckdb)`;
      await attachFile(session, { attach, ...(!readOnly && { look }), detach: `DETACH ${CATALOG}` }, waiting);
      if (isNew) await makePrivate(file);
      if (!readOnly) await removeFormerSpill(file);
    },
  };
}
