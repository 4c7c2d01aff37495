import { parentPort } from "node:worker_threads";
import { loadHash } from "./hash.ts";
import { PageError } from "./page.ts";
import { ALIGNMENT, alignTo } from "../transport/rooms.ts";
import { createReader, type ReaderAnswer, type ReaderEnd, type ReaderTask } from "./page-reader.ts";

/*
 * What runs in the thread that reads pages: each comes as bytes that both threads share; what is made of it is handed over.
 */
const hash = await loadHash();
const readers = new Map<number, ReturnType<typeof createReader>>();

parentPort!.on("message", (message: ReaderTask | ReaderEnd) => {
  if ("closed" in message) return void readers.delete(message.closed);
  const { number, job, opened, body, keys, first } = message;
  if (opened) readers.set(job, createReader(opened, hash));
  const answer = (rest: Omit<ReaderAnswer, "number">, parts: readonly Uint8Array[] = []) => {
    parentPort!.postMessage({ number, ...rest }, [...new Set(parts.flatMap(({ buffer }) => (buffer.byteLength > 0 ? [buffer as ArrayBuffer] : [])))]);
  };
  try {
    const page = readers.get(job)!(own(body), keys, first);
    answer({ page }, page.tables.map(({ bytes }) => bytes));
  } catch (error) {
    answer(error instanceof PageError ? { fault: error.message } : { error });
  }
});

/** A page in memory that no other thread sees, where V8 copies parts of it six times as fast: to hash a record, it does. */
function own(body: Uint8Array): Buffer {
  if (room.length < body.length + ALIGNMENT) room = Buffer.from(new ArrayBuffer(Math.ceil(body.length * 1.2) + ALIGNMENT));
  const place = alignTo(body, room).subarray(0, body.length);
  place.set(body);
  return place;
}

let room = Buffer.alloc(0);

parentPort!.postMessage("ready");
