/**
 * A pool of buffers for bodies of pages and what is made of them, shared between threads; each thread has its own pool. A new buffer of
 * a megabyte or two for each page, which lives for a moment, makes V8 collect garbage half again as often, over the whole heap. So does memory
 * that is transferred from one thread to the other and back.
 */
const spare: Buffer[] = [];

/** Smaller buffers are allocated. */
const LEAST = 64 * 1024;
/** More than are in use at once, with six requests in flight. V8 does not know how much memory lies behind such buffers, and collects dropped ones late. */
const MOST_SPARE = 16;
const MOST_BYTES = 4 * 2 ** 20;

/** A buffer of at least this many bytes, with undefined content. */
export function takeBuffer(size: number): Buffer {
  return size < LEAST || size > MOST_BYTES ? Buffer.allocUnsafe(size) : takeSharedBuffer(size);
}

/** The same, always in shared memory. */
export function takeSharedBuffer(size: number): Buffer {
  const least = Math.max(size, LEAST);
  const found = spare.findIndex(({ length }) => length >= least && length < least * 4);
  // Pages of one list differ in size by a little.
  return found < 0 ? newSharedBuffer(Math.ceil(least * 1.1)) : spare.splice(found, 1)[0]!;
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
  // The oldest buffer may have the size of another list's pages.
  if (spare.length === MOST_SPARE) spare.shift();
  spare.push(Buffer.from(buffer));
}
