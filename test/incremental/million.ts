import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { events } from "../../generated/index.ts";
import { openDuckDB } from "../../runtime/destinations/duckdb/duckdb.ts";
import { load } from "../../runtime/load.ts";
import { makeLongList, makeTimes } from "./long-list.ts";

/*
 * A first load of 1,000,000 events, or as many as are named, over a year: `npx tsx test/incremental/million.ts`. It fails
 * where a page beyond the hundredth was asked for, or where a record is missing.
 */
const COUNT = Number(process.argv[2] ?? 1_000_000);
const NOW = new Date("2026-11-22T09:30:00Z");

const list = makeLongList({ times: makeTimes(COUNT, NOW.getTime() - 365 * 86_400_000, NOW.getTime()) });
const file = join(tmpdir(), `lago-loader-million-${process.pid}.duckdb`);
const destination = await openDuckDB(file);
try {
  const { resources } = await load([events], { lago: list.lago, destination, now: NOW });
  const { status, rows, pages, requests, seconds, error } = resources[0]!;
  const [distinct] = (await destination.query("SELECT count(DISTINCT transaction_id) FROM events")).rows[0]!;
  const deepest = Math.max(...list.asked.map(({ page }) => page));
  const slices = new Set(list.asked.filter(({ perPage }) => perPage > 1).map(({ from, to }) => `${from} ${to}`)).size;
  console.log({ status, rows, distinct: Number(distinct), pages, requests, slices, deepest, seconds, error });
  if (status !== "loaded" || rows !== COUNT || Number(distinct) !== COUNT || deepest > 100) process.exitCode = 1;
} finally {
  await destination.close();
  await rm(file, { force: true });
}
