import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { DestinationError } from "../errors.ts";

/** The content of an object. It can be read several times, since an upload is retried. */
export interface Upload {
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Reads it from its beginning. */
  open(): Readable;
}

/** Reads a file for its checksum. A small one is kept in memory, so that it is not read again. */
export async function uploadFile(file: string): Promise<Upload> {
  const { size } = await stat(file);
  if (size <= KEPT) return uploadBytes(await readFile(file));
  const hash = createHash("sha256");
  for await (const piece of readPieces(file)) hash.update(piece as Buffer);
  return { bytes: size, sha256: hash.digest("hex"), open: () => readPieces(file) };
}

export function uploadBytes(body: Buffer): Upload {
  return { bytes: body.length, sha256: hashOf(body), open: () => Readable.from(cut(body)) };
}

/** SHA-256, in hexadecimal. */
export function hashOf(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Throws if a service does not take so many bytes in one request: it would say so when all of them have arrived. */
export function checkSize(bytes: number, { most, what }: { readonly most: number; readonly what: string }): void {
  if (bytes <= most) return;
  const gigabytes = (count: number) => (count / 2 ** 30).toFixed(1);
  throw new DestinationError(`${what} has ${gigabytes(bytes)} GB, more than the ${gigabytes(most)} GB that are taken at once. Publish it where files can be larger, as in a folder (file:DIR) or gs://.`);
}

/** Bytes of a file that is kept: a month of a table of a million rows has some 5 MB. */
const KEPT = 16 * 2 ** 20;

/** Bytes that go to the connection at a time: smaller pieces take more CPU time, larger ones hide that a connection is dead. */
const PIECE = 512 * 1024;

function readPieces(file: string): Readable {
  return createReadStream(file, { highWaterMark: PIECE });
}

function* cut(body: Buffer): Iterable<Buffer> {
  for (let at = 0; at < body.length; at += PIECE) yield body.subarray(at, at + PIECE);
}
