import type { Ask } from "../reader/reader.ts";
import type { Metrics } from "./read-metrics.ts";

/** Start of the last load that loaded something: the "today" of all figures. Null if there was none. */
export async function readAsOf({ parts }: Metrics, ask: Ask): Promise<string | null> {
  const { rows } = await ask(`WITH ${parts.get("clock")!}\nSELECT as_of FROM clock`);
  return rows[0]?.[0] ?? null;
}
