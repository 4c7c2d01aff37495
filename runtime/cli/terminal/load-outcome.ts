import { LagoError } from "../../errors.ts";
import type { ResourceReport } from "../../load/tally.ts";

/** The result of one load. */
export interface LoadOutcome {
  readonly loadId: string;
  readonly startedAt: Date;
  readonly seconds: number;
  /** Null if the load ended before a database was open. */
  readonly destination: string | null;
  readonly schema: string;
  /** The resources that finished, in load order. */
  readonly resources: readonly ResourceReport[];
  /** Number of resources to load; details count separately. */
  readonly planned: number;
  /** What earlier loads have kept in `_extra`, as `table.name`. */
  readonly keptBefore: ReadonlySet<string>;
  /** The error that ended the load; undefined if none did. */
  readonly error: unknown;
}

/** `partial`: some resources failed or are incomplete. `failed`: an error ended the load. */
export type OutcomeStatus = "loaded" | "partial" | "failed";

export function statusOf({ resources, error }: LoadOutcome): OutcomeStatus {
  if (error !== undefined) return "failed";
  return findTroubles(resources).length > 0 ? "partial" : "loaded";
}

/** Resources that failed or are incomplete, or that were loaded before and are now skipped. Others that the key may not read are not among them. */
export function findTroubles(resources: readonly ResourceReport[]): ResourceReport[] {
  return resources.filter(({ status, was_loaded }) => status === "failed" || status === "incomplete" || was_loaded);
}

/** The error of a load in which Lago refused every resource: the address or the key is wrong, whatever the reason of each. */
export function findRefusal(resources: readonly ResourceReport[], url: string): LagoError | undefined {
  if (resources.length === 0 || resources.some(({ status }) => status !== "skipped")) return undefined;
  const message = `Nothing could be loaded: Lago refused ${resources.length === 1 ? resources[0]!.name : `all ${resources.length} resources`}. Check that ${url} is the address of Lago, and with \`lago-loader check\` what the key may read. The first reason: ${resources[0]!.error}`;
  return new LagoError(message, { kind: "unreachable", path: "" });
}
