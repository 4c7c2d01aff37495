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
 * Pages are cut from a list that moves while it is read. A record that is added before the reading point pushes others
 * onto the next page, where they come a second time; one that is taken away pulls the next ones onto a page that was read
 * already, and these never come. So a count that fell leaves doubt; and where records came twice, as many distinct ones
 * must have come as there were at first. One judge hears the readings of one list, one after the other.
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
    // A count that Lago has kept for half an hour says nothing from page to page.
    const fell = last < first || (reading.fell && resource.count === "exact");
    fallen ||= fell || first < lastCount;
    lastCount = last;

    // Without counts from page to page, growth can hide that a record went and another slipped through; hardly the same one twice.
    const unseen = resource.count === "cached" && first !== last && readings === 1;
    if (!fell && rows >= last && distinct.latest === rows && !unseen) return undefined;
    // In these lists any record that came twice may have pushed another aside, and a new one stand in for it in the count.
    if (resource.loose === "moves") return describe(reading, distinct);
    if (!fell && rows >= last && !unseen) {
      const asManyAsAtFirst = distinct.latest === first;
      // New records come first in these lists, and none changes its place: growth alone hides nothing.
      const grewInOrder = !resource.loose && resource.count === "exact" && distinct.latest >= first;
      if (asManyAsAtFirst || grewInOrder) return undefined;
    }
    // What one reading missed another may have seen. Without a fall, all that was seen is still there.
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
