import type { ResourceReport } from "../load/tally.ts";

/** What became of one load of the command line. */
export interface LoadOutcome {
  readonly loadId: string;
  readonly startedAt: Date;
  readonly seconds: number;
  /** Null where it was ended before a database was open. */
  readonly destination: string | null;
  readonly schema: string;
  /** The lists that came to their end, in the order in which they were asked for. */
  readonly resources: readonly ResourceReport[];
  /** What ended the load before its end; undefined where nothing did. */
  readonly error: unknown;
}

/** `partial`: some lists failed or are incomplete. `failed`: an error ended the load. */
export type OutcomeStatus = "loaded" | "partial" | "failed";

export function statusOf({ resources, error }: LoadOutcome): OutcomeStatus {
  if (error !== undefined) return "failed";
  return findTroubles(resources).length > 0 ? "partial" : "loaded";
}

/** Lists that should be loaded and are not, or not surely all of them; what the key may not read is none. */
export function findTroubles(resources: readonly ResourceReport[]): ResourceReport[] {
  return resources.filter(({ status }) => status === "failed" || status === "incomplete");
}
