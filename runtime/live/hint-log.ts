import type { Hint } from "../load/plan/plan-hints.ts";
import { newGathering } from "./gathering.ts";
import { type KeptHint, openHintFile } from "./hint-file.ts";

/** The pending hints. They survive the process. */
export interface HintLog {
  /** Adds a hint. When this resolves, it is on the disk. `merged`: a hint about the same record is already pending. Rejects if it cannot be written. */
  add(hint: Hint, at?: number): Promise<"kept" | "merged">;
  /** Takes the hints that are due. Later ones about the same records are new hints. */
  take(): readonly KeptHint[];
  /** Removes all hints that were taken, except these, which are still pending. */
  settle(unanswered: readonly KeptHint[]): Promise<void>;
  /** Number of pending hints. */
  readonly size: number;
  /** Receipt of the oldest one, in milliseconds since 1970. */
  readonly oldest: number | undefined;
  /** Milliseconds until a hint is due: 0 or less if one is, Infinity if none is pending. */
  readonly wait: number;
  /** Unreadable lines of earlier processes. */
  readonly damaged: number;
  close(): Promise<void>;
}

export interface HintLogOptions {
  /** Limit of pending hints. More are refused, and Lago retries them; the change shows in the next load that reads the list. Default 100,000. */
  readonly most?: number;
  /** Milliseconds in which hints about the same record are merged. Default 2,000. */
  readonly gather?: number;
}

/** Opens the log in a folder of its own, with the pending hints of earlier processes. */
export async function openHintLog(folder: string, { most = 100_000, gather = 2_000 }: HintLogOptions = {}): Promise<HintLog> {
  const { file, hints, damaged } = await openHintFile(folder);
  const waiting = newGathering<KeptHint>(gather);
  let taken: readonly KeptHint[] = [];
  let pending: Pending[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  keep(hints);

  function add(hint: Hint, at = Date.now()): Promise<"kept" | "merged"> {
    if (waiting.has(keyOf(hint))) return Promise.resolve("merged");
    if (waiting.size + taken.length + pending.length >= most) return Promise.reject(new Error(`more than ${most} hints wait`));
    return new Promise((resolve, reject) => {
      pending.push({ hint: { ...hint, at }, done: () => resolve("kept"), fail: reject });
      // Hints that arrive during a write are written together.
      if (pending.length === 1) void inTurn(flush);
    });
  }

  async function flush(): Promise<void> {
    const batch = pending;
    pending = [];
    const added = batch.map(({ hint }) => hint);
    try {
      await file.append(added);
      if (await file.isRemoved()) await file.replace([...taken, ...waiting.list(), ...added]);
      keep(added);
      for (const { done } of batch) done();
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }

  function keep(hints: readonly KeptHint[]): void {
    for (const hint of hints) waiting.add(keyOf(hint), hint);
  }

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  }

  return {
    add,
    take() {
      const hints = waiting.take();
      taken = [...taken, ...hints];
      return hints;
    },
    settle: (unanswered) =>
      inTurn(async () => {
        taken = unanswered;
        await file.replace([...taken, ...waiting.list()]);
      }),
    get size() {
      return waiting.size + taken.length;
    },
    get oldest() {
      const hints = [...taken, ...waiting.list()];
      return hints.length === 0 ? undefined : hints.reduce((oldest, { at }) => Math.min(oldest, at), Infinity);
    },
    get wait() {
      return waiting.wait;
    },
    damaged,
    close: () => inTurn(() => file.close({ keep: waiting.size + taken.length > 0 })),
  };
}

interface Pending {
  readonly hint: KeptHint;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

function keyOf({ of, keys, organization }: Hint): string {
  return JSON.stringify([of, organization, Object.entries(keys).sort()]);
}
