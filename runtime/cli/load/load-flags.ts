import type { LagoOptions } from "../../client.ts";
import type { LoadOptions } from "../../load.ts";
import type { ReadChoice } from "../../load/plan/plan-read.ts";
import type { ConfigFlags } from "../config/apply-config.ts";
import type { ListenAddress } from "../settings/listen-address.ts";
import type { DestinationFlags, LagoFlags } from "../settings/settings.ts";

export interface LoadFlags extends LagoFlags, DestinationFlags, ConfigFlags {
  /** Names and patterns, as without a flag. */
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
  readonly all?: boolean;
  readonly details?: readonly string[];
  readonly full?: boolean;
  readonly rewrite?: boolean;
  readonly since?: Date;
  readonly until?: Date;
  readonly maxAge?: number;
  readonly changes?: boolean;
  readonly concurrency?: number | "auto";
  readonly perPage?: number | "auto";
  readonly maxPasses?: number;
  readonly maxRequestsPerSecond?: number;
  readonly acceptDeletions?: boolean;
  readonly restart?: boolean;
  readonly resumeFolder?: string;
  readonly memoryLimit?: string;
  /** Addresses to publish to after a load. */
  readonly publish?: readonly string[];
  readonly wait?: boolean;
  /** False with `--no-indexes`. */
  readonly indexes?: boolean;
  readonly every?: number;
  /** Load once, even if `lago-loader.yaml` has a schedule. */
  readonly once?: boolean;
  readonly listen?: ListenAddress;
  readonly webhooks?: ListenAddress;
  readonly logFormat: "text" | "json";
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** The flags about how much to read. */
export function pickChoice({ full, since, until, maxAge, changes }: LoadFlags): ReadChoice {
  return { ...(full && { full }), ...(changes && { changes }), ...(since && { since }), ...(until && { until }), ...(maxAge !== undefined && { maxAge }) };
}

/** The flags about earlier and concurrent loads, and about lists that change while they are read. */
export function pickCare({ rewrite, acceptDeletions, restart, resumeFolder, wait, maxPasses }: LoadFlags): Pick<LoadOptions, "rewrite" | "acceptDeletions" | "resume" | "resumeFolder" | "wait" | "maxPasses"> {
  return { ...(rewrite && { rewrite }), ...(acceptDeletions && { acceptDeletions }), ...(restart && { resume: false }), ...(resumeFolder && { resumeFolder }), ...(wait && { wait }), ...(maxPasses && { maxPasses }) };
}

/** The flags about speed. The client has the defaults. */
export function pickTempo({ concurrency, perPage, maxRequestsPerSecond }: LoadFlags): Pick<LagoOptions, "concurrency" | "perPage" | "maxRequestsPerSecond"> {
  return { ...(concurrency && { concurrency }), ...(perPage && { perPage }), ...(maxRequestsPerSecond && { maxRequestsPerSecond }) };
}
