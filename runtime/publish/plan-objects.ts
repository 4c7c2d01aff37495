import type { Destination } from "../destinations/destination.ts";
import type { Manifest, PublishedObject, PublishedTable } from "./manifest.ts";
import { describeColumns, listParts, nameObject, type Part, WHOLE } from "./parts.ts";
import { type CopiedTable, JOURNAL, type WorkingCopy } from "./working-copy.ts";

/** A part of a table and the object that it becomes. */
export interface PlannedObject {
  readonly table: CopiedTable;
  readonly part: Part;
  /** Whether the table's parts are months. */
  readonly byMonth: boolean;
  readonly key: string;
  /** The object that is there, where it has the same rows; absent where it is to be written. */
  readonly known?: PublishedObject | undefined;
}

export interface PlanOptions {
  readonly copy: WorkingCopy;
  readonly before: Manifest | undefined;
  readonly full: boolean;
  readonly rowsPerObject: number;
}

/** Works out which objects there are to be, and which of them are as they were published. */
export async function planObjects(from: Destination, tables: readonly CopiedTable[], options: PlanOptions): Promise<PlannedObject[]> {
  const planned: PlannedObject[] = [];
  for (const table of tables) {
    const before = options.before?.tables[table.name];
    const comparable = !options.full && before !== undefined && hasShape(before, table, options.copy);
    const { byMonth, parts } = await divideTable(from, table, isByMonth(table, before), options.rowsPerObject);
    for (const part of parts) {
      const key = nameObject(table.name, part.name);
      const old = comparable ? before.objects[key] : undefined;
      planned.push({ table, part, byMonth, key, known: old?.rows === part.rows && old.stamps === part.stamps ? old : undefined });
    }
  }
  // A load that found nothing new is no news: the journal waits until there is some.
  const news = planned.some(({ table, known }) => table.name !== JOURNAL && !known);
  return planned.map((object) => (object.table.name === JOURNAL && !news ? { ...object, known: options.before?.tables[JOURNAL]?.objects[object.key] } : object));
}

/** Its parts: months if it is divided, or has become too large for one object. */
async function divideTable(from: Destination, table: CopiedTable, wasByMonth: boolean, rowsPerObject: number): Promise<{ readonly byMonth: boolean; readonly parts: readonly Part[] }> {
  const divisible = table.root?.cursor !== undefined;
  if (!divisible || !wasByMonth) {
    const parts = await listParts(from, table, false);
    if (!divisible || parts[0]!.rows <= rowsPerObject) return { byMonth: false, parts };
  }
  return { byMonth: true, parts: await listParts(from, table, true) };
}

/** Once divided, a table stays so: readers would see the rows of both forms while one takes the other's place. */
function isByMonth({ name }: CopiedTable, before: PublishedTable | undefined): boolean {
  return before !== undefined && !(nameObject(name, WHOLE) in before.objects);
}

/** Whether its files have the columns that the table has now, and no migration has rewritten values since. */
function hasShape({ columns, migrations }: PublishedTable, table: CopiedTable, copy: WorkingCopy): boolean {
  return migrations === copy.migrations && JSON.stringify(columns) === JSON.stringify(describeColumns(table));
}
