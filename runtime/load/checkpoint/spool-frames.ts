import type { FileHandle } from "node:fs/promises";

/** A piece of a spool file: a line of JSON about it, and a body, which may be empty. */
export interface Frame {
  readonly head: unknown;
  /** Where in the file the body is. */
  readonly offset: number;
  readonly length: number;
  /** Where the next frame begins. */
  readonly end: number;
}

/** Two lengths, then head and body. */
const LEAD = 8;

/** The parts to be written, the body not copied. */
export function writeFrame(head: object, body?: Buffer): Buffer[] {
  const json = Buffer.from(JSON.stringify(head));
  const lead = Buffer.alloc(LEAD);
  lead.writeUInt32LE(json.length, 0);
  lead.writeUInt32LE(body?.length ?? 0, 4);
  return body ? [lead, json, body] : [lead, json];
}

/** So much is read at a time: heads lie close together where answers are small. */
const CHUNK = 64 * 1024;

/** All whole frames, without their bodies, up to the first that is torn or is none. */
export async function* readFrames(handle: FileHandle): AsyncGenerator<Frame, void> {
  const { size } = await handle.stat();
  const chunk = Buffer.alloc(CHUNK);
  let start = 0;
  let filled = 0;

  /** So many bytes from there, as long as a chunk holds them. */
  const read = async (at: number, length: number): Promise<Buffer | undefined> => {
    if (length > CHUNK) return undefined;
    if (at < start || at + length > start + filled) {
      start = at;
      filled = (await handle.read(chunk, 0, CHUNK, at)).bytesRead;
    }
    return at + length > start + filled ? undefined : chunk.subarray(at - start, at - start + length);
  };

  for (let at = 0; ; ) {
    const lead = await read(at, LEAD);
    if (!lead) return;
    const headLength = lead.readUInt32LE(0);
    const length = lead.readUInt32LE(4);
    const offset = at + LEAD + headLength;
    const end = offset + length;
    const head = end <= size && headLength > 0 ? parse(await read(at + LEAD, headLength)) : undefined;
    if (head === undefined) return;
    yield { head, offset, length, end };
    at = end;
  }
}

function parse(json: Buffer | undefined): unknown {
  try {
    return json && JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}
