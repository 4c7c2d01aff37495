import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Destination } from "../../destinations/destination.ts";
import type { Sql } from "../../destinations/sql.ts";
import type { CopiedTable } from "../working-copy.ts";
import { compareColumns } from "./changed-columns.ts";
import { findChanged } from "./changed-rows.ts";
import { toWarehouseTable } from "./copied-resource.ts";
import { type Journal, moveJournal } from "./journal.ts";
import { prepareTables, type Target } from "./prepare-tables.ts";
import { mergeColumns, type Published, publishedUpTo, writePublished } from "./published.ts";
import { askRange } from "./sentences.ts";
import { findLosses, type Loss, writeStaged } from "./staged-file.ts";
import type { Warehouse, WarehouseTable } from "./warehouse.ts";

/** What was published of a resource. */
export interface PublishedResource {
  readonly resource: string;
  /** Whether all rows were published, or those of changed records. */
  readonly mode: "replaced" | "merged";
  /** Table → number of published rows. */
  readonly rows: Readonly<Record<string, number>>;
  readonly losses: readonly Loss[];
}

export interface ResourceJob extends Target {
  readonly from: Destination;
  readonly journal: Journal;
  /** For temporary files. */
  readonly folder: string;
}

/** Publishes a resource: creates missing tables and columns, stages rows, and merges them in one transaction. */
export async function publishResource(job: ResourceJob): Promise<PublishedResource> {
  const { from, to, copy, resource, before } = job;
  const tables = resource.tables.map((copied) => ({ copied, table: toWarehouseTable(resource, copied) }));
  const since = canMerge(job) ? before : undefined;
  const changed = since && (await findChanged(from, resource, since));
  await prepareTables(job, tables.map(({ table }) => table));
  const { moved, losses } = await moveTables(job, tables, changed);
  const statements = changed ? await mergeTables(job, moved) : await replaceTables(job, moved);
  const counts = Object.fromEntries(Object.entries(resource.state.tables).map(([name, { rows }]) => [name, rows]));
  const published: Published = { copy: copy.copy, organization: copy.organization, sequence: copy.sequence, state: mergeColumns(resource.state, before?.state) };
  await to.transact([...statements, ...moveJournal(to.dialect, job.journal, resource.name, { replace: publishedUpTo(before, copy, job.full) === undefined }), ...writePublished(to.dialect, resource.name, published, counts)]);
  return { resource: resource.name, mode: changed ? "merged" : "replaced", rows: Object.fromEntries(moved.map(({ table, rows }) => [table.name, rows])), losses };
}

/** Whether changed records are enough: the warehouse has the rows of this copy, and its tables have the same columns. */
function canMerge({ before, copy, resource: { state }, full }: ResourceJob): boolean {
  if (!before || publishedUpTo(before, copy, full) === undefined || before.state.migrations !== state.migrations) return false;
  return Object.entries(state.tables).every(([name, { columns }]) => Object.entries(columns).every(([column, type]) => before.state.tables[name]?.columns[column] === type));
}

/** A table whose rows are where the warehouse reads them. */
interface Moved {
  readonly copied: CopiedTable;
  readonly table: WarehouseTable;
  readonly rows: number;
  /** What to select the rows from. Undefined if there are none, or if they are in the table already. */
  readonly source?: Sql | undefined;
  readonly filled: boolean;
}

type Pair = Pick<Moved, "copied" | "table">;

async function moveTables(job: ResourceJob, tables: readonly Pair[], changed: Sql | undefined): Promise<{ readonly moved: Moved[]; readonly losses: Loss[] }> {
  const { from, to, resource, before } = job;
  const losses: Loss[] = [];
  const moving: Promise<Moved>[] = [];
  for (const { copied, table } of tables) {
    const rows = { copied, table, changed };
    const file = join(job.folder, `${table.name}.parquet`);
    const retyped = isRetyped(job, table);
    const needed = resource.state.tables[table.name]!.rows > 0 || retyped;
    const count = needed ? await writeStaged(from, to.dialect, rows, file) : 0;
    if (count > 0) losses.push(...(await findLosses(from, to.dialect, rows)));
    // The first publish of a table needs no transaction: nobody reads it yet.
    const move = count === 0 && !retyped ? Promise.resolve({ filled: !before }) : bring(to, table, file, !before);
    moving.push(move.then((where) => ({ copied, table, rows: count, ...where })));
    // A failure while the next file is written is handled below.
    moving.at(-1)!.catch(() => {});
  }
  return { moved: await Promise.all(moving), losses };
}

async function bring(to: Warehouse, table: WarehouseTable, file: string, first: boolean): Promise<Pick<Moved, "source" | "filled">> {
  try {
    if (!first || !to.fill) return { source: await to.stage(table, file), filled: false };
    await to.fill(table, file);
    return { filled: true };
  } finally {
    await rm(file, { force: true });
  }
}

/** Replaces the rows of the changed records in all tables by the staged ones. */
async function mergeTables({ to, before }: ResourceJob, moved: readonly Moved[]): Promise<Sql[]> {
  const [root] = moved;
  const roots = root?.source;
  if (!roots) return [];
  const bounded = to.dialect.bounded && root.table.cursor !== undefined;
  const [[first, last] = []] = bounded ? await to.ask(askRange(to.dialect, root.table, roots)) : [];
  // A child table that is empty on both sides costs nothing. If it is not empty there, the count of its rows says so afterwards.
  const touched = moved.filter(({ table, source }) => source || before?.state.tables[table.name]?.rows !== 0);
  // Child tables first: where there is no transaction, the root is what the next publish begins with.
  return touched.reverse().flatMap(({ table, source }) => to.dialect.merge(table, { roots, rows: source, ...(table === root.table && first && last && { range: [first, last] as const }) }));
}

async function replaceTables(job: ResourceJob, moved: readonly Moved[]): Promise<Sql[]> {
  const { to, before } = job;
  const retyped = moved.filter(({ table }) => isRetyped(job, table));
  for (const { table, source } of retyped) await to.run(to.dialect.rebuild(table, source!, compareColumns(to.dialect, table, before)));
  return moved.filter((one) => !one.filled && !retyped.includes(one)).flatMap(({ table, source }) => [...to.dialect.replaceRows(table, source)]);
}

function isRetyped({ to, before }: ResourceJob, table: WarehouseTable): boolean {
  return compareColumns(to.dialect, table, before).retyped.length > 0;
}
