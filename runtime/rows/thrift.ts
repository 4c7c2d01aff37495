/** Thrift's compact protocol (apache/thrift, doc/specs/thrift-compact-protocol.md), as far as Parquet headers need it. */

/** A typed value. The members of a struct have field numbers, in ascending order. */
export type Thrift =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly boolean: boolean }
  | { readonly binary: string }
  | { readonly list: readonly Thrift[] }
  | { readonly struct: readonly (readonly [field: number, value: Thrift])[] };

export function writeThrift(value: Thrift): Buffer {
  const bytes: number[] = [];
  writeValue(bytes, value);
  return Buffer.from(bytes);
}

/** A varint: seven bits per byte, lowest first. */
function writeVarint(bytes: number[], value: number): void {
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  bytes.push(value);
}

const TYPES = { true: 1, false: 2, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 };

function typeOf(value: Thrift): number {
  if ("boolean" in value) return value.boolean ? TYPES.true : TYPES.false;
  return TYPES[Object.keys(value)[0] as keyof typeof TYPES];
}

function writeValue(bytes: number[], value: Thrift): void {
  // Zigzag encoding (0, -1, 1, …); there are no negative numbers here.
  if ("i32" in value) writeVarint(bytes, value.i32 * 2);
  else if ("i64" in value) writeVarint(bytes, value.i64 * 2);
  else if ("binary" in value) {
    const text = Buffer.from(value.binary);
    writeVarint(bytes, text.length);
    for (const byte of text) bytes.push(byte);
  } else if ("list" in value) {
    const { length } = value.list;
    const type = length === 0 ? TYPES.struct : typeOf(value.list[0]!);
    bytes.push((Math.min(length, 15) << 4) | type);
    if (length >= 15) writeVarint(bytes, length);
    for (const element of value.list) writeValue(bytes, element);
  } else if ("struct" in value) {
    let before = 0;
    for (const [field, member] of value.struct) {
      // Field numbers here never differ by more than fifteen.
      bytes.push(((field - before) << 4) | typeOf(member));
      before = field;
      writeValue(bytes, member);
    }
    bytes.push(0);
  }
}
