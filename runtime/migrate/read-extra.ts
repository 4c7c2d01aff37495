import type { Column, Table } from "../resource.ts";
import type { Limits } from "../rows/fit.ts";
import { readPage } from "../rows/read-page.ts";
import { buildShape, CORRECTED, MISSING, NULL, type TableShape } from "../rows/shape.ts";

/** Values and records of an `_extra` that now have a column or table. */
export interface Found {
  /** The row's new `_extra`; null if nothing is left. */
  readonly extra: string | null;
  /** For each requested column, its value as text; null if there is none, or none that fits. */
  readonly values: readonly (string | null)[];
  /** For each requested child table, its records. */
  readonly children: readonly (readonly FoundRecord[])[];
}

export interface FoundRecord {
  /** Position in each array below the row. */
  readonly indexes: readonly number[];
  readonly extra: string | null;
  readonly values: readonly (string | null)[];
}

/** The new columns and child tables of a table. `arrays` of the child tables start at the table. */
export interface Gained {
  readonly columns: readonly Column[];
  readonly children: readonly Table[];
}

/**
 * Returns a function that parses many `_extra` at once, with the same code as records of a page, which only knows the new columns and tables. So a
 * value moves exactly if a load would put it there, and everything else stays.
 */
export function createExtraReader({ columns, children }: Gained, limits: Limits): (extras: readonly string[]) => (Found | undefined)[] {
  const shape = buildShape({ selector: "rows", primaryKey: [], tables: [{ name: "", arrays: [], columns }, ...children] }, limits);
  return (extras) => {
    const body = Buffer.from(`{"rows":[${extras.join(",")}]}`);
    readPage(body, shape);
    const [records, ...below] = shape.tables.map((table) => readRecords(body, table));
    const children = records!.map(() => below.map((): FoundRecord[] => []));
    below.forEach((found, position) => found.forEach(({ root, ...record }) => children[root]![position]!.push(record)));
    const { notes, width, slots } = shape.root;
    return records!.map(({ extra, values }, row) => {
      const gained = values.some((value) => value !== null) || notes.starts.subarray(row * width + slots.length, (row + 1) * width).some((start) => start >= 0);
      return gained ? { extra, values, children: children[row]! } : undefined;
    });
  };
}

interface ReadRecord extends FoundRecord {
  /** The root record that it belongs to. */
  readonly root: number;
}

function readRecords(body: Buffer, table: TableShape): ReadRecord[] {
  const { notes: { rows, places, extras }, depth } = table;
  const kept = new Map(extras.map(({ row, members }) => [row, `{${Buffer.from(members, "latin1").toString("utf8")}}`]));
  const slots = table.sources.filter((source) => source >= 0);
  return Array.from({ length: rows }, (_, row) => {
    const [root, ...indexes] = places.subarray(row * depth, (row + 1) * depth);
    return { root: root!, indexes, extra: kept.get(row) ?? null, values: slots.map((slot) => readSlot(body, table, row, slot)) };
  });
}

/** The value as text, for the type of its column. */
function readSlot(body: Buffer, { notes, width, slots }: TableShape, row: number, slot: number): string | null {
  const start = notes.starts[row * width + slot]!;
  if (start === MISSING || start === NULL) return null;
  const end = notes.ends[row * width + slot]!;
  const json = start >= 0 ? body.toString("utf8", start, end < 0 ? ~end : end) : Buffer.from(notes.corrections[CORRECTED - start]!, "latin1").toString("utf8");
  return json.startsWith('"') && slots[slot]!.type !== "json" ? (JSON.parse(json) as string) : json;
}
