import { identifier, sql } from "../../destinations/sql.ts";
import type { Resource } from "../../resource.ts";
import { newJudge } from "../judge/completeness.ts";
import { parseAnswer, pickRecords } from "../../rows/parse-answer.ts";
import { readValue } from "../../rows/read-value.ts";
import type { Stretch } from "../plan/stretch.ts";
import { type ListReader, NO_PARENT, type SentPage } from "../list-request.ts";
import { nameReading, readList } from "./read-lists.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";

export interface NewestReader extends ListReader {
  readonly checkpoint: Checkpoint;
  /** Whether the table is known to have all records before the stretch: Lago's count can then prove completeness. */
  readonly restIsKnown: boolean;
}

/** Pages at a time. A window has few pages, so more of them would mostly be beyond it. */
const AT_ONCE = 2;

/** The result of reading from the newest record on. */
export interface Newest {
  /** Why the whole list is read, or was: rows outside of the stretch may differ from the table. */
  readonly whole?: string;
  /** Whether the list must still be read from its start. */
  readonly again?: true;
}

/**
 * Reads a list that has no filter by time and is ordered newest first, up to the first page that ends before the stretch. The whole list must be
 * read if the records are not in that order, or if the records read, plus the older rows of the table, are not as many as Lago
 * counts.
 */
export async function readNewest(reader: NewestReader, stretch: Stretch): Promise<Newest> {
  const { resource, stage, batches, tally, restIsKnown } = reader;
  const order = watchOrder(resource, stretch.filter.column);
  const saved = reader.checkpoint.list(nameReading(1, ["newest", String(stretch.from)]));
  tally.passes = Math.max(tally.passes, 1);
  const reading = await readList(reader, { ...NO_PARENT, parallel: () => AT_ONCE, until: (page) => order.add(page) < stretch.from! * 1000 }, saved);
  await batches.flush();
  tally.rows = await stage.deduplicate();
  tally.totalCount = reading.last;
  if (!reading.stopped) {
    const doubt = newJudge(resource)(reading, { all: tally.rows, latest: tally.rows });
    return { whole: order.broken() ? "which does not come newest first" : "all of which is new", ...(doubt !== undefined && { again: true }) };
  }
  if (!restIsKnown) return {};
  const before = sql`${identifier(stretch.filter.column)} <= ${new Date(order.oldest()).toISOString()}::timestamptz`;
  const { gone: known } = await stage.measure({ where: sql`(${before} OR ${identifier(stretch.filter.column)} IS NULL)` });
  const all = tally.rows + known;
  if (!reading.fell && (all === reading.first || all === reading.last)) return {};
  return { whole: `since Lago counts ${reading.last ?? "none"}, and ${all} are known`, again: true };
}

interface Order {
  /** The time of the oldest record so far, in milliseconds; Infinity if the records are not newest first. */
  add(page: SentPage): number;
  oldest(): number;
  broken(): boolean;
}

function watchOrder({ tables, ...resource }: Resource, column: string): Order {
  const path = tables[0].columns.find(({ name }) => name === column)!.path!;
  let oldest = Infinity;
  let ordered = true;
  return {
    add: ({ body }) => {
      for (const record of pickRecords(parseAnswer(body), resource)) {
        const time = Date.parse(String(readValue(record, path)));
        // A record without a time has no place in the order.
        ordered &&= time <= oldest;
        oldest = time;
      }
      return ordered ? oldest : Infinity;
    },
    oldest: () => oldest,
    broken: () => !ordered,
  };
}
