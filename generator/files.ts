import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Files } from "./emit/emit.ts";

/** How a folder differs from the files that should be in it, by path below it. */
export interface Difference {
  changed: string[];
  missing: string[];
  /** Files that should not be there. */
  stray: string[];
}

export async function compareFiles(folder: URL, files: Files): Promise<Difference> {
  const present = await listFiles(folder);
  const compared = await Promise.all(
    [...files].map(async ([path, text]) => {
      if (!present.has(path)) return { path, state: "missing" };
      return { path, state: (await readFile(new URL(path, folder), "utf8")) === text ? "same" : "changed" };
    }),
  );
  const inState = (wanted: string) => compared.filter(({ state }) => state === wanted).map(({ path }) => path).sort();
  return { changed: inState("changed"), missing: inState("missing"), stray: [...present].filter((path) => !files.has(path)).sort() };
}

export function isSame({ changed, missing, stray }: Difference): boolean {
  return changed.length + missing.length + stray.length === 0;
}

/** Writes what differs and deletes strays, folders that they leave empty included. */
export async function writeFiles(folder: URL, files: Files, { changed, missing, stray }: Difference): Promise<void> {
  for (const path of [...changed, ...missing]) {
    const url = new URL(path, folder);
    await mkdir(dirname(fileURLToPath(url)), { recursive: true });
    await writeFile(url, files.get(path)!);
  }
  for (const path of stray) await rm(new URL(path, folder));
  const kept = new Set([...files.keys()].map((path) => dirname(path)));
  for (const path of new Set(stray.map((stray) => dirname(stray)))) {
    if (!kept.has(path)) await rm(new URL(path, folder), { recursive: true });
  }
}

async function listFiles(folder: URL): Promise<Set<string>> {
  const root = fileURLToPath(folder);
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return new Set(entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.path, entry.name).slice(root.length).replaceAll("\\", "/")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Set();
    throw error;
  }
}
