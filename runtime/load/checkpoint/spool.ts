import { type FileHandle, mkdir, open, rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Reading } from "../judge/completeness.ts";
import type { Place } from "../../paging/paginate.ts";
import { writeFrame } from "./spool-frames.ts";
import { clear, type ListState, newState, readLeft, type SpooledPage } from "./spool-left.ts";

/**
 * The pages of one resource as Lago sent them, in a file, until they are in the table: what a load that was killed had
 * read, the next one need not ask for again. Nothing is synced to disk, because a killed process does not take the
 * system's memory with it; whatever a crash of the machine leaves of the file's end is ignored.
 */
export interface Spool {
  /** A reading of one list; its name is the same in every load. */
  list(name: string): SpooledList;
  /** With `keep`, the next load can go on from here. */
  close(options: { readonly keep: boolean }): Promise<void>;
}

export interface SpooledList {
  /** First row → page, of those that are there, from the first row of the list on and without a gap. */
  readonly pages: ReadonlyMap<number, SpooledPage>;
  /** What Lago counted before the first page. */
  readonly count: number | undefined;
  /** What the reading showed, where it had come to its end. */
  readonly finished: Reading | undefined;
  body(row: number): Promise<Buffer>;
  /** `done` is called when the body is not needed any more: written, or given up. */
  add(place: Place, body: Buffer, done?: () => void): Promise<void>;
  addCount(count: number): Promise<void>;
  finish(reading: Reading): Promise<void>;
  /** The page from this row on will be asked for again. */
  drop(row: number): void;
  /** The list is read from its beginning. */
  forget(): Promise<void>;
}

export interface SpoolOptions {
  readonly file: string;
  /** All that must be the same for pages to be of use: JSON. */
  readonly identity: object;
  /** Whether what an earlier load left is used. */
  readonly resume: boolean;
  readonly now?: number;
}

/** So much may wait for a slow disk before the load does. */
const PENDING_BYTES = 8 * 2 ** 20;

export async function openSpool({ file, identity, resume, now = Date.now() }: SpoolOptions): Promise<Spool> {
  const left = resume ? await readLeft(file, identity, now).catch(() => undefined) : undefined;
  const lists = left?.lists ?? new Map<string, ListState>();
  let handle = left?.handle;
  let end = left?.end ?? 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let waiting: (() => void)[] = [];
  let writing: Promise<void> | undefined;
  let broken = false;

  return { list, close };

  function list(name: string): SpooledList {
    const state = lists.get(name) ?? newState();
    return {
      pages: state.pages,
      get count() {
        return state.count;
      },
      get finished() {
        return state.finished;
      },
      body: async (row) => {
        const { offset, length } = state.pages.get(row)!;
        const body = Buffer.allocUnsafe(length);
        await handle!.read(body, 0, length, offset);
        return body;
      },
      add: ({ row, size }, body, done) => append({ list: name, row, size: size === Infinity ? null : size }, body, done),
      addCount: (count) => append({ list: name, count }),
      finish: (reading) => append({ list: name, finished: reading }),
      drop: (row) => void state.pages.delete(row),
      forget: async () => {
        const known = state.pages.size > 0 || state.count !== undefined;
        clear(state);
        if (known) await append({ list: name, anew: true });
      },
    };
  }

  async function append(head: object, body?: Buffer, done = () => {}): Promise<void> {
    if (broken) return done();
    if (end === 0 && pending.length === 0 && !writing) pending.push(...writeFrame(identity));
    const parts = writeFrame(head, body);
    pending.push(...parts);
    waiting.push(done);
    pendingBytes += parts.reduce((sum, part) => sum + part.length, 0);
    writing ??= write();
    if (pendingBytes > PENDING_BYTES) await writing;
  }

  /** All that has gathered meanwhile goes in one call. A disk that takes no more costs the way back, not the load. */
  async function write(): Promise<void> {
    try {
      handle ??= await create(file);
      while (pending.length > 0) {
        const parts = pending;
        const bytes = parts.reduce((sum, part) => sum + part.length, 0);
        const dones = waiting;
        [pending, pendingBytes, waiting] = [[], 0, []];
        const { bytesWritten } = await handle.writev(parts, end).finally(() => dones.forEach((done) => done()));
        end += bytesWritten;
        if (bytesWritten < bytes) throw new Error("the disk is full");
      }
    } catch {
      broken = true;
      for (const done of waiting) done();
      [pending, waiting] = [[], []];
    } finally {
      writing = undefined;
    }
  }

  async function close({ keep }: { keep: boolean }): Promise<void> {
    while (writing) await writing;
    await handle?.close();
    if (keep) return;
    // A file that stays does no harm, and so does a folder in which other resources have theirs.
    await rm(file, { force: true }).then(() => rmdir(dirname(file))).catch(() => {});
  }
}

/** What Lago sent concerns nobody else on this machine. */
async function create(file: string): Promise<FileHandle> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return open(file, "w+", 0o600);
}
