import { parentPort } from "node:worker_threads";
import { loadHash } from "./hash.ts";
import { PageError } from "../transport/page-error.ts";
import { ALIGNMENT, alignTo, returnBuffer, takeSharedBuffer } from "../transport/buffer-pool.ts";
import { createReader, type ReaderAnswer, type ReaderEnd, type ReaderRelease, type ReaderStop, type ReaderTask } from "./page-reader.ts";

/*
 * The thread that parses pages. Pages are passed in shared memory, in both directions.
 */
const hash = await loadHash();
const readers = new Map<number, ReturnType<typeof createReader>>();

parentPort!.on("message", (message: ReaderTask | ReaderEnd | ReaderRelease | ReaderStop) => {
  if ("ended" in message) return end();
  if ("closed" in message) return void readers.delete(message.closed);
  if ("released" in message) return returnBuffer(Buffer.from(message.released.buffer));
  const { number, job, opened, body, keys, first } = message;
  if (opened) readers.set(job, createReader(opened, hash));
  const answer = (rest: Omit<ReaderAnswer, "number">) => parentPort!.postMessage({ number, ...rest });
  try {
    answer({ page: readers.get(job)!(own(body), keys, first, takeSharedBuffer) });
  } catch (error) {
    answer(error instanceof PageError ? { fault: error.message } : { error });
  }
});

/** Deno's port (2.9) has no `close`: its threads end like Web workers. */
function end(): void {
  const { close } = globalThis as { close?: () => void };
  if (typeof parentPort!.close === "function") parentPort!.close();
  else close?.();
}

/** A copy of the page in private memory, from which V8 copies parts six times as fast, e.g. to hash a record. */
function own(body: Uint8Array): Buffer {
  if (copy.length < body.length + ALIGNMENT) copy = Buffer.from(new ArrayBuffer(Math.ceil(body.length * 1.2) + ALIGNMENT));
  const place = alignTo(body, copy).subarray(0, body.length);
  place.set(body);
  return place;
}

let copy = Buffer.alloc(0);

parentPort!.postMessage("ready");
