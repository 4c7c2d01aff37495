import type { Stage } from "../destinations/destination.ts";
import type { Page } from "../rows/page.ts";

/** Collects pages into batches, and stages a batch while the next pages are fetched. */
export interface Batches {
  /** Waits only while the previous batch is still being staged: at most two are in memory. */
  add(page: Page): Promise<void>;
  /** How many records are still to come, as far as Lago has counted. */
  expect(left: number): void;
  /** Stages the rest, and waits for all of it. */
  flush(): Promise<void>;
  /** Waits for the running statement, even if it fails: before its staging area is discarded. */
  settle(): Promise<void>;
}

/** Bytes of a batch. A page takes a third of its size in the form for a database, as files or as one COPY per table. */
const BATCH_BYTES = 3 * 2 ** 20;
/** The same, if no more is to come than it has: so that little is left to stage when the last page has come. */
const LAST_BYTES = BATCH_BYTES / 8;
/** Pages of a batch. Responses of nested lists are small: larger batches of them gain nothing. */
const BATCH_PAGES = 500;

export function newBatches(stage: Stage): Batches {
  let pages: Page[] = [];
  let [size, rows] = [0, 0];
  let left = Infinity;
  let staging: Promise<void> = Promise.resolve();

  /** Stages one batch after another. After a failure, every later call fails with its error. */
  const stageBatch = () => {
    const batch = pages;
    const others = left;
    [pages, size, rows] = [[], 0, 0];
    const before = staging;
    staging = before.then(() => stage.add(batch, others)).then(() => batch.forEach(({ release }) => release?.()));
    // The next await throws it; without this handler, Node would end the process before that.
    staging.catch(() => {});
    return before;
  };

  return {
    async add(page) {
      if (page.rows === 0 && !page.rejected) return;
      pages.push(page);
      size += page.size;
      rows += page.rows;
      if (size >= (rows < left ? BATCH_BYTES : LAST_BYTES) || pages.length >= BATCH_PAGES) await stageBatch();
    },
    expect(count) {
      left = count;
    },
    async flush() {
      if (pages.length > 0) await stageBatch();
      await staging;
    },
    settle: () => staging.catch(() => {}),
  };
}
