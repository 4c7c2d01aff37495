import { type FileHandle, open, rm } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { createFile, findFiles, openPrivate } from "../load/checkpoint/folder.ts";
import type { Hint } from "../load/plan/plan-hints.ts";

/** A pending hint. */
export interface KeptHint extends Hint {
  /** Receipt of the first webhook about it, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * Hints on the disk, in a file of this process: one line each, with a checksum. They have keys of records, and nothing else of a payload. The file
 * is append-only: when a new file has the pending hints, the old one is removed with the others.
 */
export interface HintFile {
  /** Resolves when they are on the disk. */
  append(hints: readonly KeptHint[]): Promise<void>;
  /** Replaces the file by a new one with these hints. */
  replace(hints: readonly KeptHint[]): Promise<void>;
  /** Whether somebody has removed the file: what is written to it would be lost. */
  isRemoved(): Promise<boolean>;
  close(options: { readonly keep: boolean }): Promise<void>;
}

export interface Opened {
  readonly file: HintFile;
  /** The hints of earlier processes. */
  readonly hints: readonly KeptHint[];
  /** Unreadable lines. One at the end of a file is from a webhook that was never answered with 200. */
  readonly damaged: number;
}

const NAME = "webhooks";
const ENDING = "hints";

/** Opens a new file in this folder, with the hints of all earlier ones. A process that still writes to one of those creates its own again. */
export async function openHintFile(folder: string): Promise<Opened> {
  const earlier = await findFiles(folder, NAME, ENDING);
  const lines = (await Promise.all(earlier.map(readLines))).flat();
  const hints = lines.flatMap((line) => readLine(line) ?? []);
  let current = await createWith(folder, hints);
  let torn = false;
  await Promise.all(earlier.map((file) => rm(file, { force: true })));

  async function append(added: readonly KeptHint[]): Promise<void> {
    // A partially written line is terminated first.
    const text = `${torn ? "\n" : ""}${added.map(toLine).join("")}`;
    torn = true;
    await current.handle.appendFile(text);
    await current.handle.datasync();
    torn = false;
  }

  async function replace(all: readonly KeptHint[]): Promise<void> {
    const before = current;
    current = await createWith(folder, all);
    torn = false;
    await before.handle.close();
    await rm(before.file, { force: true });
  }

  return {
    hints,
    damaged: lines.length - hints.length,
    file: {
      append,
      replace,
      isRemoved: async () => (await current.handle.stat()).nlink === 0,
      async close({ keep }) {
        await current.handle.close();
        if (!keep) await rm(current.file, { force: true });
      },
    },
  };
}

async function createWith(folder: string, hints: readonly KeptHint[]): Promise<{ readonly file: string; readonly handle: FileHandle }> {
  const created = await createFile(folder, NAME, ENDING);
  try {
    await created.handle.appendFile(hints.map(toLine).join(""));
    await created.handle.datasync();
    await syncFolder(folder);
    return created;
  } catch (error) {
    await created.handle.close();
    await rm(created.file, { force: true }).catch(() => {});
    throw error;
  }
}

/** Until its folder is synced, too, a crash of the machine can remove a new file. Windows cannot open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function readLines(file: string): Promise<readonly string[]> {
  const handle = await openPrivate(file);
  if (!handle) return [];
  try {
    return (await handle.readFile("utf8")).split("\n").filter((line) => line !== "");
  } finally {
    await handle.close();
  }
}

/** `3f9a0c1d {"at":1764460800000,"of":"invoice","keys":{"lago_id":"…"},"organization":"…"}` */
function toLine({ at, of, keys, organization }: KeptHint): string {
  const text = JSON.stringify({ at, of, keys, organization });
  return `${sum(text)} ${text}\n`;
}

function readLine(line: string): KeptHint | undefined {
  const text = line.slice(SUM_LENGTH + 1);
  return line.slice(0, SUM_LENGTH) === sum(text) ? (JSON.parse(text) as KeptHint) : undefined;
}

const SUM_LENGTH = 8;
const sum = (text: string) => crc32(text).toString(16).padStart(SUM_LENGTH, "0");
