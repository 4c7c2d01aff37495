import { EXIT, exitCodeOf } from "../../errors.ts";
import type { ResourceReport } from "../../load/tally.ts";
import { interruptSignal } from "../interrupt.ts";
import { type LoadOutcome, statusOf } from "../load-outcome.ts";
import { newAlarm } from "./alarm.ts";
import { answerHealth } from "./health.ts";
import { addOutcome, addReport, newHistory } from "./history.ts";
import { listen } from "./listen.ts";
import type { ListenAddress } from "./listen-address.ts";
import { answerMetrics } from "./metrics.ts";
import { repeat } from "./repeat.ts";

export interface Schedule {
  /** Milliseconds from the beginning of one load to that of the next. */
  readonly every: number;
  /** Where `/healthz` and `/metrics` are. */
  readonly listen?: ListenAddress;
  /** One load. Reads `.env` and the environment anew. */
  readonly load: (signal: AbortSignal, onReport: (report: ResourceReport) => void) => Promise<LoadOutcome>;
  /** Told of each load, also of one that was ended by a signal. */
  readonly onLoaded: (outcome: LoadOutcome) => void;
  /** Told when the one after it begins; undefined: at once, since it took longer than the interval. */
  readonly onPause: (outcome: LoadOutcome, nextAt: Date | undefined) => void;
  readonly note: (text: string) => void;
}

/**
 * `load --every`: loads again and again until SIGTERM or Ctrl-C, which end a load that runs and then the process, with exit
 * code 0. SIGHUP begins the next load at once. Errors are for the next try, but for what is wrong from the start and only a
 * person can mend: a configuration or a key that is refused in the first load is thrown.
 */
export async function keepLoading({ every, listen: address, load, onLoaded, onPause, note }: Schedule): Promise<void> {
  const history = newHistory(every);
  const alarm = newAlarm();
  const signal = interruptSignal();
  signal.addEventListener("abort", alarm.ring);
  process.on("SIGHUP", () => {
    note("SIGHUP: the next load begins at once, or after the one that runs.");
    alarm.ring();
  });
  const listener = address && (await listen(address, { "/healthz": () => answerHealth(history), "/metrics": () => answerMetrics(history) }));
  if (listener) note(`Listening on ${listener.url}: /healthz and /metrics.`);
  try {
    await repeat(loadNext, { every, alarm, signal, onPause: announce });
  } finally {
    await listener?.close();
  }

  async function loadNext(): Promise<boolean> {
    const first = history.last === undefined;
    history.runningSince = new Date();
    history.nextAt = undefined;
    const outcome = await within(signal, (own) => load(own, (report) => addReport(history, report)));
    history.runningSince = undefined;
    onLoaded(outcome);
    // One that was told to stop has not failed.
    if (signal.aborted) return true;
    addOutcome(history, outcome);
    if (first && needsPerson(outcome.error)) throw outcome.error;
    return statusOf(outcome) !== "failed";
  }

  function announce(pause: number): void {
    history.nextAt = pause > 0 ? new Date(Date.now() + pause) : undefined;
    onPause(history.last!.outcome, history.nextAt);
  }
}

/** A signal for each load: what hangs on one is let go with it, as this process may run for months, and requests of a load that failed end. */
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
