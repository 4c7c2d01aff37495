/** A server as it answers, and the fixed numbers that `auto` is compared with. */
export interface Scene {
  readonly says: string;
  /** Requests that it works on at a time; the others wait. Missing: all. */
  readonly workers?: number;
  /** Milliseconds that a worker takes. `page` counts from 1, `second` is of the run, `chance` from 0 to 1. */
  readonly service: (page: number, second: number, chance: number) => number;
  /** Milliseconds of the way there and back. */
  readonly network: number;
  /** Requests a second, as Lago Cloud limits and announces them. */
  readonly limit?: number;
  readonly fixed: readonly number[];
  /** Part of the best fixed number's throughput that `auto` is to reach. */
  readonly ofBest: number;
  /** Part of the limit. */
  readonly ofLimit?: number;
  /** The 95th percentile of latencies, of those of one request at a time. */
  readonly latency?: number;
}

/** Each run takes so long; throughput is counted from its first second, as the search for a number is a part of it. */
export const RUN_SECONDS = 20;

const isSlow = (second: number) => second > RUN_SECONDS / 3 && second <= (RUN_SECONDS * 2) / 3;

export const SCENES: Readonly<Record<string, Scene>> = {
  cloud: { says: "Lago Cloud, 400 ± 100 ms, 50 requests a second", service: (_page, _second, chance) => 250 + 200 * chance, network: 50, limit: 50, fixed: [16, 20, 24, 32], ofBest: 0.85, ofLimit: 0.85 },
  near: { says: "Lago Cloud, 50 ms, 50 requests a second", service: (_page, _second, chance) => 20 + 20 * chance, network: 20, limit: 50, fixed: [2, 3, 4, 8], ofBest: 0.9, ofLimit: 0.9 },
  small: { says: "3 workers of 80 ms", workers: 3, service: (_page, _second, chance) => 60 + 40 * chance, network: 2, fixed: [2, 3, 4, 6], ofBest: 0.95, latency: 2.5 },
  slows: { says: "6 workers that slow down by half and recover", workers: 6, service: (_page, second, chance) => (60 + 40 * chance) * (isSlow(second) ? 2 : 1), network: 20, fixed: [4, 6, 8, 12], ofBest: 0.85 },
  deep: { says: "4 workers, pages that cost more the deeper they are", workers: 4, service: (page, _second, chance) => (60 + page / 2) * (0.8 + 0.4 * chance), network: 20, fixed: [3, 4, 6, 8], ofBest: 0.85 },
};
