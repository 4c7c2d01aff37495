import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Destination } from "../../destinations/destination.ts";
import { detailsName } from "../../destinations/details.ts";
import { quoted, type Sql, sql } from "../../destinations/sql.ts";
import { ConfigurationError } from "../../errors.ts";
import type { CopiedTable, WorkingCopy } from "../working-copy.ts";
import { findType, warehouseType } from "./column-types.ts";
import { findLacking } from "./prepare-tables.ts";
import { mergeColumns, type Published, type PublishedState, writePublished } from "./published.ts";
import { addColumn, createTable, nameTable } from "./sentences.ts";
import { writeStaged } from "./staged-file.ts";
import type { Warehouse, WarehouseDialect, WarehouseTable } from "./warehouse.ts";

/** The journal of loads, staged: each resource takes its own entries in its transaction. */
export interface Journal {
  readonly table: WarehouseTable;
  readonly source: Sql;
}

interface JournalJob {
  readonly from: Destination;
  readonly to: Warehouse;
  readonly copy: WorkingCopy;
  readonly copied: CopiedTable;
  readonly published: ReadonlyMap<string, Published>;
  readonly present: ReadonlySet<string>;
  /** The least number of a load that was published of any resource that takes entries. */
  readonly since: number;
  /** Replace all rows. */
  readonly full: boolean;
  readonly folder: string;
}

/** Creates the table if it is missing, and stages the entries after `since`. */
export async function stageJournal({ from, to, copy, copied, published, present, since, full, folder }: JournalJob): Promise<Journal> {
  const { name } = copied;
  const table: WarehouseTable = { name, columns: copied.columns.map((column) => ({ name: column.name, type: findType(column.type) })), key: ENTRY, match: ENTRY.map((column) => ({ root: column, own: column, nullable: false })) };
  const columns = Object.fromEntries(copied.columns.map((column) => [column.name, column.type]));
  const before = published.get(name);
  if (!before && present.has(name)) throw new ConfigurationError(`${to.name} has a table ${name} that lago-loader has not made. Publish to another place, or rename that table.`);
  const known = before?.state.tables[name]!.columns ?? {};
  const added = before ? await findLacking(to, table, { known, full }) : [];
  if (added.length > 0 || Object.keys(columns).some((column) => !(column in known))) {
    const state: PublishedState = { load: copy.load, migrations: 0, deletedUntil: null, deleted: "", tables: { [name]: { rows: 0, stamps: "", columns } } };
    const claim = writePublished(to.dialect, name, { copy: copy.copy, organization: copy.organization, sequence: copy.sequence, state: mergeColumns(state, before?.state) });
    // Taken first, so that the table of a publish that was killed is not taken for somebody else's.
    if (!before) {
      await to.transact(claim);
      await to.run([createTable(to.dialect, table)]);
    }
    if (added.length > 0) await to.run(added.map((column) => addColumn(to.dialect, name, column)));
    if (before) await to.transact(claim);
  }
  const file = join(folder, `${name}.parquet`);
  await writeStaged(from, to.dialect, { copied, table, changed: sql`coalesce(c.sequence, 0) > ${String(before ? since : -1)}::BIGINT` }, file);
  const source = await to.stage(table, file).finally(() => rm(file, { force: true }));
  return { table, source };
}

/** The key of an entry. */
const ENTRY = ["load_id", "resource"];

/** Returns the statements that insert a resource's staged entries. `replace`: delete all of its entries first. */
export function moveJournal(dialect: WarehouseDialect, { table, source }: Journal, resource: string, { replace }: { readonly replace: boolean }): Sql[] {
  const text = warehouseType("text", dialect.warehouse);
  const isOwn = sql`${quoted("resource", dialect.quote)} IN (CAST(${resource} AS ${text}), CAST(${detailsName({ name: resource })} AS ${text}))`;
  const own = sql`(SELECT * FROM ${source} WHERE ${isOwn})`;
  return [...dialect.merge(table, { roots: replace ? sql`(SELECT * FROM ${nameTable(dialect, table.name)} WHERE ${isOwn})` : own, rows: own })];
}
