import { Readable } from "node:stream";

/** Content that does not have to be in memory. */
export interface Content {
  readonly bytes: number;
  /** Reads it from its beginning. */
  open(): Readable;
}

/** Returns the body of a request and its headers. `touch` is called for each piece that is sent. */
export function writeContent(body: object | Uint8Array | Content | undefined, touch: () => void): { readonly headers: Readonly<Record<string, string>>; readonly content?: Uint8Array | (() => Readable) } {
  if (body === undefined) return { headers: { "content-length": "0" } };
  if ("open" in body && typeof body.open === "function") {
    const { bytes, open } = body as Content;
    return { headers: { "content-length": String(bytes) }, content: () => Readable.from(watch(open(), touch), { objectMode: false }) };
  }
  if (!(body instanceof Uint8Array)) {
    const text = Buffer.from(JSON.stringify(body));
    return { headers: { "content-type": "application/json", "content-length": String(text.length) }, content: text };
  }
  return { headers: { "content-length": String(body.length) }, content: body.length <= PIECE ? body : () => Readable.from(watch(cut(body), touch), { objectMode: false }) };
}

async function* watch(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, touch: () => void): AsyncIterable<Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    touch();
  }
}

/** Bytes in a piece. Progress is seen piece by piece. */
const PIECE = 64 * 1024;

function* cut(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Throws a `TooLarge` where there are more than these. */
export async function readContent(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, touch: () => void, mostBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  touch();
  for await (const piece of body) {
    touch();
    if ((size += piece.length) > mostBytes) throw new TooLarge(`the answer has more than ${mostBytes / 2 ** 20} MB`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Not retried: the response would be as large again. */
export class TooLarge extends Error {}
