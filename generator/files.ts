import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** The files below a folder; a link is not ours, and differs. Synchronous here and below: with 150 small files, promises take longest. */
export function readFiles(folder: URL): Files {
  if (!existsSync(folder)) return new Map();
  const root = fileURLToPath(folder);
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return new Map(
    entries.map((entry) => {
      const path = join(entry.path, entry.name);
      return [path.slice(root.length).replaceAll("\\", "/"), entry.isFile() ? readFileSync(path, "utf8") : ""];
    }),
  );
}

export function compareFiles(present: Files, files: Files): Difference {
  const paths = [...files.keys()].sort();
  return {
    changed: paths.filter((path) => present.has(path) && present.get(path) !== files.get(path)),
    missing: paths.filter((path) => !present.has(path)),
    stray: [...present.keys()].filter((path) => !files.has(path)).sort(),
  };
}

/** The differences of several folders, by path below their common folder. */
export function joinDifferences(outputs: readonly { folder: string; difference: Difference }[]): Difference {
  const join = (kind: keyof Difference) => outputs.flatMap(({ folder, difference }) => difference[kind].map((path) => folder + path));
  return { changed: join("changed"), missing: join("missing"), stray: join("stray") };
}

export function isSame({ changed, missing, stray }: Difference): boolean {
  return changed.length + missing.length + stray.length === 0;
}

/** Writes what differs, and deletes strays with folders that become empty. */
export function writeFiles(folder: URL, files: Files, { changed, missing, stray }: Difference): void {
  for (const path of [...changed, ...missing]) {
    const url = new URL(path, folder);
    mkdirSync(dirname(fileURLToPath(url)), { recursive: true });
    writeFileSync(url, files.get(path)!);
  }
  for (const path of stray) rmSync(new URL(path, folder));
  const kept = new Set([...files.keys()].map((path) => dirname(path)));
  for (const path of new Set(stray.map((stray) => dirname(stray)))) {
    if (!kept.has(path)) rmSync(new URL(path, folder), { recursive: true });
  }
}
