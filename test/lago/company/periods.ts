import { DAY, monthStart } from "./formats.ts";
import type { Subscription } from "./subscriptions.ts";

/** What one price of the plan pays for, and when it is billed. */
export type Period = { from: number; to: number; billedAt: number };

/** The job that makes invoices takes up to an hour. */
const HOUR = 3_600_000;

/** The periods of a subscription that were billed by then. Months are those of the calendar, others go from the day it began. */
export function listPeriods(subscription: Subscription, until: number): Period[] {
  const { status, plan, endedAt } = subscription;
  if (status !== "active" && status !== "terminated") return [];
  const periods: Period[] = [];
  for (let nth = 0; ; nth++) {
    const from = borderOf(subscription, nth);
    const end = borderOf(subscription, nth + 1);
    const billedAt = plan.terms.payInAdvance ? from : end;
    if (billedAt + HOUR > until || (endedAt !== null && from >= endedAt)) return periods;
    periods.push({ from, to: Math.min(end, endedAt ?? end), billedAt });
  }
}

/** The period that a subscription is in. */
export function findPeriod(subscription: Subscription, at: number): { from: number; to: number } {
  for (let nth = 0; ; nth++) {
    const to = borderOf(subscription, nth + 1);
    if (to > at) return { from: borderOf(subscription, nth), to };
  }
}

/** Where the nth period begins. */
function borderOf({ plan, startedAt }: Subscription, nth: number): number {
  const { interval } = plan.terms;
  if (interval === "weekly") return startedAt + nth * 7 * DAY;
  if (interval === "monthly") return nth === 0 ? startedAt : monthStart(startedAt, nth);
  return addMonths(startedAt, nth * (interval === "quarterly" ? 3 : 12));
}

/** The same day of a later month, or its last one where it is shorter. */
function addMonths(time: number, months: number): number {
  const days = (monthStart(time, months + 1) - monthStart(time, months)) / DAY;
  const day = Math.min(new Date(time).getUTCDate(), days);
  return monthStart(time, months) + (day - 1) * DAY + (time % DAY);
}
