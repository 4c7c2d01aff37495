import type { Stage } from "../destinations/destination.ts";
import type { Page } from "../rows/page.ts";

/** Collects pages until they are worth a statement, and stages them while the next ones are fetched. */
export interface Batches {
  /** Waits only when the batch before is still being staged: at most two are in memory. */
  add(page: Page): Promise<void>;
  /** Stages what is left, and waits for all of it. */
  flush(): Promise<void>;
  /** Waits for the statement under way, whatever becomes of it: before its staging area is discarded. */
  settle(): Promise<void>;
}

/** What a page has for a database is a third of what Lago sent: so much of it goes at a time, as files or as a COPY each table. */
const BATCH_BYTES = 3 * 2 ** 20;
/** Answers of wide fan-outs are small: more of them a statement than this gains nothing. */
const BATCH_PAGES = 500;

export function newBatches(stage: Stage): Batches {
  let pages: Page[] = [];
  let size = 0;
  let staging: Promise<void> = Promise.resolve();

  /** One batch after the other; a failed one makes every later call fail with its error. */
  const stageBatch = () => {
    const batch = pages;
    [pages, size] = [[], 0];
    const before = staging;
    staging = before.then(() => stage.add(batch)).then(() => batch.forEach(({ release }) => release?.()));
    // Seen by whoever awaits next; without this, Node would end the process before that.
    staging.catch(() => {});
    return before;
  };

  return {
    async add(page) {
      if (page.rows === 0 && !page.rejected) return;
      pages.push(page);
      size += page.size;
      if (size >= BATCH_BYTES || pages.length >= BATCH_PAGES) await stageBatch();
    },
    async flush() {
      if (pages.length > 0) await stageBatch();
      await staging;
    },
    settle: () => staging.catch(() => {}),
  };
}
