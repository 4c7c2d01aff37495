import { EXIT, exitCodeOf } from "../../errors.ts";
import type { Hint } from "../../load/plan/plan-hints.ts";
import type { ResourceReport } from "../../load/tally.ts";
import type { Resource } from "../../resource.ts";
import { interruptSignal } from "../terminal/interrupt.ts";
import { type LoadOutcome, statusOf } from "../terminal/load-outcome.ts";
import { explainError } from "../terminal/messages.ts";
import { newAlarm } from "./alarm.ts";
import { answerHealth } from "./health.ts";
import { addOutcome, addReport, newHistory } from "./history.ts";
import { listen } from "./listen.ts";
import type { ListenAddress } from "../settings/listen-address.ts";
import type { Live } from "./live.ts";
import { answerMetrics } from "./metrics.ts";
import { repeat } from "./repeat.ts";

export interface Schedule {
  /** Milliseconds from the start of one load to the start of the next. */
  readonly every: number;
  /** Address of `/healthz` and `/metrics`. */
  readonly listen?: ListenAddress;
  /** Starts to receive webhooks, with `--webhooks`. */
  readonly openLive?: (signal: AbortSignal) => Promise<Live>;
  /** Loads the records that webhooks name. */
  readonly loadHints: (hints: readonly Hint[], resources: readonly Resource[], signal: AbortSignal, onReport: (report: ResourceReport) => void) => Promise<LoadOutcome>;
  /** Runs one load, after reading `.env` again. */
  readonly load: (signal: AbortSignal, onReport: (report: ResourceReport) => void) => Promise<LoadOutcome>;
  /** Called after each load, also if a signal ended it. */
  readonly onLoaded: (outcome: LoadOutcome) => void;
  /** Called with the start of the next load; undefined if it starts at once, since the last one outlasted the interval. */
  readonly onPause: (outcome: LoadOutcome, nextAt: Date | undefined) => void;
  readonly note: (text: string) => void;
  /** Called even with `--quiet`. */
  readonly warn: (text: string) => void;
}

/**
 * `load --every`: loads on a schedule until SIGTERM or Ctrl-C, which end the running load and then the process, with exit code 0. SIGHUP
 * starts the next load at once. Failed loads are retried. Only if the first load finds a wrong configuration or a refused key, which a
 * person must correct, the error is thrown.
 */
export async function keepLoading({ every, listen: address, openLive, loadHints, load, onLoaded, onPause, note, warn }: Schedule): Promise<void> {
  const history = newHistory(every);
  const alarm = newAlarm();
  const signal = interruptSignal();
  signal.addEventListener("abort", alarm.ring);
  process.on("SIGHUP", () => {
    note("SIGHUP: the next load starts now, or when the running one ends.");
    alarm.ring();
  });
  const inTurn = newTurns();
  const live = await openLive?.(signal);
  const listener = address && (await listen(address, { "/healthz": () => answerHealth(history, new Date(), live), "/metrics": () => answerMetrics(history, live) }));
  if (listener) note(`Listening on ${listener.url}: /healthz and /metrics.`);
  try {
    await repeat(loadNext, { every, alarm, signal, onPause: announce });
  } finally {
    await listener?.close();
    await live?.close();
  }

  async function loadNext(): Promise<boolean> {
    const first = history.last === undefined;
    history.runningSince = new Date();
    history.nextAt = undefined;
    const outcome = await inTurn(() => within(signal, (own) => load(own, (report) => addReport(history, report))));
    history.runningSince = undefined;
    onLoaded(outcome);
    // A load that was told to stop has not failed.
    if (signal.aborted) return true;
    addOutcome(history, outcome);
    if (first && needsPerson(outcome.error)) throw outcome.error;
    // Hints of webhooks need the rows of a first load.
    live?.answer(loadTold, (name) => history.resources.get(name)?.status === "skipped");
    return statusOf(outcome) !== "failed";
  }

  async function loadTold(hints: readonly Hint[], resources: readonly Resource[]): Promise<readonly ResourceReport[]> {
    const outcome = await inTurn(() => within(signal, (own) => loadHints(hints, resources, own, (report) => addReport(history, report))));
    if (outcome.error !== undefined && !signal.aborted) warn(`What webhooks told of could not be loaded, and is tried again: ${explainError(outcome.error, { stack: false })}`);
    return signal.aborted || outcome.error === undefined ? outcome.resources : [];
  }

  function announce(pause: number): void {
    history.nextAt = pause > 0 ? new Date(Date.now() + pause) : undefined;
    onPause(history.last!.outcome, history.nextAt);
  }
}

/** Runs pieces of work one after another. */
function newTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}

/** A signal for each load, so that its listeners are released with it: the process may run for months. It also ends the requests of a failed load. */
async function within<Result>(outer: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const abort = () => controller.abort(outer.reason);
  outer.addEventListener("abort", abort);
  try {
    return await work(controller.signal);
  } finally {
    outer.removeEventListener("abort", abort);
    controller.abort();
  }
}

function needsPerson(error: unknown): boolean {
  const code = exitCodeOf(error);
  return code === EXIT.usage || code === EXIT.authentication;
}
