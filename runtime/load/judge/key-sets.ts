import type { Distinct } from "./completeness.ts";
import type { SentPage } from "../list-request.ts";
import type { Resource } from "../../resource.ts";
import { parseAnswer, pickRecords } from "../../rows/parse-answer.ts";
import { readValue } from "../../rows/read-value.ts";

/** The keys on the pages of one parent's list, which is too small a part of its table to ask the database. */
export interface KeySets {
  add(page: SentPage): void;
  /** Of all readings, and of the pages since it was called last. */
  count(): Distinct;
}

/** A list of one page cannot lose a record between two: where that is sure, its records are counted, not read. So are those that nothing tells apart. */
export function newKeySets(resource: Resource): KeySets {
  const { paginator, primaryKey, tables } = resource;
  const paths = tables[0].columns.flatMap(({ name, path }) => (path && primaryKey.includes(name) ? [path] : []));
  const all = new Set<string>();
  let latest = new Set<string>();
  let single = 0;

  return {
    add({ rows, meta, body, place }) {
      const isAll = paginator !== "page_number" || (place.row === 0 && meta?.total_count === rows);
      if (paths.length === 0 || isAll) {
        single += rows;
        return;
      }
      for (const record of pickRecords(parseAnswer(body), resource)) {
        const key = JSON.stringify(paths.map((path) => readValue(record, path)));
        all.add(key);
        latest.add(key);
      }
    },
    count() {
      const distinct = { all: Math.max(all.size, single), latest: latest.size + single };
      [latest, single] = [new Set(), 0];
      return distinct;
    },
  };
}
