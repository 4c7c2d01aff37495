import { belowParents, byFilter, type ChangedRows, oneByOne, type Told } from "./changed-rows.ts";
import type { CursorState, Destination } from "../../destinations/destination.ts";
import { LATEST_FIRST } from "../../destinations/journal.ts";
import { joinSql, type Sql, sql } from "../../destinations/sql.ts";
import { belowGone, type Parents } from "./find-parents.ts";
import { type Asked, cutAll, DEFAULT_MAX_AGE, describeAge, fullCursor, planRead, type ReadChoice, type ReadPlan } from "./plan-read.ts";
import type { Resource } from "../../resource.ts";
import { DAY_SECONDS, toSeconds } from "./stretch.ts";
import { isSegment } from "../../transport/path.ts";

/** The change feed, which this load has read before the lists that it tells of. */
export interface Following {
  readonly feed: Resource;
  readonly destination: Destination;
  readonly choice: ReadChoice;
  readonly now: Date;
}

/**
 * How long after it an activity may come: they go through a queue and are there within seconds, minutes where it is long, and
 * the clocks of Lago and of this machine may differ. What comes later still, the next full read shows.
 */
const OVERLAP_MS = 15 * 60_000;

/** From where on activities are looked at, of a list that was followed up to then. */
export function startOfActivities(followed: Date): Date {
  return new Date(followed.getTime() - OVERLAP_MS);
}

/** What to read of a list: what the feed says has changed, or all where no activity tells, or where that is safer or less. */
export async function planChanges(resource: Resource, state: CursorState | undefined, parents: Parents, following: Following): Promise<ReadPlan> {
  const { feed, choice, now } = following;
  const { maxAge = DEFAULT_MAX_AGE } = choice;
  if (!resource.changes) return planRead(resource, state, choice, now, parents);

  const whole = (why: string): ReadPlan => {
    const plan = planRead(resource, state, { full: true }, now, parents);
    return { ...plan, extent: `whole list, ${why}`, cursor: { ...fullCursor(state, now), followed: now } };
  };
  if (state?.distrust !== undefined) return whole(state.distrust);
  if (!state?.followed) return whole("followed from here on");
  const since = startOfActivities(state.followed);
  const { retentionDays } = feed.feed!;
  if (now.getTime() - since.getTime() > retentionDays * DAY_SECONDS * 1000) return whole(`since activities are kept for ${retentionDays} days only`);
  const age = now.getTime() - state.lastFullAt.getTime();
  if (age > maxAge) return whole(`last full read ${describeAge(age)}`);
  const part = await findPart(resource, { feed, since }, following);
  if (typeof part === "string") return whole(part);
  return { stretches: cutRecent(resource, since), ...part, scope: "changes", latest: true, cursor: { ...state, followed: now } };
}

type Part = Pick<ReadPlan, "below" | "asked" | "sweep" | "extent">;

/** Or why the whole list is to be read. */
async function findPart(resource: Resource, told: Told, { destination }: Following): Promise<Part | string> {
  const read = async (statement: Sql) => (await destination.query(statement)).rows as string[][];
  const sources = findSources(resource, told);
  for (const { rows } of sources) {
    if ((await read(rows.unsaid)).length > 0) return "since an activity does not say what it is about";
  }
  const where = joinSql(sources.map(({ rows }) => rows.where), " OR ");
  if (resource.parent) {
    const below = await read(sources[0]!.rows.values);
    const gone = belowGone(resource.parent);
    return { below, sweep: { where: gone === undefined ? where : sql`${where} OR ${gone}` }, extent: describe(told, below.length, "list") };
  }
  let count = 0;
  // Before they are read: there may be hundreds of thousands.
  for (const { rows } of sources) count += Number((await read(sql`SELECT count(*) FROM (${rows.values}) AS changed`))[0]![0]);
  const [[pages] = []] = await read(lastWholeRead(resource));
  if (count > Number(pages ?? Infinity)) return `fewer requests than for ${count} changes`;
  const asked: Asked[] = [];
  for (const { rows, ...by } of sources) asked.push({ ...by, values: (await read(rows.values)).map(([value]) => value!) });
  const singles = asked.filter(({ filter }) => filter === undefined);
  if (singles.some(({ values }) => !values.every(isSegment))) return "since no URL can hold what one of its changed records is asked by";
  return { asked, sweep: { where }, extent: describe(told, count, singles.length > 0 ? "record" : "list") };
}

function describe({ since }: Told, count: number, what: string): string {
  const minute = since.toISOString().slice(0, "2026-11-15T08:30".length).replace("T", " ");
  return `changes since ${minute}: ${count === 0 ? "none" : `${count} ${what}${count === 1 ? "" : "s"}`}`;
}

/** How many pages the list had when it was last read whole: as many requests as another whole read takes. */
function lastWholeRead({ name }: Resource): Sql {
  return sql`SELECT greatest(pages, 1) FROM _loads AS l WHERE resource = ${name} AND status = 'loaded' AND scope = 'full' ORDER BY ${LATEST_FIRST} LIMIT 1`;
}

interface Source {
  readonly filter?: string;
  readonly rows: ChangedRows;
}

/** Below its parents, by its filters, or one by one. */
function findSources(resource: Resource, told: Told): readonly Source[] {
  if (resource.parent) return [{ rows: belowParents(resource, told) }];
  const filters = [...new Set(resource.changes!.flatMap(({ filter }) => filter ?? []))];
  return filters.length > 0 ? filters.map((filter) => ({ filter, rows: byFilter(filter, resource, told) })) : [{ rows: oneByOne(resource, told) }];
}

/** What has come since then comes without an activity as well where the list can be cut to the second: fees that are paid in advance. */
function cutRecent({ cursor }: Resource, since: Date): ReadPlan["stretches"] {
  return cursor?.granularity === "second" ? cutAll(cursor, toSeconds(since), undefined) : [];
}
