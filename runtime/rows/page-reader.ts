import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Resource } from "../resource.ts";
import { newSharedBuffer } from "../transport/buffer-pool.ts";
import type { FindRoom } from "./binary.ts";
import { type ColumnPage, readColumns } from "./column-page.ts";
import { copyPage, type CopiedPage } from "./copy-page.ts";
import { type Hash, hashRecords, loadHash } from "./hash.ts";
import { DUCKDB_LIMITS, POSTGRES_LIMITS } from "./fit.ts";
import type { Stamp } from "./page.ts";
import { PageError } from "../transport/page-error.ts";
import { findFragile, prepareRejections, rejectRecords } from "./rejection.ts";
import { buildShape } from "./shape.ts";

/** Converts the pages of one stage into the form for its database. */
export interface PageReader<Form extends keyof Forms> {
  /** `keys`: values from the request. Throws a `PageError`. */
  read(body: Buffer, keys: readonly string[]): Promise<Forms[Form]>;
  /** Frees the thread's state for the stage. */
  close(): void;
}

interface Forms {
  columns: ColumnPage;
  copy: CopiedPage;
}

/** The purpose of a reader. */
export interface ReaderJob {
  readonly form: keyof Forms;
  readonly resource: Pick<Resource, "selector" | "primaryKey" | "nullableKey" | "tables">;
  readonly stamp: Stamp;
  /** Whether rows have a hash of their record. */
  readonly hashed: boolean;
  /** Whether the tables may refuse any record, so that each is kept verbatim. */
  readonly guarded?: boolean;
}

/**
 * Opens readers that share a thread. It takes over parsing, half of the work that grows with the bytes, from the main thread. On two cores
 * this saves an eighth of a load's time into DuckDB, and a quarter into Postgres.
 */
export interface ReaderThread {
  open<Form extends keyof Forms>(job: ReaderJob & { readonly form: Form }): PageReader<Form>;
  close(): Promise<void>;
}

/** The round trip to the thread takes as long as parsing this many bytes. */
const LEAST_BYTES = 32 * 1024;

/** To start the thread takes 0.1 s of a core, as long as to read a few times this much: a load of small lists goes without. */
const WORTH_A_THREAD = 1024 * 1024;

/** Longer than any page takes to read. */
const END_MS = 10_000;

/** MB of young generation. The thread creates few objects; V8 would reserve 48. */
const YOUNG_MEGABYTES = 8;

/** The thread starts when the pages are worth it. Until it is there they are read here. */
export function openReaderThread(): ReaderThread {
  const pending = new Map<number, { resolve: (page: never) => void; reject: (error: unknown) => void }>();
  let started: Worker | undefined;
  let hash: Promise<Hash> | undefined;
  let ready = false;
  let closed = false;
  /** In bytes, of all jobs. */
  let read = 0;
  let exited = false;
  let jobs = 0;
  let tasks = 0;

  return {
    open(job) {
      const number = jobs++;
      let reading: Promise<ReturnType<typeof createReader>> | undefined;
      let sent = false;
      let next = 0;
      return {
        async read(body, keys) {
          const first = next;
          // No page has more records than bytes.
          next += body.length;
          read += body.length;
          if (read > WORTH_A_THREAD && !started) start();
          if (body.length < LEAST_BYTES || !ready) {
            const readHere = await (reading ??= (hash ??= loadHash()).then((loaded) => createReader(job, loaded)));
            return readHere(body, keys, first) as never;
          }
          const task: ReaderTask = { number: tasks++, job: number, ...(!sent && { opened: job }), body: share(body), keys, first };
          sent = true;
          return ask(task) as never;
        },
        close() {
          if (sent) started!.postMessage({ closed: number } satisfies ReaderEnd);
        },
      };
    },
    close: async () => {
      closed = true;
      if (started) await end(started);
    },
  };

  /** Lets the thread end by itself: stopping it while it starts can crash the process (V8 in Node 20: "Check failed: (location_) != nullptr"). */
  async function end(worker: Worker): Promise<void> {
    if (exited) return;
    giveUp(new Error("The thread that reads pages has ended."));
    worker.ref();
    const gone = once(worker, "exit");
    worker.postMessage({ ended: true } satisfies ReaderStop);
    const timer = setTimeout(() => void worker.terminate(), END_MS);
    await gone.catch(() => {});
    clearTimeout(timer);
  }

  function ask(task: ReaderTask): Promise<unknown> {
    const answer = new Promise((resolve, reject) => pending.set(task.number, { resolve, reject }));
    // Where nothing else keeps the process alive, this does.
    started!.ref();
    started!.postMessage(task);
    return answer;
  }

  /** Fails pending pages. Later ones are parsed in this thread. */
  function giveUp(error: unknown): void {
    ready = false;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  }

  function start(): void {
    const worker = new Worker(new URL(`../rows/reader-thread${extname(import.meta.url)}`, import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
    started = worker;
    worker.unref();
    let running = false;
    worker.once("message", () => {
      worker.on("message", settle);
      running = true;
      ready = !closed;
    });
    const fail = (error: unknown) => {
      if (!running && !closed && error instanceof Error) process.emitWarning(`The thread that reads pages does not start, so that they are read beside all else, which is slower: ${error.message}`, { code: "LAGO_LOADER_NO_THREAD" });
      closed = true;
      giveUp(error);
    };
    worker.on("error", fail).on("exit", () => {
      exited = true;
      fail(new Error("The thread that reads pages has ended."));
    });
  }

  function release({ tables }: ColumnPage | CopiedPage): void {
    started!.postMessage({ released: tables[0]!.bytes } satisfies ReaderRelease);
  }

  function settle({ number, page, fault, error }: ReaderAnswer): void {
    const asked = pending.get(number);
    // The caller has given it up.
    if (!asked) return;
    const { resolve, reject } = asked;
    pending.delete(number);
    if (pending.size === 0) started!.unref();
    if (page) resolve({ ...page, release: () => release(page) } as never);
    else reject(fault === undefined ? error : new PageError(fault));
  }
}

/** A page on its way to the thread. */
export interface ReaderTask {
  readonly number: number;
  readonly job: number;
  /** Sent with the first page of a job. */
  readonly opened?: ReaderJob;
  readonly body: Uint8Array;
  readonly keys: readonly string[];
  /** The number of its first record. */
  readonly first: number;
}

/** The job has no more pages. */
export interface ReaderEnd {
  readonly closed: number;
}

/** There are no more pages at all. */
export interface ReaderStop {
  readonly ended: true;
}

/** A page is no longer needed. */
export interface ReaderRelease {
  /** The memory that the thread wrote it to. */
  readonly released: Uint8Array;
}

export interface ReaderAnswer {
  readonly number: number;
  readonly page?: ColumnPage | CopiedPage;
  /** The message of a `PageError`. */
  readonly fault?: string;
  readonly error?: unknown;
}

export function createReader({ form, resource, stamp, hashed, guarded = false }: ReaderJob, hash: Hash): (body: Buffer, keys: readonly string[], first: number, findRoom?: FindRoom) => ColumnPage | CopiedPage {
  const shape = buildShape(resource, form === "columns" ? DUCKDB_LIMITS : POSTGRES_LIMITS, hashed);
  const hashOf = hashRecords(hash, resource);
  const read: ReturnType<typeof createReader> = (body, keys, first, findRoom) =>
    form === "columns" ? readColumns(body, shape, keys, first, hashOf(keys), findRoom) : copyPage(body, shape, keys, first, stamp, hashOf(keys), findRoom);
  return (body, keys, ...rest) => {
    const sent = read(body, keys, ...rest);
    const rejected = rejectRecords(body, shape, keys);
    // Parsed again without the rejected records: hardly any page has some.
    const page = rejected ? read(rejected.rest, keys, ...rest) : sent;
    const sentBody = rejected?.rest ?? body;
    const fragile = findFragile(sentBody, shape, keys);
    return {
      ...page,
      ...(rejected && { rejected: rejected.records }),
      ...(fragile.length > 0 && { fragile }),
      ...(guarded && { rejections: prepareRejections(sentBody, shape, keys) }),
    };
  };
}

/** The bytes in memory that another thread can read; already there if Lago announced their length. */
function share(body: Buffer): Uint8Array {
  if (body.buffer instanceof SharedArrayBuffer) return body;
  const shared = newSharedBuffer(body.length);
  body.copy(shared);
  return shared;
}
