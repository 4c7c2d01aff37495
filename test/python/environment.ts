import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../built.ts";

const run = promisify(execFile);

/**
 * A Python environment of exactly these packages, by hash, made once: in node_modules/.cache/NAME, so that the repository stays clean.
 * Answers with the folder of its programs. A file that changed makes it anew.
 */
export async function makeEnvironment(name: string, requirements: string): Promise<string> {
  const folder = join(ROOT, "node_modules/.cache", name);
  const programs = join(folder, process.platform === "win32" ? "Scripts" : "bin");
  const stamp = join(folder, "requirements.sha256");
  const wanted = createHash("sha256").update(await readFile(requirements)).digest("hex");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return programs;
  await rm(folder, { recursive: true, force: true });
  await run("python3", ["-m", "venv", folder]);
  await run(join(programs, "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:", "-r", requirements]);
  await writeFile(stamp, wanted);
  return programs;
}
