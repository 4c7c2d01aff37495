import { fittingPageSize } from "../../paging/page-size.ts";
import type { Resource } from "../../resource.ts";
import { countOf, formatCount } from "../terminal/table.ts";

/** The requests a second that Lago Cloud answers an organisation (https://getlago.com/docs/api-reference/rate-limits). */
const CLOUD_LIMIT = 50;

/** The expected requests of a load. */
export interface Estimate {
  readonly requests: number;
  /** Seconds at the rate limit, if Lago responds as fast. */
  readonly seconds: number;
  /** Resources whose requests cannot be counted yet. */
  readonly uncounted: readonly string[];
}

/** The number of pages of a list with this many records. `sample`: one of them, whose size stands for all. */
export function countPages({ paginator }: Resource, records: number, sample: unknown, perPage: number | "auto" = "auto"): number {
  if (paginator !== "page_number") return 1;
  const size = perPage === "auto" ? fittingPageSize(JSON.stringify(sample ?? "").length) : perPage;
  return Math.max(1, Math.ceil(records / size));
}

/** `requests`: of each resource; null if they cannot be counted. `maxRequestsPerSecond`: if it is lower than Lago Cloud's limit. */
export function estimateLoad(requests: ReadonlyMap<string, number | null>, maxRequestsPerSecond = CLOUD_LIMIT): Estimate {
  const all = [...requests.values()].reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return { requests: all, seconds: Math.ceil(all / Math.min(CLOUD_LIMIT, maxRequestsPerSecond)), uncounted: [...requests].flatMap(([name, count]) => (count === null ? [name] : [])) };
}

/** For people: `About 1,240 requests: 25 seconds at 50 a second.` */
export function formatEstimate({ requests, seconds, uncounted }: Estimate, maxRequestsPerSecond = CLOUD_LIMIT): string {
  const rate = Math.min(CLOUD_LIMIT, maxRequestsPerSecond);
  const time = seconds < 120 ? countOf(seconds, "second") : `${formatCount(Math.round(seconds / 60))} minutes`;
  const missing = uncounted.length > 0 ? ` Not counted: ${uncounted.join(", ")}.` : "";
  return `About ${countOf(requests, "request")}: ${time} at ${rate} a second${rate === CLOUD_LIMIT ? ", Lago Cloud's limit" : ""}.${missing}\n`;
}
