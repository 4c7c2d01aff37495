import { rm } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { Reading } from "../judge/completeness.ts";
import type { Place } from "../../paging/paginate.ts";
import { PageError } from "../../transport/page-error.ts";
import { adoptLeft, clear, type ListState, newState, type SavedPage } from "./adopt.ts";
import { createFile } from "./folder.ts";
import { readBytes, writeFrame } from "./frames.ts";

/**
 * Keeps the pages of one resource, as Lago sent them, in a file until they are in the table: if the load is killed, the next one resumes
 * from them. Nothing is synced to disk, because file caches survive a killed process. Each page has a checksum, and pages damaged by
 * a crash of the machine are read again.
 */
export interface Checkpoint {
  /** Starts to read one list; its name is the same in every load. */
  list(name: string): SavedList;
  /** Closes the file. With `keep`, the next load can resume from it. */
  close(options: { readonly keep: boolean }): Promise<void>;
}

export interface SavedList {
  /** First row → page, without gaps, from the first row of the list on. */
  readonly pages: ReadonlyMap<number, SavedPage>;
  /** Lago's count before the first page. */
  readonly count: number | undefined;
  /** The result of the pass, if it was completed. */
  readonly finished: Reading | undefined;
  /** Reads a page. Throws a `PageError` if the file has changed. */
  body(row: number): Promise<Buffer>;
  /** Writes a page. `done` is called when the body is no longer needed: written, or dropped. */
  add(place: Place, body: Buffer, done?: () => void): Promise<void>;
  addCount(count: number): Promise<void>;
  finish(reading: Reading): Promise<void>;
  /** The page from this row on will be requested again. */
  drop(row: number): void;
  /** The list is read from its start. */
  forget(): Promise<void>;
}

export interface CheckpointOptions {
  /** The folder, as `openFolder` returns it; undefined to keep no checkpoint. */
  readonly folder: string | undefined;
  /** Name of the file: that of the resource. */
  readonly name: string;
  /** JSON of everything that must be the same for pages to be reused. */
  readonly identity: object;
  /** Whether to use what an earlier load left. */
  readonly resume: boolean;
  readonly now?: number;
}

/** Bytes that may wait for a slow disk before the load waits, too. */
const PENDING_BYTES = 8 * 2 ** 20;

export async function openCheckpoint({ folder, name: resource, identity, resume, now = Date.now() }: CheckpointOptions): Promise<Checkpoint> {
  // With an identity that no load has, existing files are only removed.
  const left = folder === undefined ? undefined : await adoptLeft(folder, resource, resume ? identity : {}, now).catch(() => undefined);
  const lists = left?.lists ?? new Map<string, ListState>();
  let file = left?.file;
  let handle = left?.handle;
  let end = left?.end ?? 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let waiting: (() => void)[] = [];
  let writing: Promise<void> | undefined;
  let broken = folder === undefined;

  return { list, close };

  function list(name: string): SavedList {
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
        const { offset, length, sum } = state.pages.get(row)!;
        const body = await readBytes(handle!, offset, length);
        if (!body || crc32(body) !== sum) throw new PageError("the page in the checkpoint is damaged");
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

  /** Writes everything that has gathered in one call. If the disk is full, only the checkpoint is lost, not the load. */
  async function write(): Promise<void> {
    try {
      if (!handle) ({ file, handle } = await createFile(folder!, resource));
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
    // A remaining file does no harm.
    if (file !== undefined) await rm(file, { force: true }).catch(() => {});
  }
}
