import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../../make-folder.ts";

/** The folder for the checkpoints of one load; without one, none are kept. */
export interface CheckpointFolder {
  readonly path: string | undefined;
  /** Why there is no folder. */
  readonly problem: string | undefined;
  /** Must be called when the load ends. Removes empty folders whose names are the loader's own. */
  close(): Promise<void>;
}

export interface FolderOptions {
  /** Undefined if this system has no state folder. */
  readonly parent: string | undefined;
  /** Whether the parent folder is the loader's own as well, and not chosen by the user. */
  readonly own: boolean;
  /** Identifies source and destination: loads with different ones never see each other's checkpoints. */
  readonly identity: readonly (string | null)[];
}

/**
 * Creates a folder that no other user can read or write, since pages hold customers' data. Checkpoints are optional: without the folder,
 * the load continues.
 */
export async function openFolder({ parent, own, identity }: FolderOptions): Promise<CheckpointFolder> {
  if (parent === undefined) return none("this user has no home folder");
  const path = join(parent, createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16));
  try {
    await makeFolder(parent, { mode: 0o700 });
    await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    const found = await lstat(path);
    if (!found.isDirectory()) return none(`${path} is not a folder`);
    if (!isPrivate(found)) return none(`${path} belongs to another user or is open to others`);
  } catch (error) {
    return none((error as Error).message);
  }
  return { path, problem: undefined, close };

  async function close(): Promise<void> {
    await rmdir(path).then(() => (own ? rmdir(parent!) : undefined)).catch(() => {});
  }
}

/** The kinds of files: checkpoints with pages, or hints of webhooks. */
export type FileEnding = "pages" | "hints";

/** Creates a file with a unique name. */
export async function createFile(folder: string, name: string, ending: FileEnding = "pages"): Promise<{ readonly file: string; readonly handle: FileHandle }> {
  const file = join(folder, `${name}.${randomUUID()}.${ending}`);
  const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants;
  return { file, handle: await open(file, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600) };
}

/** The files of this name from earlier processes. */
export async function findFiles(folder: string, name: string, ending: FileEnding = "pages"): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((found) => found.startsWith(`${name}.`) && found.endsWith(`.${ending}`)).map((found) => join(folder, found));
}

/** Opens a file for reading; undefined if it is a link, or if other users can access it. */
export async function openPrivate(file: string): Promise<FileHandle | undefined> {
  const { O_RDONLY, O_NOFOLLOW = 0 } = constants;
  const handle = await open(file, O_RDONLY | O_NOFOLLOW).catch(() => undefined);
  if (!handle) return undefined;
  const found = await handle.stat();
  if (found.isFile() && found.nlink === 1 && isPrivate(found)) return handle;
  await handle.close();
  return undefined;
}

/** Windows has neither; there, files in a user's own folder belong to the user. */
function isPrivate({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
}

function none(problem: string): CheckpointFolder {
  return { path: undefined, problem, close: async () => {} };
}
