import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";

/** A frame of a checkpoint file: a line of JSON, and a body, which may be empty. */
export interface Frame {
  readonly head: unknown;
  readonly body: Buffer;
}

/** Length of the head, length of the body, checksum of both. */
export const LEAD = 12;

/** The parts to write, without copying the body. */
export function writeFrame(head: unknown, body: Buffer = NOTHING): Buffer[] {
  const json = Buffer.from(JSON.stringify(head));
  const lead = Buffer.alloc(LEAD);
  lead.writeUInt32LE(json.length, 0);
  lead.writeUInt32LE(body.length, 4);
  // For an empty input, zlib returns 0 and ignores the previous checksum.
  lead.writeUInt32LE(body.length > 0 ? crc32(body, crc32(json)) : crc32(json), 8);
  return [lead, json, body];
}

/** All complete frames up to the first damaged one. What follows it cannot be trusted. */
export async function* readFrames(handle: FileHandle): AsyncGenerator<Frame, void> {
  const { size } = await handle.stat();
  for (let at = 0; at + LEAD <= size; ) {
    const lead = await readBytes(handle, at, LEAD);
    if (!lead) return;
    const [headLength, bodyLength, sum] = [lead.readUInt32LE(0), lead.readUInt32LE(4), lead.readUInt32LE(8)];
    const end = at + LEAD + headLength + bodyLength;
    const rest = end <= size ? await readBytes(handle, at + LEAD, headLength + bodyLength) : undefined;
    if (!rest || headLength === 0 || crc32(rest) !== sum) return;
    yield { head: JSON.parse(rest.toString("utf8", 0, headLength)), body: rest.subarray(headLength) };
    at = end;
  }
}

/** Undefined if the file is shorter. */
export async function readBytes(handle: FileHandle, at: number, length: number): Promise<Buffer | undefined> {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) return undefined;
    filled += bytesRead;
  }
  return bytes;
}

const NOTHING = Buffer.alloc(0);
