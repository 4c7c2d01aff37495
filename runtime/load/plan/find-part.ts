import { belowParents, byFilter, type ChangedRows, oneByOne, type Told } from "./changed-rows.ts";
import type { Destination } from "../../destinations/destination.ts";
import { LATEST_FIRST } from "../../destinations/journal.ts";
import { joinSql, type Sql, sql } from "../../destinations/sql.ts";
import { belowGone } from "./find-parents.ts";
import type { Asked, ReadPlan } from "./plan-read.ts";
import type { Change, Resource } from "../../resource.ts";
import { isSegment } from "../../transport/path.ts";

/** The part of a list that is read again. */
export type Part = Pick<ReadPlan, "below" | "asked" | "sweep" | "extent">;

export interface PartOptions {
  readonly destination: Destination;
  /** The source of the changes, for people: `changes since 2026-11-15 08:30`. */
  readonly source: string;
}

/** What to read of a list after announced changes, or why the whole list is read, e.g. because that needs fewer requests. */
export async function findPart(resource: Resource, changes: readonly Change[], told: Told, { destination, source }: PartOptions): Promise<Part | string> {
  const read = async (statement: Sql) => (await destination.query(statement)).rows as string[][];
  const describe = (count: number, what: string) => `${source}: ${count === 0 ? "none" : `${count} ${what}${count === 1 ? "" : "s"}`}`;
  const sources = findSources(resource, changes, told);
  for (const { rows } of sources) {
    if ((await read(rows.unsaid)).length > 0) return "since it was not said which of its rows have changed";
  }
  const where = joinSql(sources.map(({ rows }) => rows.where), " OR ");
  if (resource.parent) {
    const below = await read(sources[0]!.rows.values);
    const gone = belowGone(resource.parent);
    return { below, sweep: { where: gone === undefined ? where : sql`${where} OR ${gone}` }, extent: describe(below.length, "list") };
  }
  let count = 0;
  // Decided before the values are read: there may be hundreds of thousands.
  for (const { rows } of sources) count += Number((await read(sql`SELECT count(*) FROM (${rows.values}) AS changed`))[0]![0]);
  const pages = await countPages(destination, resource);
  if (count > (pages ?? Infinity)) return `fewer requests than for ${count} changes`;
  const asked: Asked[] = [];
  for (const { rows, ...by } of sources) asked.push({ ...by, values: (await read(rows.values)).map(([value]) => value!) });
  const singles = asked.filter(({ filter }) => filter === undefined);
  if (singles.some(({ values }) => !values.every(isSegment))) return "since no URL can hold what one of its changed records is asked by";
  return { asked, sweep: { where }, extent: describe(count, singles.length === asked.length ? "record" : singles.length === 0 ? "list" : "request") };
}

/** Number of pages at the last full refresh: as many requests as another one takes. Undefined if there was none. */
async function countPages(destination: Destination, { name }: Resource): Promise<number | undefined> {
  const { rows } = await destination.query(sql`SELECT greatest(pages, 1) FROM _loads AS l WHERE resource = ${name} AND status = 'loaded' AND scope = 'full' ORDER BY ${LATEST_FIRST} LIMIT 1`);
  return rows[0] && Number(rows[0][0]);
}

interface Source {
  readonly filter?: string;
  readonly rows: ChangedRows;
}

/** Below its parents; else by a filter; else as single records. */
function findSources(resource: Resource, changes: readonly Change[], told: Told): readonly Source[] {
  if (resource.parent) return [{ rows: belowParents(resource, changes, told) }];
  const filters = [...new Set(changes.flatMap(({ filter }) => filter ?? []))];
  const single = changes.filter(({ filter }) => filter === undefined);
  const parts = filters.map((filter) => ({ filter, rows: byFilter(changes.filter((change) => change.filter === filter), told) }));
  return single.length > 0 ? [{ rows: oneByOne(resource, single, told) }, ...parts] : parts;
}
