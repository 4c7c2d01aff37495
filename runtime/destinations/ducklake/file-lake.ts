import { existsSync } from "node:fs";
import { DestinationError } from "../../errors.ts";
import { attachFile } from "../duckdb/attach-file.ts";
import { explainMissing } from "../duckdb/errors.ts";
import { claimFile, findRealPath, makePrivate } from "../duckdb/file.ts";
import { CATALOG, type Home } from "../duckdb/home.ts";
import { lockBeside } from "../duckdb/lock-beside.ts";
import { nameSpill } from "../duckdb/spill.ts";
import type { FileLakeAddress } from "./address.ts";
import { attachLake, attachStill } from "./attach-lake.ts";
import { makePrivateFolder, resolveData } from "./data-path.ts";
import { listExtensions, loadExtensions, type OnNotice } from "./extensions.ts";
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
      const isNew = !existsSync(file);
      if (isNew && (readOnly || !create)) throw new DestinationError(explainMissing(name));
      // An existing lake knows where its data is.
      const place = data ?? (isNew ? `${file}.files` : undefined);
      await loadExtensions(session, listExtensions(address), onNotice);
      await makeSecret(session, data);
      const look = attachLake(source, { readOnly: true });
      const attach = readOnly ? look : attachLake(source, { readOnly: false, data: place });
      if (isNew) await makePrivateFolder(place);
      // Several programs can open a SQLite file at once.
      if (kind === "sqlite" && publishTo !== undefined) return attachStill(session, source, {});
      if (kind === "sqlite" && !readOnly) await lockBeside(session, file, waiting);
      await attachFile(session, { attach, ...(!readOnly && kind === "duckdb" && { look }), detach: `DETACH ${CATALOG}` }, waiting);
      if (isNew) await makePrivate(file);
    },
  };
}
