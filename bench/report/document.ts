import type { Results, SceneResult } from "../results.ts";
import { PLANS, titleOf } from "../scenes.ts";
import { findFees, isMet, TARGETS, type Target } from "../targets.ts";
import { formatCount, formatNumber, formatPercent, formatTable } from "./table.ts";

/** docs/performance.md: what was measured, on what, and beside what. */
export function writeDocument(results: Results): string {
  const { plan, machine, versions, skipped, statements } = results;
  const { profile: profiled } = PLANS[plan];
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

From the start of a process to its end, without \`NODE_EXTRA_CA_CERTS\`: where that is set, Node reads a file of certificates before
anything else, which takes this machine 0.08 s more.

${formatTable(["", "seconds"], Object.entries(results.commands).map(([name, seconds]) => [name, formatNumber(seconds, 2)]))}
${Object.entries(skipped).map(([name, reason]) => `\nNot measured: ${name} (${reason}).\n`).join("")}
## Where the time goes

A load of ${titleOf(profiled)} once more, under V8's profiler, which takes a tenth more time. By width: what each thread did, and what that called; the
database works in threads of its own, or in another process.

${Object.keys(statements).map((destination) => `![What the threads of a load into ${destination} did](profile-${destination}.svg)\n`).join("\n")}
The statements that took longest:

${formatTable(["", "statement", "times", "seconds"], statementRows(results))}

${WHERE_TIME_GOES}
`;
}

const METHOD = `Each figure is the median of a scene's rounds. A round measures the limits and the loads one after the other, each in a
process of its own, and ratios are taken within a round: a machine's speed changes from minute to minute, and ratios do so less.

* **Pages** come from a fake Lago in another process of the same machine, which writes other ids into the records of a made-up
  company. It takes time from the cores that are measured, as no real Lago would.
* **A load** is timed from opening the database to closing it. Its CPU seconds and its peak of memory are those of its process,
  without the Postgres server's. "Again" loads the same list with a tenth of its records changed: all are read, and these are written.
* **Network**: the same pages fetched with as many requests at a time, and thrown away.
* **Engine**: for DuckDB its own \`read_json\` with a type for every property, over a file with one record a line, into one table of
  a file, with all cores; for Postgres \`COPY\` of the rows that the load made, children too, from files on the server's disk into
  tables with the same keys. The server does not wait for the disk (\`fsync\` is off), in the load, the limit and dlt alike.
* **dlt** loads once, with its \`rest_api\` source and the paginator that Lago needs, by default and with the format that its
  documentation calls fastest: parquet into DuckDB, csv into Postgres.`;

const WHERE_TIME_GOES = `By \`perf\` and the times of threads, with 200,000 fees and 1000 a page. With both cores busy, each does less: what takes 7 µs with
nothing beside it takes 9 to 14 µs here.

* **Into DuckDB**, in microseconds of processor time a fee: 9 to 14 for the thread that reads pages (7 with nothing beside it: 3.5 to find and
  check each value, 2.5 to write it as Parquet, 0.7 to hash the record), 7 to 9 for Node's own thread (HTTP, the spool, files), 13 to 17 for
  the engine (most of it to compress), 4 to 6 for V8, to compile code and to collect garbage beside all that, and 2 for the fake Lago. For
  0.6 seconds at the beginning (to open the database, to count, and the first page, with code that is still cold) and 0.9 at the end
  (the last rows, the commit) one core works alone: DuckDB compresses what is left of a table in one thread.
* **Into Postgres**, the server has most of the work, 25 to 30: two thirds of it to copy the rows into their table, most of the rest for those of taxes.
* Again, with a tenth changed: each record is read and hashed as the first time, and only the changed ones are written. DuckDB joins the keys
  that wait with those in the table, 24 MB at a time. Postgres looks each key up, 11 µs, takes 4 µs for the keys and 4 for the rows that go
  beside the table, and 6 to write the changed ones, to sweep and to count: less than the first time, but what the reading thread would wait for
  then it now does itself, picking out the keys; so the time is about the same.

Of the targets that are missed, or now and then:

* **Twenty times dlt** would be some 60,000 fees a second: most of what \`read_json\` reaches with every core, which has the records in a file of
  its own, and neither fetches nor hashes nor compares them.
* **At 50 ms a page**, a plain loop of six requests at a time needs 52 ms each, and so does a load, which has 5.9 of six under way. But it
  begins with half a second of opening and counting, asks 110 times more (the counts of slices, and their last pages, which are not full:
  deep pages cost Lago more than these), and ends with half a second (Postgres) to 1.4 (DuckDB) for what is left to merge, and the commit.
* **Memory**: what a load takes is bounded, and V8 reaches that bound later than after 200,000 records: it gives young objects more room while a
  load goes on, and collects the buffers of sockets when it likes. So a million take 2 to 12 % more, from run to run.
* **A window into a million rows of Postgres** takes 1.2 to 1.4 seconds, the next one 0.8; in one of four runs it waited two more for the server,
  which has just taken these rows and still writes them.

What brought most, since pages went to DuckDB as JSON and to Postgres as text:

* Columns instead of JSON. The reader knows where each value lies, so it writes it as Parquet, which the engine reads in 1 µs a fee where
  JSON took 12 and decimals 3 more. Rows wait in files and not in the engine, are inserted once and not twice, and merged while others come.
* The binary form of \`COPY\`, 6 µs a fee less for the server than text; right into a table that has no rows, a third of the time less.
* A hash of each record beside its row: a load writes what has changed. Into Postgres, the second load took twice as long before.
* Node's http instead of its fetch: 4 µs a fee instead of 8, at 100 a page 6 instead of 16.
* A thread for the reading: on two cores an eighth of the time into DuckDB, a quarter of that into Postgres.
* Memory that is used again, for bodies and for what is made of them, and that both threads share: a seventh of the processor time, and two
  fifths of the collections.
* Each record read once, its arrays too; keys, UUIDs and times four bytes at a time: a quarter less for the reading. Times with decimals,
  dates and booleans read as plainly: a quarter of the time of events.
* What DuckDB frees goes back to the system at once: 100 MB less at the same speed.

What was tried and left: CSV in place of Parquet (the engine takes 47 µs a fee instead of 6); fewer ways of compression (no faster); 64 MB for
DuckDB, with which a first load of a million is as fast, and a third one runs out of memory; 256 MB, a twentieth faster; a second thread for the
last merge and the commit, and more rows waiting while a merge goes on (no faster); smaller row groups, whose last one is written
sooner, and smaller merges where pages come slowly, which take more time than they save at the end; undici in place of Node's http (no less
time); less memory for V8's young objects, with which it collects the others a third as often, in the same time. A table from which rows are
deleted that the same load has inserted is written twice at the commit: a list in which records change while they are read takes some 9 µs
for each fee longer.

\`generate\` has openapi-typescript work in a thread of its own from the first moment on, and does the rest beside it. With the same document as
before it remembers that part.`;

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

function statementRows({ statements }: Results): string[][] {
  return Object.entries(statements).flatMap(([destination, times]) => times.map(({ statement, runs, seconds }) => [destination, `\`${statement}\``, String(runs), formatNumber(seconds, 2)]));
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
