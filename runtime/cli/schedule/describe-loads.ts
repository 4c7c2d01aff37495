import { EXIT, exitCodeOf } from "../../errors.ts";
import { type LoadOutcome, type OutcomeStatus, statusOf } from "../terminal/load-outcome.ts";
import { explainError, type Level, logEvent, say } from "../terminal/messages.ts";
import { formatClosing, formatReport } from "../terminal/summary.ts";
import type { Schedule } from "./keep-loading.ts";

export interface DescribeFlags {
  readonly logFormat: "text" | "json";
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Messages of a schedule: one line for each load, since resources print their own. */
export function describeLoads({ logFormat, json = false, quiet = false }: DescribeFlags): Pick<Schedule, "onLoaded" | "onPause" | "note" | "warn"> {
  return {
    onLoaded: (outcome) => {
      if (json) process.stdout.write(formatReport(outcome));
    },
    onPause: (outcome, nextAt) => {
      if (logFormat === "json") logEvent({ event: "load", level: LEVELS[statusOf(outcome)], ...toEvent(outcome), next_at: nextAt ?? null });
      else if (!quiet || outcome.error !== undefined) say(`${describe(outcome)} ${describePause(nextAt)}`);
    },
    note: quiet ? () => {} : (text) => say(text),
    warn: (text) => say(text, "warn"),
  };
}

const LEVELS: Readonly<Record<OutcomeStatus, Level>> = { loaded: "info", partial: "warn", failed: "error" };

function toEvent(outcome: LoadOutcome) {
  const { loadId, startedAt, seconds, error } = outcome;
  return { load_id: loadId, status: statusOf(outcome), started_at: startedAt, seconds, error: error === undefined ? null : describe(outcome) };
}

function describe(outcome: LoadOutcome): string {
  const { error } = outcome;
  return error === undefined ? formatClosing(outcome) : explainError(error, { stack: exitCodeOf(error) === EXIT.unexpected });
}

function describePause(nextAt: Date | undefined): string {
  if (!nextAt) return "That took longer than the interval, so the next load begins at once.";
  return `Next load at ${nextAt.toISOString().replace(/\.\d+/, "")}.`;
}
