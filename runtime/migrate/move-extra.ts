import { quoteName } from "../destinations/identifiers.ts";
import type { Column, Table } from "../resource.ts";
import { createExtraReader, type Found, type FoundRecord } from "./read-extra.ts";
import type { MigrationSession } from "./session.ts";
import type { TableShape } from "./table-shapes.ts";

export interface MoveOptions {
  readonly session: MigrationSession;
  /** The table whose `_extra` is read. */
  readonly table: Table;
  readonly columns: readonly Column[];
  /** Only rows whose `_extra` contains this text. Default: all. */
  readonly mentioning?: string;
  /** New child tables below it, at any depth. */
  readonly children: readonly Table[];
  /** Every table of the resource after the migration, by name. */
  readonly shapes: ReadonlyMap<string, TableShape>;
  /** The key columns of a table. */
  readonly identify: (table: Table) => readonly string[];
  /** Runs a statement of the migration. */
  readonly alter: (sql: string) => Promise<void>;
  /** Removes users' dependent objects from the table, before its rows are written again. */
  readonly detach: (table: string) => Promise<void>;
  /** `table.column` or a child table → number of moved values or records. Updated here. */
  readonly moved: Map<string, number>;
}

/**
 * Moves values of `_extra` into their columns and child tables. Several columns must all be empty, as new ones are; a single one is overwritten
 * if `_extra` has a value for it.
 */
export async function moveExtra(options: MoveOptions): Promise<void> {
  const { session, table, columns, children, shapes, identify, alter, moved } = options;
  const shape = shapes.get(table.name)!;
  const above = identify(table);
  const relative = children.map((child) => ({ ...child, arrays: child.arrays.slice(table.arrays.length) }));
  const read = createExtraReader({ columns, children: relative }, session.limits);
  const targets = [[ROW_ID, "_extra", ...columns.map(({ name }) => name)], ...children.map((child) => [ROW_ID, ...listRecordColumns(child, identify(child).slice(above.length))])];
  const scratch = targets.map((_, index) => `_moved_${index}`);
  for (const [index, names] of targets.entries()) {
    await session.run(`CREATE TEMP TABLE ${scratch[index]} (${names.map((name) => `${quoteName(name)} text`).join(", ")})`);
  }
  // Each statement is reported once, however many portions there are.
  const told = new Set<string>();
  const once = (sql: string) => (told.has(sql) ? session.run(sql).then(() => {}) : (told.add(sql), alter(sql)));
  for await (const rows of session.extras(table.name, options.mentioning ?? null, columns.length + 1)) {
    await stage(rows);
    if (session.inPieces) await write();
  }
  await write();
  for (const name of scratch) await session.run(`DROP TABLE ${name}`);

  async function write(): Promise<void> {
    if (!(await hasRows())) return;
    if (told.size === 0) await options.detach(table.name);
    // Read before the rows change, because that changes their addresses.
    for (const [index, child] of children.entries()) await insertRecords(child, index + 1);
    await session.update({ table: shape, columns: ["_extra", ...columns.map(({ name }) => name)], source: scratch[0]!, id: ROW_ID, alter: once });
    if (session.inPieces) for (const name of scratch) await session.run(`DELETE FROM ${name}`);
  }

  async function stage(rows: readonly (readonly [id: string, extra: string])[]): Promise<void> {
    const found = read(rows.map(([, extra]) => session.fromStored(extra))).flatMap((each, index) => (each ? [{ ...each, id: rows[index]![0] }] : []));
    await fill(0, found.map(({ id, extra, values }) => [id, extra && session.toStored(extra), ...values]));
    for (const [index] of children.entries()) {
      await fill(index + 1, found.flatMap(({ id, children: records }: Found & { id: string }) => records[index]!.map((record) => [id, ...listRecordValues({ ...record, extra: record.extra && session.toStored(record.extra) })])));
    }
    for (const [index, { name }] of columns.entries()) count(`${table.name}.${name}`, found.filter(({ values }) => values[index] !== null).length);
    for (const [index, { name }] of children.entries()) count(name, found.reduce((sum, { children: records }) => sum + records[index]!.length, 0));
  }

  async function fill(index: number, rows: readonly (readonly (string | null)[])[]): Promise<void> {
    if (rows.length > 0) await session.fill(scratch[index]!, targets[index]!.map((_, column) => rows.map((row) => row[column]!)));
  }

  async function hasRows(): Promise<boolean> {
    return (await session.read(`SELECT 'yes' FROM ${scratch[0]!} LIMIT 1`)).length > 0;
  }

  /** A record is identified by the row that held it, and its position in the arrays below. */
  function insertRecords(child: Table, index: number): Promise<void> {
    const target = shapes.get(child.name)!;
    const own = targets[index]!.slice(1);
    const identity = identify(child).slice(0, above.length);
    const system = ["_loaded_at", "_load_id", "_deleted_at"];
    return once(`INSERT INTO ${quoteName(child.name)} (${[...identity, ...own, ...system].map(quoteName).join(", ")})
SELECT ${[
      ...above.map((name) => `t.${quoteName(name)}`),
      ...own.map((name) => `m.${quoteName(name)}::${target.columns.get(name)!.type}`),
      ...system.map((name) => `t.${name}`),
    ].join(", ")}
FROM ${scratch[index]!} AS m JOIN ${quoteName(table.name)} AS t ON t.${session.rowId.column} = m.${ROW_ID}::${session.rowId.type}`);
  }

  function count(place: string, values: number): void {
    if (values > 0) moved.set(place, (moved.get(place) ?? 0) + values);
  }
}

const ROW_ID = "_row_id";

/** The values of a record, in the order of `listRecordValues`: its position in the arrays, `_extra`, its columns. */
function listRecordColumns({ columns }: Table, indexes: readonly string[]): string[] {
  return [...indexes, "_extra", ...columns.map(({ name }) => name)];
}

function listRecordValues({ indexes, extra, values }: FoundRecord): (string | null)[] {
  return [...indexes.map(String), extra, ...values];
}
