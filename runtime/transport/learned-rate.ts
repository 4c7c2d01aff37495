/** A rate limit that the server does not announce, as its refusals (429) show it. Without any, there is none. */
export interface LearnedRate {
  /** Milliseconds until one more request may go. `sent`: when the last ones were sent, in order. */
  wait(sent: readonly number[]): number;
  /** A request sent at `sentAt` was refused. */
  refuse(sentAt: number, sent: readonly number[]): void;
}

/**
 * The server allows as many requests a second as were sent in the second before a refusal. More is tried after a while: that costs a refusal each time
 * it fails, so the while doubles. If it does not fail, the steps double, since the limit was somebody else's doing.
 */
export function learnRate(now: () => number): LearnedRate {
  let rate = Infinity;
  /** The rate before the step that is being tried. */
  let good = Infinity;
  let learnedAt = -Infinity;
  let raiseAt = Infinity;
  let patience = FIRST_PATIENCE;
  let step = FIRST_STEP;

  function raise(sent: readonly number[]): void {
    // A rate that is not used says nothing about a higher one.
    if (countSince(sent, now() - WINDOW) < USED * rate) return void (raiseAt = now() + WINDOW);
    if (rate > good) step *= 2;
    good = rate;
    rate = Math.max(rate + 1, Math.floor(rate * (1 + step)));
    raiseAt = now() + patience;
  }

  return {
    wait: (sent) => {
      if (now() >= raiseAt) raise(sent);
      return sent.length < rate ? 0 : sent[sent.length - rate]! + WINDOW + MARGIN - now();
    },
    refuse: (sentAt, sent) => {
      const before = Math.max(1, countSince(sent, sentAt - WINDOW, sentAt));
      if (sentAt < learnedAt) {
        // Sent together with one that was refused.
        rate = good = Math.min(rate, before);
        return;
      }
      if (rate === Infinity) rate = before;
      else if (rate > good) {
        rate = good;
        patience = Math.min(2 * patience, MOST_PATIENCE);
      } else rate = Math.max(1, Math.floor(Math.min(rate, before) * CUT));
      good = rate;
      step = FIRST_STEP;
      learnedAt = now();
      raiseAt = learnedAt + patience;
    },
  };
}

function countSince(sent: readonly number[], from: number, to = Infinity): number {
  let count = 0;
  for (let index = sent.length - 1; index >= 0 && sent[index]! > from; index--) if (sent[index]! < to) count++;
  return count;
}

/** Milliseconds. Limits count in seconds, and requests may be so much longer on their way than those behind them. */
const WINDOW = 1000;
const MARGIN = 40;
const FIRST_PATIENCE = 10_000;
const MOST_PATIENCE = 300_000;
const FIRST_STEP = 0.1;
const CUT = 0.9;
const USED = 0.8;
