import { MessageChannel } from "node:worker_threads";

/**
 * A pool of buffers for bodies of pages and what is made of them, shared between threads; each thread has its own pool. A new buffer of
 * a megabyte or two for each page, which lives for a moment, makes V8 collect garbage half again as often, over the whole heap. So does memory
 * that is transferred from one thread to the other and back.
 */
const spare: Buffer[] = [];

/** Smaller buffers are allocated. */
const LEAST = 64 * 1024;
const MOST_BYTES = 4 * 2 ** 20;
/** Nearly as much as is ever in use at once. V8 does not know how much memory lies behind such buffers, and collects dropped ones late. */
const SPARE_BYTES = 24 * 2 ** 20;
let spareBytes = 0;

/** A buffer of at least this many bytes, with undefined content. */
export function takeBuffer(size: number): Buffer {
  return size < LEAST || size > MOST_BYTES ? Buffer.allocUnsafe(size) : takeSharedBuffer(size);
}

/** The same, always in shared memory. */
export function takeSharedBuffer(size: number): Buffer {
  const least = Math.max(size, LEAST);
  const found = spare.findIndex(({ length }) => length >= least && length < least * 4);
  if (found >= 0) return takeSpare(found);
  // The oldest has the size of another list's pages, or of the first pages of this one.
  if (spare.length > 0) takeSpare(0);
  // Pages of one list differ in size by a little.
  return newSharedBuffer(Math.ceil(least * 1.1));
}

function takeSpare(index: number): Buffer {
  const buffer = spare.splice(index, 1)[0]!;
  spareBytes -= buffer.length;
  return buffer;
}

/** A buffer that another thread can read, too. */
export function newSharedBuffer(size: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(size));
}

/** Bytes to allocate beyond the content, for `alignTo`. */
export const ALIGNMENT = 8;

/** The part of the buffer that has the same alignment as these bytes: V8 then copies shared memory eight bytes at a time, otherwise one at a time. */
export function alignTo({ byteOffset }: Uint8Array, buffer: Buffer): Buffer {
  return buffer.subarray(byteOffset % ALIGNMENT);
}

/** Returns a buffer to the pool. Call it once, when nobody reads the buffer any more. */
export function returnBuffer({ buffer, length }: Buffer): void {
  if (length < LEAST || buffer.byteLength > MOST_BYTES) return;
  spare.push(Buffer.from(buffer));
  spareBytes += buffer.byteLength;
  while (spareBytes > SPARE_BYTES) takeSpare(0);
}

/**
 * Frees memory at once that nobody reads any more. V8 would collect the pieces of bodies only when they are 32 MB and more, because it sees
 * small objects. Does nothing if the bytes are part of a larger piece of memory.
 */
export function freeBuffer({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) free(buffer);
}

const free = "transfer" in ArrayBuffer.prototype ? (memory: ArrayBuffer & { transfer?(size: number): void }) => memory.transfer!(0) : openNowhere();

/** Before Node 22: messages to a closed port are lost, and their memory with them. */
function openNowhere(): (memory: ArrayBuffer) => void {
  const { port1 } = new MessageChannel();
  port1.close();
  return (memory) => port1.postMessage(undefined, [memory]);
}
