import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findStateFolder } from "../../destinations/state-folder.ts";
import { makeFolder } from "../../make-folder.ts";
import type { Published } from "./published.ts";

/** A local record of what was last published to a place, and of which working copy, so that an unchanged warehouse is not queried. */
export interface Note {
  read(): Promise<ReadonlyMap<string, Published>>;
  write(published: ReadonlyMap<string, Published>): Promise<void>;
  /** Must be called before anything changes in the warehouse. */
  forget(): Promise<void>;
}

export function openNote(place: string): Note {
  const folder = findStateFolder("published", place);
  const file = folder && join(folder, "published.json");
  return {
    async read() {
      try {
        return new Map(Object.entries(JSON.parse(await readFile(file!, "utf8")) as Record<string, Published>));
      } catch {
        return new Map();
      }
    },
    async write(published) {
      if (!folder || !file) return;
      await makeFolder(folder, { mode: 0o700 });
      await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(published)), { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    forget: async () => void (file && (await rm(file, { force: true }))),
  };
}
