import { fit, type Limits } from "./fit.ts";
import { CLOSE_OBJECT, COLON, COMMA, malformed, QUOTE, skipSpace, skipString, skipValue } from "./json.ts";
import { findPlainEnd } from "./plain.ts";
import { CORRECTED, type Member, MISSING, NULL, type ObjectNode, type Shape, startsWith, type TableNotes } from "./shape.ts";

/**
 * Extracts keys from an embedded record whose JSON is kept as a whole: records where their values are. Nothing of it goes to `_extra`.
 * `first`: the first slot of the row. Returns the end of the record, as `skipValue` does.
 */
export function readEmbedded(bytes: Buffer, view: DataView, at: number, { limits }: Shape, notes: TableNotes, first: number, node: ObjectNode): number {
  const size = bytes.length;
  at = skipSpace(bytes, at + 1);
  while (bytes[at] !== CLOSE_OBJECT) {
    if (bytes[at] !== QUOTE) throw malformed(bytes, at);
    let found: Member | undefined;
    for (const member of node.members.values()) if (startsWith(view, size, at, member)) found = member;
    if (found) at = skipSpace(bytes, at + found.length);
    else {
      const keyEnd = skipString(bytes, at);
      // Most keys are not extracted. One that is can be written with escapes, or be followed by white space.
      if (bytes[keyEnd] !== COLON || hasEscape(bytes, at, keyEnd)) found = node.members.get(JSON.parse(bytes.toString("utf8", at, keyEnd)) as string);
      at = skipSpace(bytes, keyEnd);
      if (bytes[at] !== COLON) throw malformed(bytes, at);
      at = skipSpace(bytes, at + 1);
    }
    const end = found ? readKey(bytes, view, at, limits, notes, first, found) : skipValue(bytes, at);
    at = skipSpace(bytes, end);
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
    else if (bytes[at] !== CLOSE_OBJECT) throw malformed(bytes, at);
  }
  return at + 1;
}

function hasEscape(bytes: Buffer, at: number, end: number): boolean {
  while (at < end && bytes[at] !== BACKSLASH) at++;
  return at < end;
}

/** If a value does not fit the column, the column is NULL: the JSON has the value. Of two equal keys the first counts. Returns the end of the value. */
function readKey(bytes: Buffer, view: DataView, at: number, limits: Limits, { starts, ends, filled, corrections }: TableNotes, first: number, { slot, type, column }: Member): number {
  const place = first + slot;
  const plainEnd = findPlainEnd(type, bytes, view, at);
  const end = plainEnd > 0 ? plainEnd : skipValue(bytes, at);
  if (starts[place] !== MISSING || bytes[at] === LOWER_N) return end;
  filled[slot]!++;
  starts[place] = at;
  ends[place] = plainEnd > 0 ? plainEnd : ~end;
  const correction = plainEnd > 0 ? undefined : fit(column!.type, bytes, at, end, true, limits);
  if (correction) starts[place] = correction.json === null ? NULL : CORRECTED - (corrections.push(correction.json) - 1);
  return end;
}

const BACKSLASH = 0x5c;
/** Of `null`. */
const LOWER_N = 0x6e;
