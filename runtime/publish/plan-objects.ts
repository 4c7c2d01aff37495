import type { Destination } from "../destinations/destination.ts";
import { identifier, sql } from "../destinations/sql.ts";
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
    const byMonth = table.root?.cursor !== undefined && (isByMonth(table, before) || (await countRows(from, table)) > options.rowsPerObject);
    const comparable = !options.full && before !== undefined && hasShape(before, table, options.copy);
    for (const part of await listParts(from, table, byMonth)) {
      const key = nameObject(table.name, part.name);
      const old = comparable ? before.objects[key] : undefined;
      planned.push({ table, part, byMonth, key, known: old?.rows === part.rows && old.stamps === part.stamps ? old : undefined });
    }
  }
  // A load that found nothing new is no news: the journal waits until there is some.
  const news = planned.some(({ table, known }) => table.name !== JOURNAL && !known);
  return planned.map((object) => (object.table.name === JOURNAL && !news ? { ...object, known: options.before?.tables[JOURNAL]?.objects[object.key] } : object));
}

/** Once divided, a table stays so: readers would see the rows of both forms while one takes the other's place. */
function isByMonth({ name }: CopiedTable, before: PublishedTable | undefined): boolean {
  return before !== undefined && !(nameObject(name, WHOLE) in before.objects);
}

/** Whether its files have the columns that the table has now, and no migration has rewritten values since. */
function hasShape({ columns, migrations }: PublishedTable, table: CopiedTable, copy: WorkingCopy): boolean {
  return migrations === copy.migrations && JSON.stringify(columns) === JSON.stringify(describeColumns(table));
}

async function countRows({ query }: Destination, { name }: CopiedTable): Promise<number> {
  return Number((await query(sql`SELECT count(*) FROM ${identifier(name)}`)).rows[0]![0]);
}
