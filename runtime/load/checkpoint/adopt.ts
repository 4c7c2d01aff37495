import { type FileHandle, rm } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { Reading } from "../judge/completeness.ts";
import { createFile, findFiles, openPrivate } from "./folder.ts";
import { type Frame, LEAD, readFrames, writeFrame } from "./frames.ts";

/** A checkpoint file of this load, with what an earlier load had read. */
export interface Adopted {
  readonly file: string;
  readonly handle: FileHandle;
  readonly lists: Map<string, ListState>;
  /** End of the last frame. */
  readonly end: number;
}

/**
 * Copies what an earlier load left into a new file, if it is recent and has the same identity, and removes the old file. The new file is private:
 * a load that should not run, but still writes to the old one, does not disturb. Undefined if there is nothing to reuse.
 */
export async function adoptLeft(folder: string, name: string, identity: unknown, now: number): Promise<Adopted | undefined> {
  let adopted: Adopted | undefined;
  for (const file of await findFiles(folder, name)) {
    const old = await openPrivate(file);
    if (!old) continue;
    try {
      if (!adopted && isFresh((await old.stat()).mtimeMs, now)) adopted = await copy(old, folder, name, identity);
    } finally {
      await old.close();
    }
    await rm(file, { force: true });
  }
  return adopted;
}

async function copy(old: FileHandle, folder: string, name: string, identity: unknown): Promise<Adopted | undefined> {
  const frames = readFrames(old);
  const first = (await frames.next()).value;
  if (!first || JSON.stringify(first.head) !== JSON.stringify(identity)) return undefined;
  const lists = new Map<string, ListState>();
  const { file, handle } = await createFile(folder, name);
  try {
    let end = await write(handle, first, 0);
    for await (const frame of frames) {
      restore(lists, frame, end);
      end = await write(handle, frame, end);
    }
    return { file, handle, lists, end };
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
}

/** Returns the end of the frame. */
async function write(handle: FileHandle, { head, body }: Frame, at: number): Promise<number> {
  const parts = writeFrame(head, body);
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  if ((await handle.writev(parts, at)).bytesWritten < bytes) throw new Error("the disk is full");
  return at + bytes;
}

/** Whether pages are recent enough: after three hours everything is read again. A future time is not recent. */
function isFresh(mtime: number, now: number): boolean {
  return now - mtime <= 3 * 3_600_000 && mtime - now <= 60_000;
}

export interface SavedPage {
  readonly size: number;
  readonly offset: number;
  readonly length: number;
  /** Checksum of the body. */
  readonly sum: number;
}

export interface ListState {
  readonly pages: Map<number, SavedPage>;
  count: number | undefined;
  finished: Reading | undefined;
}

export function newState(): ListState {
  return { pages: new Map(), count: undefined, finished: undefined };
}

export function clear(state: ListState): void {
  state.pages.clear();
  state.count = undefined;
  state.finished = undefined;
}

/** The type of a frame: a page, a count, the end of a pass, or a new start. */
interface Head {
  readonly list: string;
  readonly row?: number;
  /** Null for a page whose size Lago decides. */
  readonly size?: number | null;
  readonly count?: number;
  readonly finished?: Reading;
  readonly anew?: true;
}

/** `at`: offset of the frame. */
function restore(lists: Map<string, ListState>, { head, body }: Frame, at: number): void {
  const { list, row, size, count, finished, anew } = head as Head;
  const state = lists.get(list) ?? newState();
  lists.set(list, state);
  const offset = at + LEAD + Buffer.byteLength(JSON.stringify(head));
  if (row !== undefined) state.pages.set(row, { size: size ?? Infinity, offset, length: body.length, sum: crc32(body) });
  if (count !== undefined) state.count = count;
  if (finished) state.finished = finished;
  if (anew) clear(state);
}
