import { PassThrough, pipeline, type Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";

/** What a body is packed with, from the first to the last: names in small letters, without `identity`, which is none. */
export function listCodings(headers: Headers): string[] {
  const names = (headers.get("content-encoding") ?? "").toLowerCase().split(",").map((name) => name.trim());
  return names.filter((name) => name !== "" && name !== "identity");
}

/** The body as it was before it was packed. gzip is asked for; proxies on the way have their own mind. Throws an `UnknownCoding`. */
export function unpack(body: Readable, codings: readonly string[]): Readable {
  return codings.reduceRight<Readable>((packed, name) => {
    const unpackOne = Object.hasOwn(UNPACKERS, name) ? UNPACKERS[name] : undefined;
    if (!unpackOne) throw new UnknownCoding(`the answer is packed with ${JSON.stringify(name.slice(0, 40))}, which cannot be read here`);
    return unpackOne(packed);
  }, body);
}

/** A way to pack that the loader does not know. */
export class UnknownCoding extends Error {
  readonly code = "UNKNOWN_CODING";
}

type Unpacker = (packed: Readable) => Readable;

/** Node 22.15 and later have it. */
const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };

const UNPACKERS: Readonly<Record<string, Unpacker | undefined>> = {
  gzip: through(zlib.createGunzip),
  "x-gzip": through(zlib.createGunzip),
  deflate: inflate,
  br: through(zlib.createBrotliDecompress),
  zstd: createZstdDecompress && through(createZstdDecompress),
};

/** An error of the body is also that of what it is unpacked to. */
function through(make: () => Transform): Unpacker {
  return (packed) => pipeline(packed, make(), () => {});
}

/** What HTTP calls deflate is zlib's format (RFC 9110, 8.4.1.2), and some servers send it without zlib's header. */
function inflate(packed: Readable): Readable {
  const unpacked = new PassThrough();
  packed.once("error", (error) => unpacked.destroy(error));
  packed.once("readable", () => {
    const piece = packed.read() as Buffer | null;
    if (piece === null) return void unpacked.end();
    packed.unshift(piece);
    pipeline(packed, (piece[0]! & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw(), unpacked, () => {});
  });
  return unpacked;
}
