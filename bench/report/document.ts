import type { Results, SceneResult } from "../results.ts";
import { findFees, isMet, TARGETS, type Target } from "../targets.ts";
import { writeConcurrency } from "./concurrency.ts";
import { formatCount, formatNumber, formatPercent, formatTable } from "./table.ts";

/** The requests a second that Lago Cloud answers an organisation (https://getlago.com/docs/api-reference/rate-limits). */
const CLOUD_LIMIT = 50;

/** docs/performance.md: what a load takes, what was measured, on what, and beside what. */
export function writeDocument(results: Results): string {
  const { plan, measuredOn, machine, versions, skipped, statements } = results;
  return `# How fast it is

## How long will my first load take?

Count the requests. Lago Cloud answers 50 a second to an organisation, and the loader uses 47 of them. \`lago-loader load --dry-run\` asks Lago
for the length of each list, and prints the requests and the time they take.

${formatTable(["fees", "requests", "at 50 a second, s", "into DuckDB, s", "into Postgres, s"], firstLoadRows(results))}

- The load takes the longer of the two: what Lago needs to answer, or what the database needs (measured beside a Lago that answers at once).
- The requests are those of \`--per-page auto\`, pages of about a megabyte. Invoices weigh one and a half times as much as fees, events a quarter.
- A nested resource takes a request for each of its parents: 10,000 subscriptions are 200 seconds at 50 a second.
- A self-hosted Lago announces no limit. A small one answered 160 to 300 rows a second, whatever the concurrency.
- Later loads are incremental. [freshness.md](freshness.md) says what they read.

${concurrency()}

## What was measured

\`npm run bench${plan === "default" ? "" : ` -- --${plan}`}\` writes this page and \`bench/results/${plan}.json\`, which has every figure. The last run was on ${measuredOn}.
\`concurrency\` was 6 in all loads.
${machine.cores} cores of ${machine.processor}, ${machine.memoryGigabytes} GB, ${machine.system}; at the start, ${machine.busyBefore} other processes wanted a core.
${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")}.

${METHOD}

${formatTable(["", "target", "measured", ""], TARGETS.map((target) => targetRow(target, results)))}

## Limits and peers

![Fees a second: the limits, the loader, dlt](performance.svg)

${formatTable(["", "rows/s", "seconds", "CPU s", "peak MB", "requests", "of engine", "× dlt"], results.scenes.flatMap(sceneRows))}

First loads of fees, 1000 a page, in microseconds a record, and the seconds that an incremental load of 4,000 changed records takes
into a table of that size:

${formatTable(["fees", "DuckDB, µs", "Postgres, µs", "incremental, DuckDB, s", "incremental, Postgres, s"], curveRows(results))}

Commands, from process start to exit:

${formatTable(["", "seconds"], Object.entries(results.commands).map(([name, seconds]) => [name, formatNumber(seconds, 2)]))}
${Object.entries(skipped).map(([name, reason]) => `\nNot measured: ${name} (${reason}).\n`).join("")}
## Where the time goes

${Object.keys(statements).map((destination) => `![What the threads of a load into ${destination} did](profile-${destination}.svg)\n`).join("\n")}
${WHERE_TIME_GOES}
`;
}

const concurrency = () => `## How many requests at a time?

\`--concurrency auto\`, the default, finds the number. It starts with 4, doubles while that pays, and then tries a quarter more or less now and
then. It keeps the smallest number that gives nearly all of the throughput, at most 32. A 429, a 502 to 504 or a time-out cuts it by a third
at once. \`--concurrency 8\` fixes it.

${writeConcurrency()}`;

const METHOD = `- A figure is the median of its rounds. A round measures limits and loads one after the other, each in its own process; ratios are taken within
  a round.
- Pages come from a fake Lago on the same machine, which takes time from the cores that are measured. A load is timed from opening the database to
  closing it. CPU and memory are those of the loader's process.
- The engine's limit is \`read_json\` over one file with every type given, or \`COPY\` of the same rows from the server's disk. \`fsync\` is off.
- dlt loads once, with \`rest_api\` and the format its documentation calls fastest: parquet into DuckDB, csv into Postgres.`;

const WHERE_TIME_GOES = `By \`perf\`, with 200,000 fees and both cores busy, in microseconds of processor time a fee:

- **Into DuckDB**: 9 to 14 for the thread that reads pages, 7 to 9 for Node's own thread (HTTP, files), 13 to 17 for the engine, 4 to 6 for V8.
  One core works alone for 0.6 seconds at the start and 0.9 at the end.
- **Into Postgres**: the server takes 25 to 30, two thirds of it to copy the rows into their table.
- **Indexes in Postgres**: a first load of 20,000 fees takes an eighth more processor time with them (\`npm run bench:indexes\`); \`--no-indexes\` leaves
  them out.
- **With a tenth changed**: each record is read and hashed, and only the changed ones are written. In Postgres looking up a key takes 11.
- **To start**: a load of one small list takes 0.5 s of processor time. It was 1.0 before commands were bundled into few files, before one query looked
  up the comments of all tables, and before the thread that reads pages waited for the first megabyte.

Why targets are missed:

- **20 × dlt** would be most of what \`read_json\` reaches, which neither fetches nor hashes nor compares.
- **90 % at 50 ms a page**: a load begins with half a second of opening and counting, asks 110 requests more than a plain loop (the counts of
  slices and their last pages), and ends with 0.5 to 1.4 seconds of merge and commit.

What brought most: Parquet and binary \`COPY\` in place of JSON and text; a hash of each record, so that unchanged rows are not written; Node's
http in place of its fetch; a thread that reads pages; memory that is used again.

What brought nothing: CSV in place of Parquet (47 µs a fee for the engine instead of 6); undici in place of Node's http; a second thread for the
last merge; smaller row groups; more memory for DuckDB; Node's compile cache.`;

/** First loads by size: requests of the scene with pages of a megabyte, the database's time of those with pages of 1000. */
function firstLoadRows(results: Results): string[][] {
  const auto = results.scenes.find(({ scene }) => scene.resources[0] === "fees" && scene.perPage === "auto");
  const each = auto && auto.measures["duckdb"]!.requests! / auto.scene.rows;
  return [20_000, 200_000, 1_000_000].map((rows) => {
    const measures = findFees(results, { rows })?.measures;
    const requests = each && Math.ceil(rows * each);
    const seconds = (name: string) => formatNumber(measures?.[name]?.seconds, 1);
    return [formatCount(rows), formatCount(requests ?? null), formatNumber(requests && requests / CLOUD_LIMIT, 1), seconds("duckdb"), seconds("postgres")];
  });
}

function targetRow(target: Target, results: Results): string[] {
  const { says, unit, least, most } = target;
  const value = target.find(results);
  const bound = least === undefined ? `≤ ${most} ${unit}` : `≥ ${least} ${unit}`;
  if (value === undefined) return [says, bound, "", "not measured"];
  return [says, bound, `${value.toFixed(unit === "×" ? 1 : 0)} ${unit}`, isMet(target, value) ? "met" : "**missed**"];
}

/** What the table shows; the file of results has all. */
const SHOWN = /^(read_json|copy|duckdb|postgres)$|^dlt fastest/;

function sceneRows({ title, measures }: SceneResult): string[][] {
  const rows = Object.entries(measures).filter(([name]) => SHOWN.test(name)).map(([name, summary]) => [
    name,
    formatCount(summary.rowsPerSecond),
    formatNumber(summary.seconds, 2),
    formatNumber(summary.cpuSeconds, 1),
    formatCount(summary.peakMegabytes),
    formatCount(summary.requests),
    formatPercent(summary.ofEngine),
    formatNumber(summary.timesDlt, 1),
  ]);
  return [[`**${title}**`, ...Array<string>(7).fill("")], ...rows];
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
