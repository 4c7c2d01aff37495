/**
 * Memory for the bodies of pages, and for what is made of them, used again and again, and shared between threads; each thread has its own. New memory for each one, a megabyte or two that lives
 * for a moment, has V8 collect garbage half again as often, over everything else that is there; so has memory that is handed
 * from one thread to the other and back.
 */
const spare: Buffer[] = [];

/** What comes in less is no burden. */
const LEAST = 64 * 1024;
/** More than are in use at once, with six requests at a time: V8 does not know how much lies behind such memory, and is late to collect what is dropped. */
const MOST_SPARE = 16;
const MOST_BYTES = 4 * 2 ** 20;

/** At least so many bytes, with anything in them. */
export function takeRoom(size: number): Buffer {
  return size < LEAST || size > MOST_BYTES ? Buffer.allocUnsafe(size) : takeShared(size);
}

/** The same, always where another thread can read them, too. */
export function takeShared(size: number): Buffer {
  const least = Math.max(size, LEAST);
  const found = spare.findIndex(({ length }) => length >= least && length < least * 4);
  // Pages of one list differ in size by a little.
  return found < 0 ? shareable(Math.ceil(least * 1.1)) : spare.splice(found, 1)[0]!;
}

/** Memory that another thread can read, too. */
export function shareable(size: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(size));
}

/** More than the bytes themselves, for `alignTo`. */
export const ALIGNMENT = 8;

/** The room from where bytes lie in it as they do now: shared memory is copied eight bytes at a time then, and one at a time otherwise. */
export function alignTo({ byteOffset }: Uint8Array, room: Buffer): Buffer {
  return room.subarray(byteOffset % ALIGNMENT);
}

/** To be called once, when nobody reads the body, or the page, any more: it will hold another one. */
export function giveRoom({ buffer, length }: Buffer): void {
  if (length < LEAST || buffer.byteLength > MOST_BYTES) return;
  // Of pages of another list, the oldest may be of no use.
  if (spare.length === MOST_SPARE) spare.shift();
  spare.push(Buffer.from(buffer));
}
