import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";

/** What is put under a name: as often as it takes. */
export interface Upload {
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** From its beginning, each time. */
  open(): Readable;
}

export async function uploadFile(file: string): Promise<Upload> {
  const hash = createHash("sha256");
  for await (const piece of readFile(file)) hash.update(piece as Buffer);
  return { bytes: (await stat(file)).size, sha256: hash.digest("hex"), open: () => readFile(file) };
}

/** In pieces that are worth the while. */
function readFile(file: string): Readable {
  return createReadStream(file, { highWaterMark: 512 * 1024 });
}

export function uploadBytes(body: Buffer): Upload {
  return { bytes: body.length, sha256: createHash("sha256").update(body).digest("hex"), open: () => Readable.from([body]) };
}
