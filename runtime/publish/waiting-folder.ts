import { lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { DestinationError } from "../errors.ts";

/**
 * Files wait in a temporary folder that only the owner can read, and that is removed after `work`. A publish that was killed could not: its
 * folder is removed by the next one on the same machine.
 */
export async function inWaitingFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const ofMachine = `lago-loader-publish-${hostname().replace(/\W/g, "_")}-`;
  await removeLeft(ofMachine);
  const folder = await mkdtemp(join(tmpdir(), `${ofMachine}${process.pid}-`)).catch((error: Error) => refuse(error));
  try {
    return await work(folder);
  } catch (error) {
    const [reason] = [error, (error as Error).cause].filter((one) => one instanceof Error && one.message.includes(folder)) as Error[];
    throw reason ? refuse(reason) : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of a file that waits, not of where it is to go. */
function refuse(reason: Error): never {
  throw new DestinationError(`The temporary folder ${tmpdir()} cannot be written: ${reason.message}. Make room there, or name another with TMPDIR, then publish again.`, { cause: reason });
}

/** The name says which process a folder belongs to. One that cannot be removed is not in the way. */
async function removeLeft(ofMachine: string): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(ofMachine))) {
    const [pid = ""] = name.slice(ofMachine.length).split("-");
    const folder = join(tmpdir(), name);
    if (/^\d+$/.test(pid) && !isAlive(Number(pid)) && (await isOwn(folder))) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is another user's.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Not a link, nor another user's. */
async function isOwn(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid);
}
