import { readlinkSync, realpathSync, statSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { DestinationError } from "../../errors.ts";
import { findHome } from "../../home-folder.ts";

/** The path with a leading `~` expanded to the home folder, as shells and DuckDB do. */
export function expandHome(path: string): string {
  return path.replace(/^~(?=$|[\\/])/, (sign) => findHome() ?? sign);
}

/**
 * The canonical path of a file, without links. DuckDB names the write-ahead log after the given path: with a second name it would not find
 * the log that a killed load left under the first one.
 */
export function findRealPath(path: string): string {
  const file = resolve(expandHome(path));
  // DuckDB would look for the log of `a?b/c.duckdb` at `a.wal?b/c.duckdb`.
  if (dirname(file).includes("?")) throw new DestinationError(`DuckDB cannot keep a file in a folder with "?" in its name: ${path}. Rename the folder, or name another file.`);
  try {
    return realpathSync(file);
  } catch {
    return followMissing(file);
  }
}

/** The real path of a file that does not exist yet, in a folder that may be a link, or behind a link to a missing file. */
function followMissing(file: string): string {
  try {
    return findRealPath(resolve(dirname(file), readlinkSync(file)));
  } catch (error) {
    if (error instanceof DestinationError) throw error;
  }
  try {
    return join(realpathSync(dirname(file)), basename(file));
  } catch {
    // The folder is missing, too: DuckDB reports that when it opens the file.
    return file;
  }
}

/** Identifies a file under all of its names, including hard links; undefined if it does not exist. */
function findInode(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found && `${found.dev}:${found.ino}`;
}

/** A file that is open in this process. */
export interface Claim {
  /** Must be called when the file exists: it may have been missing when it was claimed. */
  readonly note: () => void;
  readonly release: () => void;
}

/** DuckDB locks a file against other processes. Opening it twice in one process would corrupt it. */
const claimed = new Set<string>();

/** Claims the file for this process. `path`: the file, for people. */
export function claimFile(file: string, path: string): Claim {
  const taken = new Set<string>();
  const take = (name: string | undefined) => {
    if (name === undefined || taken.has(name)) return;
    if (claimed.has(name)) throw new DestinationError(`${path} is already open in this process. Close it there first.`);
    claimed.add(name);
    taken.add(name);
  };
  const release = () => taken.forEach((name) => claimed.delete(name));
  try {
    take(file);
    take(findInode(file));
  } catch (error) {
    release();
    throw error;
  }
  return { note: () => take(findInode(file)), release };
}

/** A new database holds customers' names and addresses: only its owner may read it. */
export async function makePrivate(file: string): Promise<void> {
  await chmod(file, 0o600);
}
