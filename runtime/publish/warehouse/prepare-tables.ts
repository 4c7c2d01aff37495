import { ConfigurationError } from "../../errors.ts";
import type { WorkingCopy } from "../working-copy.ts";
import type { CopiedResource } from "./copied-resource.ts";
import { type Published, type PublishedState, writePublished } from "./published.ts";
import { addColumn, createTable, probeColumns } from "./sentences.ts";
import type { Warehouse, WarehouseColumn, WarehouseTable } from "./warehouse.ts";

/** Where a resource is published to, and what earlier publishes left there. */
export interface Target {
  readonly to: Warehouse;
  readonly copy: WorkingCopy;
  readonly resource: CopiedResource;
  /** What was published of it, by this copy or another. Undefined: nothing. */
  readonly before: Published | undefined;
  /** The tables that were there before this publish. */
  readonly present: ReadonlySet<string>;
  /** Replace all rows. */
  readonly full: boolean;
}

/** Creates missing tables and columns. Tables are claimed in `_published` first, so that one of somebody else is never taken for one of ours. */
export async function prepareTables({ to, copy, resource, before, present, full }: Target, tables: readonly WarehouseTable[]): Promise<void> {
  const { dialect } = to;
  const known = before?.state.tables ?? {};
  const unknown = tables.filter(({ name }) => !(name in known));
  const taken = unknown.find(({ name }) => present.has(name));
  if (taken) throw new ConfigurationError(`${to.name} has a table ${taken.name} that lago-loader has not made: _published does not name it. Publish to another place, or rename that table.`);
  if (unknown.length > 0) {
    const claimed = Object.fromEntries(unknown.map(({ name }) => [name, resource.state.tables[name]!]));
    const state: PublishedState = { ...(before?.state ?? resource.state), tables: { ...known, ...claimed } };
    await to.transact(writePublished(dialect, resource.name, { copy: copy.copy, organization: copy.organization, sequence: null, state }));
  }
  const missing = !before || before.sequence === null ? tables : unknown;
  if (missing.length > 0) await to.run(missing.map((table) => createTable(dialect, table)));
  for (const table of tables) {
    const columns = known[table.name]?.columns;
    if (!columns) continue;
    for (const column of await findLacking(to, table, { known: columns, full })) await to.run([addColumn(dialect, table.name, column)]);
  }
}

/** The columns that the table lacks. One that is not known may have been added by a killed publish; known ones are looked for only by a full one: somebody may have dropped them. */
export async function findLacking(to: Warehouse, table: WarehouseTable, { known, full }: { readonly known: Readonly<Record<string, string>>; readonly full: boolean }): Promise<WarehouseColumn[]> {
  const hasAll = (columns: readonly WarehouseColumn[]) => to.ask(probeColumns(to.dialect, table.name, columns)).then(() => true, () => false);
  const lacking: WarehouseColumn[] = [];
  const doubtful = full ? table.columns : table.columns.filter(({ name }) => !(name in known));
  if (doubtful.length === 0 || (await hasAll(doubtful))) return lacking;
  for (const column of doubtful) if (!(await hasAll([column]))) lacking.push(column);
  return lacking;
}
