import type { Resource } from "../../resource.ts";

/** What one pass over a list has shown. */
export interface Reading {
  readonly rows: number;
  readonly pages: number;
  /** Lago's count before or with the first page, and with the last; null if it gives none. */
  readonly first: number | null;
  readonly last: number | null;
  /** Whether the count fell from one page to the next. */
  readonly fell: boolean;
  /** Why there may be more pages than were read. */
  readonly cut: string | undefined;
  /** True if the list was read in parts that share their borders, so that records there are counted twice. */
  readonly overlapping?: true;
  /** True if reading stopped before the end of the list, as requested. */
  readonly stopped?: true;
}

/** Distinct records: of all passes together, and of the last one. */
export interface Distinct {
  readonly all: number;
  readonly latest: number;
}

/** Returns why records may be missing after another pass, or undefined if none can be. */
export type Judge = (reading: Reading, distinct: Distinct) => string | undefined;

/**
 * Judges whether all records of a list have arrived, although it changes while its pages are read. A record that is added before the
 * current page pushes others onto the next page, where they arrive a second time. A deleted one pulls the next ones onto a page that was
 * already read, and these never arrive. So a falling count leaves doubt; and if records arrived twice, there must be as many distinct
 * ones as the first count. One judge is given the passes over one list, one after another.
 */
export function newJudge(resource: Pick<Resource, "count" | "loose" | "repeats">): Judge {
  let fallen = false;
  let lastCount = 0;
  let known = 0;
  let readings = 0;

  return (reading, distinct) => {
    const { rows, first, last, cut } = reading;
    const knownBefore = known;
    readings++;
    known = distinct.all;
    if (cut) return cut;
    if (first === null || last === null) {
      const isSettled = reading.pages <= 1 || (readings > 1 && known === knownBefore);
      return isSettled ? undefined : `Lago gives no count; ${rows} came on ${reading.pages} pages, ${known} different ones in all: another reading must bring the same`;
    }
    // A cached count, up to half an hour old, shows nothing from page to page.
    const fell = last < first || (reading.fell && resource.count === "exact");
    fallen ||= fell || first < lastCount;
    lastCount = last;

    // Without exact counts, growth can hide that one record was deleted and another slipped through; hardly the same one in two passes.
    const unseen = resource.count === "cached" && first !== last && readings === 1;
    if (!fell && rows >= last && distinct.latest === rows && !unseen) return undefined;
    // In these lists, a record that arrived twice may have pushed another aside, and a new one may replace it in the count.
    if (resource.loose === "moves") return describe(reading, distinct);
    if (!fell && rows >= last && !unseen) {
      const asManyAsAtFirst = distinct.latest === first;
      // In these lists new records come first, and none changes its place: growth alone hides nothing.
      const grewInOrder = !resource.loose && resource.count === "exact" && distinct.latest >= first;
      if (asManyAsAtFirst || grewInOrder) return undefined;
    }
    // One pass may have found what another missed. If no count fell, every record that was found still exists.
    const unitedAll = !fallen && rows >= last && distinct.all === first;
    const repeatsOnly = resource.repeats && !fallen && first === last && rows === last && distinct.all === knownBefore;
    return unitedAll || repeatsOnly ? undefined : describe(reading, distinct);
  };
}

function describe({ rows, first, last }: Reading, { all }: Distinct): string {
  const moved = first === last ? "some came twice, and others may not have come at all" : "the list moved while it was read";
  const counted = first === last ? `Lago counts ${last} records` : `Lago counted ${first} records at first and ${last} at last`;
  return `${counted}; ${rows} came, ${all} different ones in all: ${moved}`;
}
