import type { Results, SceneResult, Summary } from "./results.ts";
import type { Scene } from "./scenes.ts";

/** What the loader is to reach on two cores, and how a run shows whether it does. */
export interface Target {
  readonly says: string;
  /** How the figure is to be written. */
  readonly unit: "%" | "×" | "MB" | "ms";
  readonly least?: number;
  readonly most?: number;
  /** Undefined where the run did not measure it. */
  readonly find: (results: Results) => number | undefined;
}

export const TARGETS: readonly Target[] = [
  { says: "fees into DuckDB, first load, of `read_json` with every core", unit: "%", least: 45, find: large("duckdb", ({ ofEngine }) => percent(ofEngine)) },
  { says: "fees into Postgres, first load, of `COPY` from a file", unit: "%", least: 45, find: large("postgres", ({ ofEngine }) => percent(ofEngine)) },
  { says: "DuckDB: first load against dlt's fastest", unit: "×", least: 20, find: large("duckdb", ({ timesDlt }) => timesDlt ?? undefined) },
  { says: "Postgres: first load against dlt's fastest", unit: "×", least: 10, find: large("postgres", ({ timesDlt }) => timesDlt ?? undefined) },
  { says: "DuckDB: a load with a tenth changed, of the first load's time", unit: "%", most: 100, find: again("duckdb") },
  { says: "Postgres: a load with a tenth changed, of the first load's time", unit: "%", most: 100, find: again("postgres") },
  { says: "DuckDB at 50 ms a page, of what six requests at a time allow", unit: "%", least: 90, find: late("duckdb") },
  { says: "Postgres at 50 ms a page, of what six requests at a time allow", unit: "%", least: 90, find: late("postgres") },
  { says: "DuckDB: peak memory of a load of 1,000,000 fees", unit: "MB", most: 400, find: million("duckdb", ({ peakMegabytes }) => peakMegabytes) },
  { says: "Postgres: peak memory of a load of 1,000,000 fees", unit: "MB", most: 180, find: million("postgres", ({ peakMegabytes }) => peakMegabytes) },
  { says: "DuckDB: that memory against that of 200,000 fees", unit: "%", most: 110, find: flat("duckdb") },
  { says: "Postgres: that memory against that of 200,000 fees", unit: "%", most: 110, find: flat("postgres") },
  { says: "DuckDB: time a record at 1,000,000 fees against 200,000", unit: "%", most: 115, find: straight("duckdb") },
  { says: "Postgres: time a record at 1,000,000 fees against 200,000", unit: "%", most: 115, find: straight("postgres") },
  { says: "`generate` from nothing, of openapi-typescript's time", unit: "%", most: 100, find: command("generate, from nothing") },
  { says: "`generate --check` of an unchanged tree, of openapi-typescript's time", unit: "%", most: 60, find: command("generate --check, unchanged") },
  { says: "`lago-loader --help`", unit: "ms", most: 150, find: ({ commands }) => scaled(commands["lago-loader --help"], 1000) },
  { says: "`lago-loader load wallets`, 20 records, from the start of the process to its end", unit: "ms", most: 600, find: ({ commands }) => scaled(commands["lago-loader load wallets"], 1000) },
];

/** Also false of what was not measured. */
export function isMissed({ least = -Infinity, most = Infinity, find }: Target, results: Results): boolean {
  const value = find(results);
  return value !== undefined && (value < least || value > most);
}

/** What each is, and what was measured: for the file of results. */
export function listTargets(results: Results): readonly object[] {
  return TARGETS.map(({ says, unit, least, most, find }) => ({ says, unit, least, most, measured: Number(find(results)?.toPrecision(4)) || null }));
}

type Find = Target["find"];

function large(measure: string, value: (summary: Summary) => number | undefined): Find {
  return (results) => ofSummary(findFees(results, { rows: 200_000 }), measure, value);
}

function million(measure: string, value: (summary: Summary) => number | undefined): Find {
  return (results) => ofSummary(findFees(results, { rows: 1_000_000 }), measure, value);
}

function again(destination: string): Find {
  return (results) => ratio(large(`${destination}, again`, ({ seconds }) => seconds)(results), large(destination, ({ seconds }) => seconds)(results));
}

function late(destination: string): Find {
  return ({ scenes }) => percent(scenes.find(({ scene }) => scene.latency > 0)?.measures[destination]?.ofConcurrency ?? null);
}

function flat(destination: string): Find {
  const peak = ({ peakMegabytes }: Summary) => peakMegabytes;
  return (results) => ratio(million(destination, peak)(results), large(destination, peak)(results));
}

function straight(destination: string): Find {
  const each = ({ seconds, rows }: Summary) => seconds / rows;
  return (results) => ratio(million(destination, each)(results), large(destination, each)(results));
}

function command(name: string): Find {
  return ({ commands }) => ratio(commands[name], commands["openapi-typescript"]);
}

/** The scene of fees that the others are variations of. */
export function findFees({ scenes }: Results, { rows }: Pick<Scene, "rows">): SceneResult | undefined {
  return scenes.find(({ scene }) => scene.resources[0] === "fees" && scene.rows === rows && scene.perPage === 1000 && scene.latency === 0);
}

function ofSummary(scene: SceneResult | undefined, measure: string, value: (summary: Summary) => number | undefined): number | undefined {
  const summary = scene?.measures[measure];
  return summary && value(summary);
}

function ratio(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || whole === undefined ? undefined : (part / whole) * 100;
}

function percent(part: number | null): number | undefined {
  return part === null ? undefined : part * 100;
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}
