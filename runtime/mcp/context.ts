import type { Metrics } from "../metrics/read-metrics.ts";
import type { Reader } from "../reader/reader.ts";
import type { Resource } from "../resource.ts";

/** What the tools answer from. */
export interface Context {
  readonly reader: Reader;
  readonly metrics: Metrics;
  readonly resources: readonly Resource[];
  /** True: leave out personal columns, and the tool for free SQL, which could select them. */
  readonly hidePersonal: boolean;
  /** Runs `lago-loader load` with these arguments; undefined without `--allow-load`. */
  readonly load: ((args: readonly string[]) => Promise<{ readonly code: number; readonly output: string }>) | undefined;
}
