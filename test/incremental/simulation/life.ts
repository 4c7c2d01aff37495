import { makeRandom, type Random } from "../../lago/random.ts";
import type { JsonObject, Keys, Row } from "../../lago/rows.ts";
import type { Lago as FakeLago } from "../../lago/server.ts";
import { TABLES, type Table, type TableName } from "../../lago/tables.ts";
import { HAPPENINGS } from "./happenings.ts";

export const DAY = 86_400_000;

/** A company whose records change from day to day, as a seed decides, and a history of what happened to each of them. */
export interface Life {
  /** The moment of the simulated calendar, in milliseconds: that of the next load. */
  readonly now: () => number;
  readonly random: Random;
  readonly history: readonly Happening[];
  /** Lets a day pass, and happen in it what its chances bring. */
  nextDay(): void;
  /** A moment since the load before. */
  moment(): number;
  /** A record of this kind, picked at random; undefined where none is of it. */
  pick(table: TableName, is?: (record: JsonObject, row: Row) => boolean): JsonObject | undefined;
  all(table: TableName, is: (record: JsonObject) => boolean): JsonObject[];
  /** Adds a record like another one, which is filtered and found as that one is. */
  add(table: TableName, like: JsonObject, changes: JsonObject, hidden?: Keys): JsonObject;
  change(table: TableName, record: JsonObject, changes: JsonObject, hidden?: Keys): JsonObject;
  remove(table: TableName, record: JsonObject, hidden?: Keys): void;
}

/** A record as it was before and after; null where there was none, or is none any more. */
export interface Happening {
  /** Days since the beginning: the load of that day is the first that could see it. */
  readonly day: number;
  readonly what: string;
  /** The same for all that happened at once. */
  readonly turn: number;
  readonly table: TableName;
  readonly id: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

export function startLife(fake: FakeLago, { seed, start }: { seed: number; start: number }): Life {
  const random = makeRandom(seed);
  const history: Happening[] = [];
  let day = 0;
  let what = "";
  let turn = 0;
  const life: Life = {
    now: () => start + day * DAY,
    random,
    history,
    moment: () => life.now() - random.int(60_000, DAY - 60_000),
    nextDay: () => {
      day++;
      for (const happening of HAPPENINGS) {
        what = happening.what;
        for (let chance = happening.perDay; random.chance(chance); chance--) {
          turn++;
          happening.happen(life);
        }
      }
    },
    pick: (table, is = () => true) => {
      const found = fake.rows(table).filter((row) => is(read(row), row));
      return found.length > 0 ? read(random.pick(found)) : undefined;
    },
    all: (table, is) => fake.rows(table).map(read).filter(is),
    add: (table, like, changes, hidden = {}) => {
      const record = { ...like, ...changes };
      const row = find(table, idOf(table, like));
      // What the server knows of a record and does not send.
      const unsent = Object.fromEntries(Object.entries(row?.keys ?? {}).filter(([key]) => !(key in like)));
      return put(table, record, { ...unsent, ...hidden });
    },
    change: (table, record, changes, hidden = {}) => put(table, { ...record, ...changes }, hidden),
    remove: (table, record, hidden = {}) => {
      const id = idOf(table, { ...record, ...hidden });
      note(table, id, null);
      fake.remove(table, id);
    },
  };
  return life;

  function put(table: TableName, record: JsonObject, hidden: Keys): JsonObject {
    note(table, idOf(table, { ...record, ...hidden }), record);
    fake.put(table, record, hidden);
    return record;
  }

  function note(table: TableName, id: string, after: JsonObject | null): void {
    const row = find(table, id);
    history.push({ day, what, turn, table, id, before: row ? read(row) : null, after });
  }

  function find(table: TableName, id: string): Row | undefined {
    return fake.rows(table).find((row) => row.id === id);
  }
}

const read = (row: Row) => JSON.parse(row.text) as JsonObject;
const idOf = (table: TableName, record: Readonly<Record<string, unknown>>) => (TABLES[table] as Table).id.map((column) => String(record[column])).join("\t");
