import type { Results, SceneResult } from "../results.ts";
import { findFees, isMet, TARGETS, type Target } from "../targets.ts";
import { formatCount, formatNumber, formatPercent, formatTable } from "./table.ts";

/** docs/performance.md: what was measured, on what, and beside what. */
export function writeDocument(results: Results): string {
  const { plan, machine, versions, skipped } = results;
  return `# How fast it is

Made by \`npm run bench${plan === "default" ? "" : ` -- --${plan}`}\`; the figures are in \`bench/results/${plan}.json\`.

${machine.cores} cores of ${machine.processor}, ${machine.memoryGigabytes} GB, ${machine.system}; when it began, ${machine.busyBefore} other processes wanted a core.
${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")}.

![Fees a second: the limits, the loader, dlt](performance.svg)

${METHOD}

## Targets

${formatTable(["", "target", "measured", ""], TARGETS.map((target) => targetRow(target, results)))}

## Loads

${formatTable(["", "rows/s", "MB/s", "seconds", "CPU s", "peak MB", "requests", "of network", "of engine", "× dlt"], results.scenes.flatMap(sceneRows))}

## The cost curve

First loads of fees, 1000 a page, in microseconds a record; and how long a window with 4,000 changed records takes, the
table being as large as that.

${formatTable(["fees", "DuckDB, µs", "Postgres, µs", "window, DuckDB, s", "window, Postgres, s"], curveRows(results))}

## Commands

${formatTable(["", "seconds"], Object.entries(results.commands).map(([name, seconds]) => [name, formatNumber(seconds, 2)]))}
${Object.entries(skipped).map(([name, reason]) => `\nNot measured: ${name} (${reason}).\n`).join("")}
${WHERE_TIME_GOES}
`;
}

const METHOD = `Each figure is the median of a scene's rounds. A round measures the limits and the loads one after the other, each in a
process of its own, and ratios are taken within a round: a machine's speed changes from minute to minute, and ratios do so less.

* **Pages** come from a fake Lago in another process of the same machine, which writes other ids into the records of a made-up
  company. It takes time from the cores that are measured, as no real Lago would.
* **A load** is timed from opening the database to closing it. Its CPU seconds and its peak of memory are those of its process,
  without the Postgres server's. "Again" loads the same list with a tenth of its records changed: all are read and all are written.
* **Network**: the same pages fetched with as many requests at a time, and thrown away.
* **Engine**: for DuckDB its own \`read_json\` with a type for every property, over a file with one record a line, into one table of
  a file, with all cores; for Postgres \`COPY\` of the rows that the load made, children too, from files on the server's disk into
  tables with the same keys. The server does not wait for the disk (\`fsync\` is off), in the load, the limit and dlt alike.
* **dlt** loads once, with its \`rest_api\` source and the paginator that Lago needs, by default and with the format that its
  documentation calls fastest: parquet into DuckDB, csv into Postgres.`;

const WHERE_TIME_GOES = `## Where the time goes

By \`node --cpu-prof\`, \`perf\` and the times of single statements, in a load of 200,000 fees into DuckDB with 1000 a page, on such a machine:

* While pages come, Node's thread is the bottleneck, with some 22 µs a fee: 10 to read the page byte by byte (8 with nothing beside
  it), 5 for the network, 3 to collect garbage. The engine works 12 µs of that time, on JSON and types, and waits for the rest.
* Then Node waits for the engine, 10 µs a fee: 5.5 for the rows, 2 for the child tables, 2.5 for the commit.
* Half a second goes by before the first page and while code is still cold, which is why 20,000 fees take longer a fee.

What brought most: one transaction for all that is staged (what DuckDB inserts in one of its own it writes twice) and one projection
in place of three (each costs as much a statement as a hundred fees), 30 %; keys compared four bytes at a time, 25 % of the reading;
decimals of up to nine characters by way of a small type, 3 µs a fee; no NULL among the pages of a statement, for which DuckDB plans anew,
30 ms each time.

What was tried and left: a second thread for the merge is a third faster, and runs out of memory below 192 MB, which would take the
load above 512; so do statements of 6 MB, for 5 %. Smaller row groups change nothing. More memory for DuckDB changes nothing.
For Postgres a larger \`work_mem\` changes nothing; a second load writes every row anew, because \`_load_id\` says when a row was last seen.
What is left to try: reading pages in a thread of its own, which would use the core that the engine leaves idle.

\`generate\` from nothing has openapi-typescript do its work and then does its own. With the same document as before it remembers that part.`;

function targetRow(target: Target, results: Results): string[] {
  const { says, unit, least, most } = target;
  const value = target.find(results);
  const bound = least === undefined ? `≤ ${most} ${unit}` : `≥ ${least} ${unit}`;
  if (value === undefined) return [says, bound, "", "not measured"];
  return [says, bound, `${value.toFixed(unit === "×" ? 1 : 0)} ${unit}`, isMet(target, value) ? "met" : "**missed**"];
}

function sceneRows({ title, measures }: SceneResult): string[][] {
  const rows = Object.entries(measures).map(([name, summary]) => [
    name,
    formatCount(summary.rowsPerSecond),
    formatCount(summary.megabytesPerSecond),
    formatNumber(summary.seconds, 2),
    formatNumber(summary.cpuSeconds, 1),
    formatCount(summary.peakMegabytes),
    formatCount(summary.requests),
    formatPercent(summary.ofNetwork),
    formatPercent(summary.ofEngine),
    formatNumber(summary.timesDlt, 1),
  ]);
  return [[`**${title}**`, ...Array<string>(9).fill("")], ...rows];
}

function curveRows(results: Results): string[][] {
  return [20_000, 200_000, 1_000_000].flatMap((rows) => {
    const measures = findFees(results, { rows })?.measures;
    if (!measures) return [];
    const each = (name: string) => formatNumber(measures[name] && 1e6 / measures[name].rowsPerSecond, 1);
    const seconds = (name: string) => formatNumber(measures[name]?.seconds, 2);
    return [[formatCount(rows), each("duckdb"), each("postgres"), seconds("duckdb, window"), seconds("postgres, window")]];
  });
}
