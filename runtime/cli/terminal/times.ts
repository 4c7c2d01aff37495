import { InvalidArgumentError } from "commander";

/** Parses `--since`: a time, or a day, which stands for its first moment. */
export function parseSince(text: string): Date {
  return parseMoment(text, "00:00:00.000");
}

/** Parses `--until`: a time, or a day, which stands for its last moment. */
export function parseUntil(text: string): Date {
  return parseMoment(text, "23:59:59.999");
}

function parseMoment(text: string, timeOfDay: string): Date {
  const [, day, rest] = /^(\d{4}-\d{2}-\d{2})(T.+)?$/.exec(text) ?? [];
  const moment = new Date(rest === undefined ? `${text}T${timeOfDay}Z` : text);
  // JavaScript accepts the 30th of February as a day in March.
  if (day === undefined || Number.isNaN(moment.getTime()) || !new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) {
    throw new InvalidArgumentError("Give a day as in 2026-11-15, which is one of UTC, or a time as in 2026-11-15T08:30:00Z.");
  }
  return moment;
}

/** Parses `--max-age` to milliseconds. */
export function parseAge(text: string): number {
  const [, count, unit] = /^(\d{1,6})([dhms])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError("Give a number of days, hours, minutes or seconds, as in 7d, 12h, 90m or 30s.");
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** Parses `--every` to milliseconds. */
export function parseInterval(text: string): number {
  const interval = parseAge(text);
  if (interval < UNITS.s || interval > LONGEST_TIMER_MS) throw new InvalidArgumentError("Give 1s to 24d.");
  return interval;
}

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
/** Node fires longer timers at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
