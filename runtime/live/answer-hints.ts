import type { ResourceReport } from "../load/tally.ts";
import { concernedBy } from "../load/plan/plan-hints.ts";
import type { Resource } from "../resource.ts";
import type { KeptHint } from "./hint-file.ts";
import type { HintLog } from "./hint-log.ts";
import { newRetries } from "./retries.ts";
import { addLag, type LiveTally } from "./tally.ts";

export interface AnswerOptions {
  readonly log: HintLog;
  /** The resources that are loaded: without those that the key may not read. */
  readonly findResources: () => readonly Resource[];
  /** Loads the records of the hints, of these resources, when no other load runs. Returns the result of each; none if an error ended the load. */
  readonly load: (hints: readonly KeptHint[], resources: readonly Resource[]) => Promise<readonly ResourceReport[]>;
  readonly tally: LiveTally;
  /** Called if the log cannot be written: its file then still has processed hints, which are processed again later. */
  readonly onUnwritable: (error: Error) => void;
  /** Sleeps this long, or until a hint arrives, or until the process ends. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Loads the records of hints until the signal aborts: each time all that are due. Failed ones are retried later, and new hints do not wait for
 * them.
 */
export async function answerHints({ log, findResources, load, tally, onUnwritable, sleep, signal }: AnswerOptions): Promise<void> {
  const retries = newRetries<KeptHint>(({ at }) => Date.now() - at > OLDEST_MS);
  while (!signal.aborted) {
    const wait = Math.min(log.wait, retries.wait);
    if (wait > 0) {
      await sleep(Math.min(wait, LONGEST_SLEEP_MS));
      continue;
    }
    const hints = [...retries.take(), ...log.take()];
    const concerned = concernedBy(hints, findResources());
    const unanswered = findUnanswered(hints, concerned, concerned.length === 0 ? [] : await load(hints, concerned));
    for (const { at } of hints.filter((hint) => !unanswered.has(hint))) addLag(tally, (Date.now() - at) / 1000);
    tally.loads += 1;
    if (unanswered.size > 0) tally.failures += 1;
    retries.keep([...unanswered]);
    await log.settle(retries.left).catch(onUnwritable);
  }
}

/** Hints about a resource that was not loaded. What the key may not read will not be loaded either. */
function findUnanswered(hints: readonly KeptHint[], concerned: readonly Resource[], reports: readonly ResourceReport[]): ReadonlySet<KeptHint> {
  const done = new Set(reports.filter(({ status }) => status === "loaded" || status === "skipped").map(({ name }) => name));
  const left = concerned.filter(({ name }) => !done.has(name));
  const kinds = new Set(left.flatMap(({ webhooks = [] }) => webhooks.flatMap(({ of }) => of)));
  return new Set(hints.filter(({ of }) => kinds.has(of)));
}

/** A full refresh has read the list since. */
const OLDEST_MS = 7 * 86_400_000;
/** The longest time of Node's timers. */
const LONGEST_SLEEP_MS = 3_600_000;
