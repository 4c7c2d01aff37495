import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { expandHome } from "../destinations/duckdb/file.ts";
import { ConfigurationError, DestinationError } from "../errors.ts";
import { makeFolder } from "../make-folder.ts";
import type { ObjectStore } from "./object-store.ts";
import { hashOf, type Upload } from "./upload.ts";
import { keepVersions } from "./versions.ts";

/** Opens a folder as a store: objects are files in it. The folder is created if it is missing. `path`: the part after `file:`, with or without the slashes of a URL. */
export function openFolder(path: string): ObjectStore {
  const folder = findFolder(path);
  const fileOf = (key: string) => join(folder, ...key.split("/"));
  let cleaned: Promise<void> | undefined;

  async function put(key: string, upload: Upload): Promise<void> {
    await makeFolder(dirname(fileOf(key)));
    await (cleaned ??= removeLeft(folder));
    // A name of its own: two publishes into one folder never write into one file.
    const part = join(folder, `${PART}${randomBytes(6).toString("hex")}`);
    try {
      await pipeline(upload.open(), createWriteStream(part, { flush: true }));
      await rename(part, fileOf(key));
    } catch (error) {
      await rm(part, { force: true }).catch(() => {});
      throw error;
    }
  }

  async function list(): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  }

  const explained = async <Result>(work: Promise<Result>, missing?: Result): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" && missing !== undefined) return missing;
      throw new DestinationError(`Publishing into ${folder} failed: ${message}. Check that the folder can be written and has room, then publish again.`, { cause: error });
    }
  };
  const read = async (key: string) => {
    const body = await explained<Buffer | null>(readFile(fileOf(key)), null);
    return body ? { body } : undefined;
  };
  return {
    name: `file:${folder}`,
    ...keepVersions({
      name: `file:${folder}`,
      read,
      versionOf: ({ body }) => hashOf(body),
      async write(key, upload, version) {
        if (version !== undefined) {
          const found = await read(key);
          if ((found ? hashOf(found.body) : null) !== version) return false;
        }
        return explained(put(key, upload).then(() => true));
      },
    }),
    remove: (key) => explained(rm(fileOf(key), { force: true })),
    list: () => explained(list(), []),
  };
}

const PART = ".publishing";

/** Removes what killed publishes left: no living one writes a file for a day. */
async function removeLeft(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => one.startsWith(PART))) {
    const file = join(folder, name);
    const { mtimeMs = Date.now() } = (await stat(file).catch(() => undefined)) ?? {};
    if (Date.now() - mtimeMs > DAY_MS) await rm(file, { force: true });
  }
}

const DAY_MS = 24 * 3600_000;

function findFolder(path: string): string {
  if (path.startsWith("///")) return fileURLToPath(`file:${path}`);
  if (path === "" || path.startsWith("//")) throw new ConfigurationError("file: needs a folder, as in file:./lake or file:/srv/lake.");
  return resolve(expandHome(path));
}
