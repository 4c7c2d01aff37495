import { CLOSE_OBJECT, COLON, COMMA, malformed, OPEN_OBJECT, QUOTE, skipSpace, skipString, skipValue } from "./json.ts";
import { PageError } from "../transport/page-error.ts";

/** Walks a response, which is one object: calls `read` with each key, the start of its value and the start of the key. `read` returns the end of the value. */
export function eachMember(bytes: Buffer, read: (key: string, start: number, keyStart: number) => number): void {
  const start = skipSpace(bytes, skipMark(bytes));
  if (bytes[start] !== OPEN_OBJECT) throw notAPage(bytes, start);
  const end = skipSpace(bytes, eachMemberAt(bytes, start, read));
  if (end !== bytes.length) throw malformed(bytes, end);
}

/** The same for an object anywhere in a page. Returns its end. */
function eachMemberAt(bytes: Buffer, at: number, read: (key: string, start: number, keyStart: number) => number): number {
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === CLOSE_OBJECT) return at + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) throw malformed(bytes, at);
    const keyEnd = skipString(bytes, at);
    at = skipSpace(bytes, read(readKey(bytes, at, keyEnd), afterColon(bytes, keyEnd), at));
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    if (bytes[at] !== COMMA) throw malformed(bytes, at);
    at = skipSpace(bytes, at + 1);
  }
}

/** RFC 8259 allows to ignore a byte order mark. */
export function skipMark(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Positions of keys that the object repeats later: the last one counts, as in JSON.parse. The others are kept in `_extra`. */
export function findRepeated(bytes: Buffer, at: number): ReadonlySet<number> {
  const last = new Map<string, number>();
  const repeated = new Set<number>();
  eachMemberAt(bytes, at, (key, start, keyStart) => {
    const before = last.get(key);
    if (before !== undefined) repeated.add(before);
    last.set(key, keyStart);
    return skipValue(bytes, start);
  });
  return repeated;
}

export function readKey(bytes: Buffer, start: number, end: number): string {
  return JSON.parse(bytes.toString("utf8", start, end)) as string;
}

export function afterColon(bytes: Buffer, at: number): number {
  at = skipSpace(bytes, at);
  if (bytes[at] !== COLON) throw malformed(bytes, at);
  return skipSpace(bytes, at + 1);
}

export function notAPage(bytes: Buffer, at: number): PageError {
  return bytes[at] === 0x3c ? new PageError("the answer is HTML, not JSON") : malformed(bytes, at);
}
