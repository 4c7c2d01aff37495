import { type FileHandle, open } from "node:fs/promises";
import type { Reading } from "../judge/completeness.ts";
import { type Frame, readFrames } from "./spool-frames.ts";

export interface Left {
  readonly handle: FileHandle;
  readonly lists: Map<string, ListState>;
  /** Where the last whole frame ends. */
  readonly end: number;
}

/** What an earlier load left, if it did so not too long ago and with the same identity. */
export async function readLeft(file: string, identity: object, now: number): Promise<Left | undefined> {
  const handle = await open(file, "r+");
  try {
    const { mtimeMs } = await handle.stat();
    const frames = readFrames(handle);
    const first = (await frames.next()).value;
    if (now - mtimeMs > LONGEST_PAUSE_MS || !first || JSON.stringify(first.head) !== JSON.stringify(identity)) {
      await handle.close();
      return undefined;
    }
    const lists = new Map<string, ListState>();
    let { end } = first;
    for await (const frame of frames) {
      restore(lists, frame);
      end = frame.end;
    }
    await handle.truncate(end);
    return { handle, lists, end };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** What was read before is older by the time since: after this the whole list is as well read again. */
const LONGEST_PAUSE_MS = 3 * 3_600_000;

export interface SpooledPage {
  readonly size: number;
  readonly offset: number;
  readonly length: number;
}

export interface ListState {
  readonly pages: Map<number, SpooledPage>;
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

/** What a frame is about: a page, a count, the end of a reading, or that it begins anew. */
interface Head {
  readonly list: string;
  readonly row?: number;
  /** Null for a page whose size Lago decides. */
  readonly size?: number | null;
  readonly count?: number;
  readonly finished?: Reading;
  readonly anew?: true;
}

function restore(lists: Map<string, ListState>, { head, offset, length }: Frame): void {
  const { list, row, size, count, finished, anew } = head as Head;
  const state = lists.get(list) ?? newState();
  lists.set(list, state);
  if (row !== undefined) state.pages.set(row, { size: size ?? Infinity, offset, length });
  if (count !== undefined) state.count = count;
  if (finished) state.finished = finished;
  if (anew) clear(state);
}
