import type { Cursor, Resource } from "../../resource.ts";

/** A part of a list, cut by time. Rows at its borders belong to it; a missing border means that it is open. */
export interface Stretch {
  readonly cursor: Pick<Cursor, "inclusive" | "granularity">;
  readonly filter: Pick<Cursor, "column" | "from" | "to">;
  /** Whole seconds since 1970. */
  readonly from?: number;
  readonly to?: number;
}

/** The whole list as a stretch; undefined if it has no filter by time. */
export function wholeList({ cursor }: Pick<Resource, "cursor">): Stretch | undefined {
  return cursor && { cursor, filter: cursor };
}

/** The query for a stretch. Values are always complete: on some lists, Lago ignores a filter with an invalid date. */
export function toQuery({ cursor, filter, from, to }: Stretch): Record<string, string> {
  const unit = cursor.granularity === "date" ? DAY_SECONDS : 1;
  const widened = cursor.inclusive ? 0 : unit;
  return {
    ...(from !== undefined && filter.from !== undefined && { [filter.from]: writeTime(from - widened, cursor) }),
    ...(to !== undefined && filter.to !== undefined && { [filter.to]: writeTime(to + widened, cursor) }),
  };
}

/** The start of a day, so that a load that resumes one of this morning requests the same window. `reached`: the time of the latest known row. */
export function startOfWindow({ lookbackDays }: Pick<Cursor, "lookbackDays">, reached: string): number {
  const days = Math.floor(Date.parse(reached) / 1000 / DAY_SECONDS) - lookbackDays;
  return days * DAY_SECONDS;
}

/** Whether there is no filter for its start: it is read from the newest record on. */
export function isNewestFirst({ filter, from }: Stretch): boolean {
  return from !== undefined && filter.from === undefined;
}

/** Whether it can be cut into parts of any size. */
export function canBeCut({ cursor, filter }: Stretch): boolean {
  return cursor.granularity === "second" && filter.to !== undefined;
}

/**
 * Cuts it in two parts that share one second: Lago compares microseconds, so a part that ended a second earlier would miss the rest
 * of that second. Cuts are at multiples of the largest power of two that fits, so that another load cuts at the same seconds.
 * Undefined if there is no second between the borders.
 */
export function halve(stretch: Stretch): readonly [Stretch, Stretch] | undefined {
  const { from = 0, to = END_SECONDS } = stretch;
  for (let step = END_SECONDS; step >= 1; step /= 2) {
    const middle = (Math.floor(from / step) + 1) * step;
    if (middle < to) return [{ ...stretch, to: middle }, { ...stretch, from: middle }];
  }
  return undefined;
}

/** Cuts an open window after the present, at a border that stays the same for some days, so that 80 empty years are not searched half by half. */
export function splitAtPresent(stretch: Stretch, now: Date): readonly [Stretch, Stretch] | undefined {
  const border = (Math.floor(toSeconds(now) / PRESENT_SECONDS) + 1) * PRESENT_SECONDS;
  if (stretch.from === undefined || stretch.to !== undefined || border <= stretch.from) return halve(stretch);
  return [{ ...stretch, to: border }, { ...stretch, from: border }];
}

/** Twelve days. */
const PRESENT_SECONDS = 2 ** 20;

export const DAY_SECONDS = 86_400;
/** In the year 2106. Later times are not cut. */
export const END_SECONDS = 2 ** 32;

/** Whole seconds since 1970, rounded down. */
export function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** Formats a time as the filter takes it. */
export function writeTime(seconds: number, { granularity }: Pick<Cursor, "granularity">): string {
  const text = new Date(seconds * 1000).toISOString();
  return granularity === "date" ? text.slice(0, "2026-11-15".length) : `${text.slice(0, "2026-11-15T08:30:00".length)}Z`;
}
