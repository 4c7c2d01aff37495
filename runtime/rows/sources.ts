import type { ColumnType } from "../resource.ts";
import type { TableShape } from "./shape.ts";

/** A column of the staged rows, and the source of its values. */
export interface Source {
  readonly name: string;
  readonly type: ColumnType;
  readonly from: "slot" | "root slot" | "place" | "request" | "hash" | "extra" | "number";
  /** Number of the slot, level or key. */
  readonly index: number;
}

/**
 * The columns of a table's staged rows. For a child table: the key of its root record and its indexes, named `$1`, `$2`, … since only the
 * generated SQL knows their names. Then the table's own columns; for some root tables `_hash`; `_extra`; and `_n`, the number of the root
 * record, which tells the later of two records with the same key.
 */
export function listSources(table: TableShape, root: TableShape): readonly Source[] {
  const known = listed.get(table);
  if (known) return known;
  const { columns, arrays } = table.table;
  const identity: Omit<Source, "name">[] =
    table === root
      ? []
      : [
          ...root.key.map((source) => ({ type: root.table.columns[root.sources.indexOf(source)]!.type, ...placeOf(source, "root slot") })),
          ...arrays.map((_, level) => ({ type: "integer", from: "place", index: level + 1 }) as const),
        ];
  const sources: Source[] = [
    ...identity.map((source, position) => ({ ...source, name: `$${position + 1}` })),
    ...columns.map(({ name, type }, position) => ({ name, type, ...placeOf(table.sources[position]!, "slot") })),
    ...(table.hashed ? [{ name: "_hash", type: "integer", from: "hash", index: 0 } as const] : []),
    { name: "_extra", type: "json", from: "extra", index: 0 },
    { name: "_n", type: "integer", from: "number", index: 0 },
  ];
  listed.set(table, sources);
  return sources;
}

/** Pages can be as small as one record. */
const listed = new WeakMap<TableShape, readonly Source[]>();

function placeOf(source: number, from: "slot" | "root slot"): Pick<Source, "from" | "index"> {
  return source < 0 ? { from: "request", index: -1 - source } : { from, index: source };
}
