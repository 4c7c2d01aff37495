import { existsSync, readFileSync } from "node:fs";
import type { Destination } from "../scenes.ts";
import { formatCount, formatTable } from "./table.ts";

export const MEMORY_FILE = "bench/results/memory.json";

/** The peak memory of one load. */
export interface Peak {
  /** `fees`, or a nested list. */
  readonly list: string;
  /** Of the list, or parents of the nested one. */
  readonly rows: number;
  readonly destination: Destination;
  readonly peakMegabytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The day, as in 2026-11-29. */
  readonly measuredOn: string;
  /** Other processes that wanted a core, at the start. */
  readonly busyBefore: number;
}

export function readPeaks(): readonly Peak[] {
  return existsSync(MEMORY_FILE) ? (JSON.parse(readFileSync(MEMORY_FILE, "utf8")) as Peak[]) : [];
}

/** The part of docs/performance.md on memory. */
export function writeMemory(): string {
  const peaks = readPeaks();
  const scopes = [...new Map(peaks.map(({ list, rows }) => [`${list} ${rows}`, { list, rows }])).values()].sort((one, other) => one.list.localeCompare(other.list) || one.rows - other.rows);
  const rows = scopes.map(({ list, rows }) => {
    const peak = (destination: Destination) => formatCount(peaks.find((found) => found.list === list && found.rows === rows && found.destination === destination)?.peakMegabytes ?? null);
    return [list === "fees" ? `${rows.toLocaleString("en")} fees` : `${list} of ${rows.toLocaleString("en")} parents`, peak("duckdb"), peak("postgres")];
  });
  return formatTable(["peak memory of the loader", "DuckDB, MB", "Postgres, MB"], rows);
}
