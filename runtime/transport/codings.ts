import { PassThrough, pipeline, type Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import type { AnswerHeaders } from "./fetch.ts";

/** The content codings of a body, in order: lower case, without `identity`. */
export function listCodings(headers: AnswerHeaders): string[] {
  const names = (headers.get("content-encoding") ?? "").toLowerCase().split(",").map((name) => name.trim());
  return names.filter((name) => name !== "" && name !== "identity");
}

/** Decodes a body. gzip was requested, but proxies may use others. Throws an `UnknownCoding`. */
export function unpack(body: Readable, codings: readonly string[]): Readable {
  return codings.reduceRight<Readable>((packed, name) => {
    const unpackOne = Object.hasOwn(UNPACKERS, name) ? UNPACKERS[name] : undefined;
    if (!unpackOne) throw new UnknownCoding(`the answer is packed with ${JSON.stringify(name.slice(0, 40))}, which cannot be read here`);
    return unpackOne(packed);
  }, body);
}

/** A content coding that the loader does not know. */
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

/** An error of the body is passed on to the decoded stream. */
function through(make: () => Transform): Unpacker {
  return (packed) => pipeline(packed, make(), () => {});
}

/** HTTP's deflate is the zlib format (RFC 9110, 8.4.1.2); some servers send it without the zlib header. */
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
