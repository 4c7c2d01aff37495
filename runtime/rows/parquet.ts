import type { ColumnType } from "../resource.ts";
import { DECIMAL_PLACES } from "./binary.ts";
import type { TableColumns } from "./column-page.ts";
import type { Source } from "./sources.ts";
import { type Thrift, writeThrift } from "./thrift.ts";

/** Name and type of a column. */
type StagedColumn = Pick<Source, "name" | "type">;

/**
 * A Parquet file (apache/parquet-format, README.md) with the rows of many pages, as a list of parts to write. It has one row group without
 * compression, since it is read once and on this machine.
 */
export function writeParquet(columns: readonly StagedColumn[], parts: readonly TableColumns[]): Uint8Array[] {
  const filled = parts.filter(({ rows }) => rows > 0);
  const rows = filled.reduce((sum, part) => sum + part.rows, 0);
  const pieces: Uint8Array[] = [MAGIC];
  let offset = MAGIC.length;
  const chunks = columns.map((column, index) => {
    const pages = filled.map(({ bytes, ends }) => bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]));
    const size = pages.reduce((sum, page) => sum + page.length, 0);
    const chunk = describeChunk(column, { rows, offset, size });
    pieces.push(...pages);
    offset += size;
    return chunk;
  });
  const footer = writeThrift(describeFile(columns, chunks, rows, offset - MAGIC.length));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return [...pieces, footer, length, MAGIC];
}

const MAGIC = Buffer.from("PAR1");

/** Numbers of parquet.thrift: physical and logical type. */
interface Kind {
  readonly physical: number;
  readonly size?: number;
  readonly converted?: number;
  readonly logical?: Thrift;
}

const NOTHING: Thrift = { struct: [] };

const KINDS: Record<ColumnType, Kind> = {
  boolean: { physical: 0 },
  date: { physical: 1, converted: 6 },
  integer: { physical: 2 },
  timestamp: { physical: 2, logical: { struct: [[8, { struct: [[1, { boolean: true }], [2, { struct: [[2, NOTHING]] }]] }]] } },
  number: { physical: 5 },
  text: { physical: 6, converted: 0 },
  json: { physical: 6, converted: 19 },
  uuid: { physical: 7, size: 16, logical: { struct: [[14, NOTHING]] } },
  decimal: { physical: 7, size: 16, converted: 5 },
};

/** All columns are optional here; the table enforces NOT NULL. */
const OPTIONAL = 1;

function describeFile(columns: readonly StagedColumn[], chunks: readonly Thrift[], rows: number, size: number): Thrift {
  const group: Thrift = { struct: [[1, { list: chunks }], [2, { i64: size }], [3, { i64: rows }]] };
  const root: Thrift = { struct: [[4, { binary: "rows" }], [5, { i32: columns.length }]] };
  return {
    struct: [
      [1, { i32: 1 }],
      [2, { list: [root, ...columns.map(describeColumn)] }],
      [3, { i64: rows }],
      [4, { list: rows > 0 ? [group] : [] }],
    ],
  };
}

function describeColumn({ name, type }: StagedColumn): Thrift {
  const { physical, size, converted, logical } = KINDS[type];
  return {
    struct: [
      [1, { i32: physical }],
      ...(size === undefined ? [] : [[2, { i32: size }] as const]),
      [3, { i32: OPTIONAL }],
      [4, { binary: name }],
      ...(converted === undefined ? [] : [[6, { i32: converted }] as const]),
      ...(type === "decimal" ? [[7, { i32: DECIMAL_PLACES }] as const, [8, { i32: 38 }] as const] : []),
      ...(logical === undefined ? [] : [[10, logical] as const]),
    ],
  };
}

function describeChunk({ name, type }: StagedColumn, { rows, offset, size }: { rows: number; offset: number; size: number }): Thrift {
  const plain = 0;
  const runs = 3;
  const meta: Thrift = {
    struct: [
      [1, { i32: KINDS[type].physical }],
      [2, { list: [{ i32: plain }, { i32: runs }] }],
      [3, { list: [{ binary: name }] }],
      [4, { i32: 0 }],
      [5, { i64: rows }],
      [6, { i64: size }],
      [7, { i64: size }],
      [9, { i64: offset }],
    ],
  };
  return { struct: [[2, { i64: offset }], [3, meta]] };
}
