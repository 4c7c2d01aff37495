import type { KnownError } from "./known-error.ts";

const MOVED = "If the folder was moved: docs/ducklake.md, \"Moving a lake\"";

/** What to do when DuckLake, or the database of its catalog, refuses. The messages are those of DuckDB 1.5.5. */
export const LAKE_ERRORS: readonly KnownError[] = [
  [/Existing DuckLake at metadata catalog .* does not exist/, (lake) => `${lake} is no DuckLake. Correct the address: a DuckDB file is duckdb:FILE, and a lake's file that is missing is created.`],
  [/probe DuckLake metadata.*(?:file is not a database|malformed)/s, (lake) => `${lake} is no SQLite database, or damaged. Correct the address, or restore a copy.`],
  [
    /DuckLake catalog version mismatch: catalog version is (\S+), but the extension requires version (\d+(?:\.\d+)*)/,
    (lake, [, found, wanted]) => `${lake} has a catalog of DuckLake version ${found}, and this DuckDB takes ${wanted}. If it is newer, update lago-loader; if older, upgrade it once: docs/ducklake.md, "Versions".`,
  ],
  [/DATA_PATH parameter "(.*?)" does not match existing data path in the catalog "(.*?)"/, (lake, [, given, known]) => `The data of ${lake} is in ${known}, not in ${given}. Correct data= in the address, or leave it out. ${MOVED}.`],
  [
    /Cannot open file "([^"]*\.parquet)": No such file/,
    (lake, [, file]) => `A data file of ${lake} is missing: ${file}. Restore it from a copy. ${MOVED}. If it is lost: "Lost files" there.`,
    "resource",
  ],
  [
    /(?:file|directory) "([^"]+)".*permission denied|permission denied, \w+ '([^']+)'/i,
    (lake, [, file, made]) => `There is no permission for ${file ?? made}, of ${lake}. The loader needs the right to read and write the catalog, the folder beside it and the data.`,
  ],
  [/too small to be a Parquet file|No magic bytes found|TProtocolException/, (lake) => `A data file of ${lake} is damaged. Restore it from a copy; if there is none: docs/ducklake.md, "Lost files".`, "resource"],
  [
    // As libpq writes it: with a capital, it is curl's word about a store.
    /server closed the connection|terminating connection|could not connect to server|connection to server .* failed|no connection to the server|Failed to execute query "ROLLBACK"/,
    (lake) => `The connection to the catalog of ${lake} was cut. What was committed stays: run the command again when the server can be reached.`,
  ],
  [/database is locked/, (lake) => `The catalog of ${lake} is locked: another program writes it, or reads it for long. Nothing of this is kept; end that program, and run the command again.`],
  [/read-only crypto module/, (lake) => `${lake} is encrypted, which takes DuckDB's extension httpfs. Put it into the folder of extensions: docs/ducklake.md.`],
];
