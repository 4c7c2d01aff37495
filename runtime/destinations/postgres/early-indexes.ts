/** Makes the indexes of tables that are being filled for the first time. */
export interface EarlyIndexes {
  /** Runs one insert. `left`: records that are still to come. */
  around<Result>(insert: () => Promise<Result>, left: number): Promise<Result>;
}

/**
 * Indexes are made after the data, which takes least of the database. But if it waits for pages most of the time, they are made within the
 * transaction that fills the table, while it is small: each further insert takes a little longer, nobody waits for it, and nothing is left
 * to be done behind the last page. Readers are not held up; other writers are, until the load has committed.
 */
export function watchForIndexes(make: () => Promise<void>, now: () => number = () => performance.now()): EarlyIndexes {
  let [inserts, worked, waited] = [0, 0, 0];
  let idleSince: number | undefined;
  let made = false;

  return {
    async around(insert, left) {
      const start = now();
      waited += start - (idleSince ?? start);
      if (!made && inserts >= LEAST && waited > IDLE * worked && left > 0 && left <= MOST) {
        made = true;
        await make();
      }
      const inserting = now();
      const result = await insert();
      idleSince = now();
      inserts++;
      worked += idleSince - inserting;
      return result;
    },
  };
}

/** Inserts after which it is known whether the database waits. */
const LEAST = 4;
/** As long waited as worked. Each insert takes a third longer with the indexes of fees. */
const IDLE = 1;
/** Records that are still to come. The indexes of more may not fit into the server's memory, and are then slow to add to. */
const MOST = 1_000_000;
