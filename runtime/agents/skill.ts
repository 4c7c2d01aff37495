import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FileEdit } from "./file-edit.ts";

/** The files of this package's skill, by path below its folder. */
export function readSkill(): Map<string, string> {
  const home = join(dirname(createRequire(import.meta.url).resolve("lago-loader/package.json")), "skills", SKILL);
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.path, entry.name));
  return new Map(files.sort().map((file) => [file.slice(home.length + 1).replaceAll("\\", "/"), readFileSync(file, "utf8")]));
}

/** Name of the skill and of its folder. */
export const SKILL = "lago-billing-sql";

/** Lists which files in the folder are copies, with the hash of each. */
export const MANIFEST = ".lago-loader.json";

/** Copies of the skill's files below `folder`. Copies that a person has edited are left alone, by the hashes of `manifest`. */
export function editSkill(folder: string, skill: ReadonlyMap<string, string>, manifest: string | undefined): FileEdit[] {
  const known = readManifest(manifest);
  const isCopy = (path: string, text: string) => known[path] === hash(text);
  const copies = [...new Set([...skill.keys(), ...Object.keys(known)])].sort().map((path): FileEdit => {
    const wanted = skill.get(path);
    const changed = { note: "it was changed" };
    return {
      path: `${folder}/${path}`,
      add: (text) => (text === undefined || text === wanted || isCopy(path, text) ? { text: wanted } : { text, ...changed }),
      remove: (text) => (text === undefined || isCopy(path, text) ? { text: undefined } : { text, ...changed }),
    };
  });
  const written = `${JSON.stringify({ files: Object.fromEntries([...skill].map(([path, text]) => [path, hash(text)])) }, null, 2)}\n`;
  return [...copies, { path: `${folder}/${MANIFEST}`, add: () => ({ text: written }), remove: () => ({ text: undefined }) }];
}

function readManifest(text: string | undefined): Readonly<Record<string, string>> {
  try {
    const { files } = JSON.parse(text ?? "{}") as { files?: Record<string, string> };
    // The folder belongs to a user's project: nothing outside of it is touched.
    return Object.fromEntries(Object.entries(files ?? {}).filter(([path]) => !path.split(/[\\/]/).includes("..") && !path.startsWith("/")));
  } catch {
    return {};
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
