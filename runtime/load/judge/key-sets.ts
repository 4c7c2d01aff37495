import type { Distinct } from "./completeness.ts";
import type { SentPage } from "../list-request.ts";
import type { Resource } from "../../resource.ts";
import { parseAnswer, pickRecords } from "../../rows/parse-answer.ts";
import { readValue } from "../../rows/read-value.ts";

/** The keys on the pages of one parent's list. The list is too small to query the database for them. */
export interface KeySets {
  add(page: SentPage): void;
  /** Distinct keys of all passes, and of the pages since the last call. */
  count(): Distinct;
}

/** A list of one page cannot lose a record between two pages: its records are counted, not parsed. So are records without a key. */
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
