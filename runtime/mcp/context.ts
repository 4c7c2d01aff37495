import type { Metrics } from "../metrics/read-metrics.ts";
import type { Reader } from "../reader/reader.ts";
import type { Resource } from "../resource.ts";

/** What the tools answer from. */
export interface Context {
  readonly reader: Reader;
  readonly metrics: Metrics;
  readonly resources: readonly Resource[];
  /** Columns that are marked as personal are left out, and free SQL is not offered: it could name them. */
  readonly hidePersonal: boolean;
  /** Runs `lago-loader load` with these arguments; undefined where loading was not allowed. */
  readonly load: ((args: readonly string[]) => Promise<{ readonly code: number; readonly output: string }>) | undefined;
}
