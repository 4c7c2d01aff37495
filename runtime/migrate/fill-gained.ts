import type { Resource, Table } from "../resource.ts";
import { identify } from "./identity.ts";
import { moveExtra } from "./move-extra.ts";
import type { Reshaped, ReshapeContext } from "./reshape.ts";

/**
 * Moves values from `_extra` to their new columns and tables, except for details: a list load keeps their fields in `_extra`, too. `moved`: number
 * of moved values or records, updated here.
 */
export async function fillGained({ resource, alignments, added }: Reshaped, moved: Map<string, number>, { session, before, wanted, alter, detachment }: ReshapeContext): Promise<void> {
  for (const [name, { added: fresh, converted }] of alignments) {
    const table = resource.tables.find((each) => each.name === name)!;
    const identifyTable = (each: Table) => identify(resource, each, wanted.get(each.name)!, resource.primaryKey);
    const move = { session, table, shapes: wanted, identify: identifyTable, alter, detach: detachment.detach, moved, children: [] };
    const pick = (isMeant: (column: string) => boolean) => table.columns.filter((column) => column.path !== undefined && column.liftedFrom === undefined && !column.details && isMeant(column.name));
    const columns = pick((column) => fresh.includes(column));
    const children = added.filter((child) => !child.details && findHome(child, resource, added) === table);
    if (columns.length + children.length > 0) await moveExtra({ ...move, columns, children });
    for (const column of pick((column) => converted.includes(column))) {
      // Even if the column has a value: it may be rounded, and more decimal places fit now.
      await moveExtra({ ...move, columns: [column], mentioning: JSON.stringify(column.path!.at(-1)) });
    }
    // Values that arrived while the column was not filled, or not by the list, are newer than the column's.
    const unfilled = new Set([...before.orphans, ...(before.details ?? [])]);
    for (const column of pick((column) => unfilled.has(`${name}.${column}`) && !fresh.includes(column))) await moveExtra({ ...move, columns: [column] });
  }
}

/** Fills new key columns of embedded records from their JSON. */
export async function liftKeys({ resource, alignments }: Reshaped, lift: readonly string[], alter: (sql: string) => Promise<void>): Promise<void> {
  const isFresh = (table: Table, column: string) => alignments.get(table.name)?.added.includes(column) ?? false;
  const lifts = resource.tables.filter(({ columns }) => columns.some(({ liftedFrom }) => liftedFrom !== undefined));
  for (const [index, table] of lifts.entries()) {
    if (table.columns.some(({ name, liftedFrom }) => liftedFrom !== undefined && (isFresh(table, name) || isFresh(table, liftedFrom)))) await alter(lift[index]!);
  }
}

/** The nearest existing table above a new child table: its `_extra` holds the records. */
function findHome(child: Table, { tables }: Resource, added: readonly Table[]): Table {
  const isAbove = ({ arrays }: Table) => arrays.length < child.arrays.length && JSON.stringify(child.arrays.slice(0, arrays.length)) === JSON.stringify(arrays);
  return tables.filter((table) => isAbove(table) && !added.includes(table)).at(-1)!;
}
