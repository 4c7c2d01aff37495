import { DestinationError } from "../errors.ts";
import type { Stage } from "./destination.ts";

export interface StageGuards {
  /** Turns an error of the database into one that says what to do. */
  readonly explain: (error: unknown) => DestinationError;
  /** Aborts what the stage is doing now, which then fails. */
  readonly interrupt: () => void;
  /** Closes the stage's connection and discards what was staged on it. Called once. */
  readonly release: () => void | Promise<void>;
}

/** Adds what is common to the stages of all databases: explained errors, and an end that is safe at any time. */
export function guardStage(stage: Omit<Stage, "discard">, { explain, interrupt, release }: StageGuards): Stage {
  let running: Promise<unknown> = Promise.resolve();
  let ended: Promise<void> | undefined;

  return {
    report: stage.report,
    rejected: stage.rejected,
    read: stage.read,
    add: guarded(stage.add),
    deduplicate: guarded(stage.deduplicate),
    countLatest: guarded(stage.countLatest),
    measure: guarded(stage.measure),
    listGone: guarded(stage.listGone),
    commit: guarded(stage.commit),
    discard: () => (ended ??= end()),
  };

  function guarded<Arguments extends unknown[], Result>(work: (...given: Arguments) => Promise<Result>) {
    return async (...given: Arguments): Promise<Result> => {
      if (ended) throw new DestinationError("What was staged has been discarded. Begin a new stage.");
      const call = work(...given);
      running = call.catch(() => {});
      try {
        return await call;
      } catch (error) {
        throw explain(error);
      }
    };
  }

  async function end(): Promise<void> {
    interrupt();
    await running;
    await release();
  }
}
