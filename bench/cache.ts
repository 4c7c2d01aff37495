import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { resolve } from "node:path";

/** Where programs to compare with are kept from run to run; `npm ci` empties it. */
const CACHE = "node_modules/.cache/lago-loader-bench";

/** A folder that `install` filled, this time or an earlier one; another `recipe` gets another folder. */
export async function findInstalled(name: string, recipe: readonly string[], install: (folder: string) => Promise<void>): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(recipe)).digest("hex").slice(0, 12);
  const folder = resolve(CACHE, `${name}-${hash}`);
  const done = resolve(folder, "installed");
  if (existsSync(done)) return folder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await install(folder);
  await mkdir(done);
  return folder;
}
