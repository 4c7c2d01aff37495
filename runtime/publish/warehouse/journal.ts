import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Destination } from "../../destinations/destination.ts";
import { detailsName } from "../../destinations/details.ts";
import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { ConfigurationError } from "../../errors.ts";
import { type CopiedTable, JOURNAL, type WorkingCopy } from "../working-copy.ts";
import { compareColumns } from "./changed-columns.ts";
import { findType, warehouseType } from "./column-types.ts";
import { findLacking } from "./prepare-tables.ts";
import { mergeColumns, type Published, type PublishedState, publishedUpTo, writePublished } from "./published.ts";
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

/** Creates the table if it is missing, gives it the columns of the working copy, and stages the entries after `since`. */
export async function stageJournal(job: JournalJob): Promise<Journal> {
  const { to, copy, copied, published, present, since, full } = job;
  const { dialect } = to;
  const { name } = copied;
  const table: WarehouseTable = { name, columns: copied.columns.map((column) => ({ name: column.name, type: findType(column.type) })), key: ENTRY, match: ENTRY.map((column) => ({ root: column, own: column, nullable: false })) };
  const before = published.get(name);
  if (!before && present.has(name)) throw new ConfigurationError(`${to.name} has a table ${name} that lago-loader has not made: _published does not name it. Publish to another place, or rename that table.`);
  const columns = Object.fromEntries(copied.columns.map((column) => [column.name, column.type]));
  const state: PublishedState = { load: copy.load, migrations: 0, deletedUntil: null, deleted: "", tables: { [name]: { rows: 0, stamps: "", columns } } };
  // Without a number, it lacks entries.
  const claim = (sequence: number | null) => to.transact(writePublished(dialect, name, { copy: copy.copy, organization: copy.organization, sequence, state: mergeColumns(state, before?.state) }));
  const changes = compareColumns(dialect, table, before);
  const entries = findPublished(published, copy);
  const lacking = entries && (!before || before.sequence === null || changes.retyped.length > 0) ? entries : undefined;
  if (!before) {
    // Taken first, so that the table of a publish that was killed is not taken for somebody else's.
    await claim(lacking ? null : copy.sequence);
    await to.run([createTable(dialect, table)]);
  }
  const added = before ? await findLacking(to, table, { known: before.state.tables[name]!.columns, full }) : [];
  if (added.length > 0) await to.run(added.map((column) => addColumn(dialect, name, column)));
  if (lacking) await to.run(dialect.rebuild(table, await stageEntries(job, table, lacking), changes));
  if (lacking || (before && changes.added.length > 0)) await claim(copy.sequence);
  return { table, source: await stageEntries(job, table, sql`coalesce(c.sequence, 0) > ${String(since)}::BIGINT`) };
}

async function stageEntries({ from, to, copied, folder }: JournalJob, table: WarehouseTable, condition: Sql): Promise<Sql> {
  const file = join(folder, `${table.name}.parquet`);
  await writeStaged(from, to.dialect, { copied, table, changed: condition }, file);
  return to.stage(table, file).finally(() => rm(file, { force: true }));
}

/** Whether an entry `c` belongs to what this working copy has published. Undefined if that is nothing. */
function findPublished(published: ReadonlyMap<string, Published>, copy: WorkingCopy): Sql | undefined {
  const known = [...published].flatMap(([resource, before]) => {
    const sequence = publishedUpTo(before, copy, false);
    return resource === JOURNAL || sequence === undefined ? [] : [sql`(c.resource IN (${resource}, ${detailsName({ name: resource })}) AND coalesce(c.sequence, 0) <= ${String(sequence)}::BIGINT)`];
  });
  return known.length > 0 ? joinSql(known, " OR ") : undefined;
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
