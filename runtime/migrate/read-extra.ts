import type { Column, Resource, Table } from "../resource.ts";
import type { Limits } from "../rows/fit.ts";
import { readPage } from "../rows/read-page.ts";
import { buildShape, type TableShape } from "../rows/shape.ts";

/** What an `_extra` holds that now has a place. */
export interface Found {
  /** The row's new `_extra`; null where nothing is left. */
  readonly extra: string | null;
  /** For each of the columns asked for, its value as text; null where there is none, or none that fits. */
  readonly values: readonly (string | null)[];
  /** For each of the child tables asked for, its records. */
  readonly children: readonly (readonly FoundRecord[])[];
}

export interface FoundRecord {
  /** Position in each array below the row. */
  readonly indexes: readonly number[];
  readonly extra: string | null;
  readonly values: readonly (string | null)[];
}

/** The columns and child tables that a table has gained. `arrays` of the child tables begin at the table. */
export interface Gained {
  readonly columns: readonly Column[];
  readonly children: readonly Table[];
}

/**
 * Answers a function that reads many `_extra` at once. They are read as records of a page would be, by the same code, of which
 * only what was gained is known: so a value moves exactly if a load would put it there, and everything else stays as it is.
 */
export function createExtraReader({ columns, children }: Gained, limits: Limits): (extras: readonly string[]) => (Found | undefined)[] {
  const shape = buildShape({ selector: "rows", primaryKey: [], tables: [{ name: "", arrays: [], columns }, ...children] } as unknown as Resource, limits);
  const order = orderSlots(shape.root);
  return (extras) => {
    const body = Buffer.from(`{"rows":[${extras.join(",")}]}`);
    const found: { extra: string | null; values: (string | null)[]; children: FoundRecord[][]; gained: boolean }[] = [];
    readPage(body, shape, (table, indexes) => {
      const { record } = table;
      const extra = record.extra === "" ? null : `{${Buffer.from(record.extra, "latin1").toString("utf8")}}`;
      const values = order.get(table)!.map((slot) => readSlot(body, table, slot));
      if (table !== shape.root) {
        found.at(-1)!.children[table.index - 1]!.push({ indexes, extra, values });
        return;
      }
      const gained = values.some((value) => value !== null) || table.children.some(({ slot }) => record.starts[slot]! >= 0);
      found.push({ extra, values, children: children.map(() => []), gained });
    });
    return found.map(({ gained, ...rest }) => (gained ? rest : undefined));
  };
}

/** For each table, the slots of its columns in their order. */
function orderSlots(root: TableShape): Map<TableShape, number[]> {
  const all = (table: TableShape): TableShape[] => [table, ...table.children.flatMap((child) => all(child.table))];
  return new Map(all(root).map((table) => [table, table.sources.filter((source) => source >= 0)]));
}

/** The value as text that the type of its column is read from. */
function readSlot(body: Buffer, { record, slots }: TableShape, slot: number): string | null {
  const correction = record.corrections.find((candidate) => candidate.slot === slot);
  if (record.starts[slot]! < 0 || correction?.json === null) return null;
  const json = correction ? Buffer.from(correction.json!, "latin1").toString("utf8") : body.toString("utf8", record.starts[slot]!, record.ends[slot]!);
  return json.startsWith('"') && slots[slot]!.type !== "json" ? (JSON.parse(json) as string) : json;
}
