import { chmod, lstat, mkdir, mkdtemp, readdir, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DestinationError } from "../../errors.ts";

/** A folder for what exceeds DuckDB's memory, and for rows that wait to be merged. Only its owner can read it. */
export interface Spill {
  readonly folder: string;
  /** Removes the files of the loader and of DuckDB, and the folder if it is then empty. */
  readonly remove: () => Promise<void>;
}

/** Beside the database. `FILE.tmp` is used by DuckDB's own shell. */
export function nameSpill(file: string): string {
  return `${file}.spill`;
}

/** Creates the folder of a database. Requires the lock of the file: then existing files are left from a killed load. */
export async function makeSpill(folder: string): Promise<Spill> {
  await mkdir(folder, { mode: 0o700 }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
    await checkOwn(folder);
    // When DuckDB recovers a file, it creates the folder readable by all users.
    await chmod(folder, 0o700);
    await empty(folder);
  });
  return spillIn(folder);
}

/**
 * Removes what a killed load of an earlier version has left in `FILE.tmp`. Files of DuckDB's own shell stay. Requires the lock of the file.
 */
export async function removeFormerSpill(file: string): Promise<void> {
  const folder = `${file}.tmp`;
  const names = (await readdir(folder).catch(() => [])).filter((name) => FORMERLY_OURS.test(name));
  if (names.length === 0) return;
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
  await removeFolder(folder);
}

/** File names of version 0.1: `add_ons-1-add_ons.parquet`. */
const FORMERLY_OURS = /^\w+-\d+-\w+\.parquet$/;

/** Creates a temporary folder for a reader, since several may read at the same time. */
export async function makeSpillElsewhere(): Promise<Spill> {
  return spillIn(await mkdtemp(join(tmpdir(), "lago-loader-")));
}

function spillIn(folder: string): Spill {
  const remove = async () => {
    await empty(folder);
    await removeFolder(folder);
  };
  return { folder, remove };
}

/** The name of a file for waiting rows. */
export function nameWaiting(batch: string, table: string): string {
  return `${batch}-${table}.parquet`;
}

/** File names of `nameWaiting` and of DuckDB (1.5.6). */
const OURS = /\.parquet$|^duckdb_temp_/;

/** Refuses a link or another user's folder, which would redirect what is written. */
async function checkOwn(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) {
    throw new DestinationError(`${folder} is in the way: the loader keeps rows there, and it is a file, a link or another user's folder. Move it away.`);
  }
}

async function empty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(ignoreMissing);
  await Promise.all((names ?? []).filter((name) => OURS.test(name)).map((name) => rm(join(folder, name), { force: true })));
}

/** Removes the folder unless somebody else has put something there. */
async function removeFolder(folder: string): Promise<void> {
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") ignoreMissing(error);
  });
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
