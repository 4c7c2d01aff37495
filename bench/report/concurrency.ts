import { existsSync, readFileSync } from "node:fs";
import { RUN_SECONDS, type Scene, SCENES } from "../concurrency/scenes.ts";
import type { Run } from "../concurrency/server.ts";
import { formatNumber, formatPercent, formatTable } from "./table.ts";

export const CONCURRENCY_FILE = "bench/results/concurrency.json";

export interface ConcurrencyResults {
  readonly measuredOn: string;
  /** Other processes that wanted a core, at the start. */
  readonly busyBefore: number;
  readonly scenes: Readonly<Record<string, SceneOutcome>>;
}

export interface SceneOutcome {
  readonly says: string;
  /** The smallest fixed number that did as well as any. */
  readonly best: number;
  readonly bestAnswered: number;
  readonly bestLatency: number;
  /** Milliseconds that one request at a time takes. */
  readonly alone: number;
  readonly auto: Run;
  readonly ofBest: number;
}

/** The part of docs/performance.md on `--concurrency auto`; it says what to run where nothing was measured. */
export function writeConcurrency(): string {
  if (!existsSync(CONCURRENCY_FILE)) return "`npm run bench:concurrency` measures it beside fixed numbers.";
  const { measuredOn, busyBefore, scenes } = JSON.parse(readFileSync(CONCURRENCY_FILE, "utf8")) as ConcurrencyResults;
  const rows = Object.entries(scenes).map(([name, { says, best, bestAnswered, alone, auto, ofBest }]) => {
    const { limit } = SCENES[name]!;
    return [
      says,
      `${formatNumber(bestAnswered / RUN_SECONDS, 1)} with ${best}`,
      formatNumber(auto.answered / RUN_SECONDS, 1),
      formatPercent(ofBest),
      limit === undefined ? "" : formatPercent(auto.answered / RUN_SECONDS / limit),
      formatPercent(auto.refused / (auto.answered + auto.refused)),
      `${formatNumber(auto.latency[1] / alone, 1)} ×`,
      String(auto.inFlight),
      isReached(SCENES[name]!, { auto, ofBest, alone }) ? "met" : "**missed**",
    ];
  });
  return `\`npm run bench:concurrency\` reads a list for ${RUN_SECONDS} seconds from servers that wait as the first column says, also with four fixed numbers, of which the best is
shown. Latency is the 95th percentile against one request at a time. Last run: ${measuredOn}, ${busyBefore} other processes at the start.

${formatTable(["server", "best fixed, requests/s", "auto", "of best", "of limit", "429s", "latency", "in flight", "target"], rows)}`;
}

/** 429s are 1 % at most everywhere. */
function isReached({ ofBest: least, ofLimit = 0, latency = Infinity, limit = 0 }: Scene, { auto, ofBest, alone }: Pick<SceneOutcome, "auto" | "ofBest" | "alone">): boolean {
  return ofBest >= least && auto.answered / RUN_SECONDS >= ofLimit * limit && auto.refused <= 0.01 * (auto.answered + auto.refused) && auto.latency[1] <= latency * alone;
}
