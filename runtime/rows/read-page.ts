import { readEmbedded } from "./embedded.ts";
import { type Correction, fit } from "./fit.ts";
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  forgetUnicodeEscape,
  malformed,
  sawUnicodeEscape,
  skipSpace,
  skipString,
  skipValue,
} from "./json.ts";
import { afterColon, eachMember, findRepeated, readKey } from "./members.ts";
import { type Meta, pickMeta } from "./page.ts";
import { PageError } from "../transport/page-error.ts";
import { findPlainEnd, TYPE_CODES, viewOf } from "./plain.ts";
import { addRow, addUnknown, CORRECTED, forgetRows, type Member, MISSING, newFitReport, NULL, type ObjectNode, type Shape, startsWith, type TableNotes, type TableShape } from "./shape.ts";

/** The bytes of the current page, as 32-bit words where that is faster. */
let view: DataView = new DataView(new ArrayBuffer(0));
/** Its length: reading the property takes longer than comparing a key. */
let size = 0;

/**
 * Parses a page once, byte by byte: records in the tables of `shape` where each column's value is, checks that it fits, and collects
 * fields without a column for `_extra`. About 4 µs for a fee of 2 kB. The positions are valid until the next page is read.
 */
export function readPage(bytes: Buffer, shape: Shape): { rows: number; meta?: Meta } {
  shape.repeats = false;
  for (;;) {
    try {
      return readOnce(bytes, shape);
    } catch (error) {
      if (!(error instanceof Again)) throw error;
      shape[error.because] = true;
    }
  }
}

/** The page must be read again, with more care than nearly all pages need. */
class Again extends Error {
  constructor(readonly because: "mixed" | "repeats") {
    super(because);
  }
}

function readOnce(bytes: Buffer, shape: Shape): { rows: number; meta?: Meta } {
  forgetRows(shape);
  shape.report = newFitReport();
  view = viewOf(bytes);
  size = bytes.length;
  let rows: number | undefined;
  let meta: Meta | undefined;
  eachMember(bytes, (key, start) => {
    if (key === shape.selector) {
      if (rows !== undefined) throw new PageError(`the answer has ${JSON.stringify(key)} twice`);
      const end = readRecords(bytes, start, shape);
      rows = shape.root.notes.rows;
      return end;
    }
    const end = skipValue(bytes, start);
    if (key === "meta") meta = pickMeta(JSON.parse(bytes.toString("utf8", start, end)));
    return end;
  });
  if (rows === undefined) throw new PageError(`the answer has no array ${JSON.stringify(shape.selector)}`);
  return meta ? { rows, meta } : { rows };
}

function readRecords(bytes: Buffer, at: number, shape: Shape): number {
  const { root, selector } = shape;
  if (bytes[at] !== OPEN_ARRAY) throw new PageError(`${JSON.stringify(selector)} is not an array`);
  const end = readElements(bytes, at, shape, root, root.notes, -1);
  if (end >= 0) return end;
  if (~end >= bytes.length) throw malformed(bytes, ~end);
  throw new PageError(`record ${root.notes.rows + 1} of ${JSON.stringify(selector)} is not an object`);
}

/** Reads the records of an array into rows of `table`. Returns its end; if an element is not an object, `~` of its position. */
function readElements(bytes: Buffer, at: number, shape: Shape, table: TableShape, above: TableNotes, aboveRow: number): number {
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === CLOSE_ARRAY) return at + 1;
  for (let index = 0; ; index++) {
    if (bytes[at] !== OPEN_OBJECT) return ~at;
    at = skipSpace(bytes, readRecord(bytes, at, shape, table, addRow(table, above, aboveRow, index)));
    if (bytes[at] === CLOSE_ARRAY) return at + 1;
    if (bytes[at] !== COMMA) throw malformed(bytes, at);
    at = skipSpace(bytes, at + 1);
  }
}

function readRecord(bytes: Buffer, at: number, shape: Shape, table: TableShape, row: number): number {
  const { notes } = table;
  own = row;
  first = row * table.width;
  serial = ++records;
  const end = readMembers(bytes, at, shape, table, table.node);
  notes.spans[row * 2] = at;
  notes.spans[row * 2 + 1] = end;
  if (extra !== "") notes.extras.push({ row, members: extra });
  return end;
}

/** The current record, and where its slots begin among its table's. */
let own = 0;
let first = 0;
/** Its number among all records ever read, and their count. */
let serial = 0;
let records = 0;

/** Reads the members of a record, or of an object flattened into its table. Leaves those without a column in `extra`. */
function readMembers(bytes: Buffer, at: number, shape: Shape, table: TableShape, node: ObjectNode): number {
  const { notes } = table;
  let kept = "";
  let before = node.head;
  const repeated = shape.repeats ? findRepeated(bytes, at) : undefined;
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === CLOSE_OBJECT) return leave(at + 1, "");
  for (;;) {
    const keyStart = at;
    let member = before.next;
    if (member && startsWith(view, size, at, member)) {
      at += member.length;
      if (bytes[at]! <= SPACE) at = skipSpace(bytes, at);
    } else {
      if (bytes[at] !== QUOTE) throw malformed(bytes, at);
      const keyEnd = skipString(bytes, at);
      member = node.members.get(readKey(bytes, keyStart, keyEnd));
      if (member) before.next = member;
      at = afterColon(bytes, keyEnd);
    }
    const valueStart = at;
    if (repeated !== undefined && repeated.has(keyStart)) {
      at = skipValue(bytes, at);
      if (member) reportMisfit(shape, table.table.name, member.column?.name ?? member.object?.path ?? member.name);
      else reportUnknown(shape, table, node, bytes, keyStart);
      if (bytes[valueStart] !== LOWER_N) kept = join(kept, latin1(bytes, keyStart, at));
    } else if (member) {
      before = member;
      const end = member.object ? 0 : readPlain(bytes, at, notes, member);
      if (end > 0) at = end;
      else {
        at = readOther(bytes, at, shape, table, member);
        if (extra !== "") kept = join(kept, `${latin1(bytes, keyStart, valueStart)}${extra}`);
      }
    } else {
      at = skipValue(bytes, at);
      reportUnknown(shape, table, node, bytes, keyStart);
      // A null is equivalent to a missing key: there is nothing to keep.
      if (bytes[valueStart] !== LOWER_N) kept = join(kept, latin1(bytes, keyStart, at));
    }
    if (bytes[at] !== COMMA) at = skipSpace(bytes, at);
    if (bytes[at] === CLOSE_OBJECT) return leave(at + 1, kept);
    if (bytes[at] !== COMMA) throw malformed(bytes, at);
    if (bytes[++at] !== QUOTE) at = skipSpace(bytes, at);
  }
}

/** Reads a value that goes into its column unchanged, as nearly all do, or null. Returns its end, or 0 for any other value. */
function readPlain(bytes: Buffer, at: number, { starts, ends, filled }: TableNotes, member: Member): number {
  const slot = first + member.slot;
  // A duplicate key.
  if (starts[slot] !== MISSING) return 0;
  if (bytes[at] === LOWER_N && isNull(at)) {
    starts[slot] = NULL;
    return at + 4;
  }
  const end = findPlainEnd(member.type, bytes, view, at);
  if (end > 0) {
    starts[slot] = at;
    ends[slot] = end;
    filled[member.slot]!++;
  }
  return end;
}

/** JSON of the last value without a column, in latin1 like the bytes; a second result, without an object for each value. */
let extra = "";

function leave(end: number, kept: string): number {
  extra = kept;
  return end;
}

/** Leaves fields without a column in `extra`. */
function readOther(bytes: Buffer, at: number, shape: Shape, table: TableShape, member: Member): number {
  const { object, child, column } = member;
  if (object) return readObject(bytes, at, shape, table, object);
  const { starts, ends, filled } = table.notes;
  const slot = first + member.slot;
  if (starts[slot] !== MISSING) throw new Again("repeats");
  if (child) {
    const end = readChildren(bytes, at, shape, table, child, slot);
    if (end > 0) return leave(end, "");
  }
  forgetUnicodeEscape();
  const byte = bytes[at];
  const end = byte === QUOTE ? skipString(bytes, at) : byte === OPEN_OBJECT && member.embedded ? readEmbedded(bytes, view, at, shape, table.notes, first, member.embedded) : skipValue(bytes, at);
  starts[slot] = at;
  ends[slot] = ~end;
  filled[member.slot]!++;
  if (!column) return correct(bytes, at, end, shape, table, slot, member.name, { json: null, keep: true });
  if (byte === QUOTE && member.type === TYPE_CODES.text && !sawUnicodeEscape) return leave(end, "");
  const correction = fit(column.type, bytes, at, end, sawUnicodeEscape, shape.limits);
  return correction ? correct(bytes, at, end, shape, table, slot, column.name, correction) : leave(end, "");
}

/**
 * Reads the rows of a child table of the current record. `slot`: that of their array. Returns the end of the array, or 0 if it is not an
 * array of objects: it is then kept as a whole in `_extra`, although some of its rows may already have been read.
 */
function readChildren(bytes: Buffer, at: number, shape: Shape, table: TableShape, child: TableShape, slot: number): number {
  if (bytes[at] !== OPEN_ARRAY || (shape.mixed && !holdsRecords(bytes, at))) return 0;
  const row = own;
  const number = serial;
  const end = readElements(bytes, at, shape, child, table.notes, row);
  if (end < 0) throw new Again("mixed");
  serial = number;
  own = row;
  first = row * table.width;
  table.notes.starts[slot] = at;
  return end;
}

/** Whether all elements are objects. */
function holdsRecords(bytes: Buffer, at: number): boolean {
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === CLOSE_ARRAY) return true;
  while (bytes[at] === OPEN_OBJECT) {
    at = skipSpace(bytes, skipValue(bytes, at));
    if (bytes[at] === CLOSE_ARRAY) return true;
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
  }
  return false;
}

function readObject(bytes: Buffer, at: number, shape: Shape, table: TableShape, node: ObjectNode): number {
  if (node.readIn === serial && !shape.repeats) throw new Again("repeats");
  node.readIn = serial;
  if (bytes[at] === OPEN_OBJECT) {
    const end = readMembers(bytes, at, shape, table, node);
    return leave(end, extra && `{${extra}}`);
  }
  const end = skipValue(bytes, at);
  if (bytes[at] === LOWER_N) return leave(end, "");
  reportMisfit(shape, table.table.name, node.path);
  return leave(end, latin1(bytes, at, end));
}

function correct(bytes: Buffer, start: number, end: number, shape: Shape, { table, notes }: TableShape, slot: number, name: string, { json, keep }: Correction): number {
  notes.starts[slot] = json === null ? NULL : CORRECTED - (notes.corrections.push(json) - 1);
  if (!keep) return leave(end, "");
  reportMisfit(shape, table.name, name);
  return leave(end, latin1(bytes, start, end));
}

/** Also for text that only begins like it: what follows is then no comma, and the page malformed. */
function isNull(at: number): boolean {
  return at + 4 <= size && view.getInt32(at, true) === 0x6c6c756e;
}

function latin1(bytes: Buffer, start: number, end: number): string {
  return bytes.toString("latin1", start, end);
}

function join(members: string, member: string): string {
  return members ? `${members},${member}` : member;
}

function reportMisfit(shape: Shape, table: string, name: string): void {
  const column = `${table}.${name}`;
  shape.report.misfits.set(column, (shape.report.misfits.get(column) ?? 0) + 1);
}

function reportUnknown(shape: Shape, table: TableShape, node: ObjectNode, bytes: Buffer, keyStart: number): void {
  const name = readKey(bytes, keyStart, skipString(bytes, keyStart));
  addUnknown(shape.report, `${table.table.name}.${node.path ? `${node.path}.` : ""}${name}`);
}

/** No white space has a greater byte. */
const SPACE = 0x20;
/** Of `null`. */
const LOWER_N = 0x6e;
