import type { Results, SceneResult } from "../results.ts";
import { isMissed, TARGETS, type Target } from "../targets.ts";
import { writeConcurrency } from "./concurrency.ts";
import { writeFirstLoads } from "./first-loads.ts";
import { writeMemory } from "./memory.ts";
import { formatCount, formatNumber, formatPercent, formatTable } from "./table.ts";

/** docs/performance.md: what a load takes, beside limits and peers, and where the time goes. */
export async function writeDocument(results: Results): Promise<string> {
  const { plan, measuredOn, machine, versions, skipped, statements } = results;
  const missed = TARGETS.filter((target) => isMissed(target, results));
  return `# How fast it is

## How long will my first load take?

\`lago-loader load --dry-run\` asks Lago for the length of each list, and prints the requests and the time at 50 a second.
Three organisations of three years, with logs, wallets and usage:

${await writeFirstLoads()}

- Lago Cloud limits an organisation to 50 requests a second. A self-hosted Lago with one Puma process sends 160 to 300 rows a second, at any concurrency.
- A nested resource takes a request for each parent: 43,000 requests of the largest organisation. \`--exclude\` leaves resources out.
- The database rarely limits a load. Later loads are incremental: [freshness.md](freshness.md).

## How many requests at a time?

\`--concurrency auto\`, the default, starts with 4, doubles while that pays, and keeps the smallest number with nearly all of the throughput, at most 32.

${writeConcurrency()}

## How much memory?

${writeMemory()}

\`npm run bench:memory\` measures it. DuckDB itself has 128 MB of it (\`--memory-limit\`).

## Limits and peers

![Fees a second: the limits, the loader, dlt](performance.svg)

${formatTable(["", "rows/s", "seconds", "CPU s", "peak MB", "requests", "of engine", "× dlt"], results.scenes.filter(isShown).flatMap(sceneRows))}

- \`npm run bench${plan === "default" ? "" : ` -- --${plan}`}\` writes this page; [its results](../bench/results/${plan}.json) have every scene, version and target. Last run: ${measuredOn}, ${machine.cores} cores of
  ${machine.processor}, ${machine.memoryGigabytes} GB, ${machine.busyBefore} other processes at the start. Lago is a fake on the same machine, six requests at a time. A figure is the median
  of its rounds. CPU and memory are the loader's. \`fsync\` is off.
- The engine's limit is \`read_json\` over one file with every type given, or \`COPY\` of the same rows from the server's disk.
- dlt ${versions["dlt[duckdb,postgres,parquet]"] ?? ""} loads once, in threads and processes: "fastest" merges Parquet into DuckDB and csv into Postgres, "append" does not look at rows that are there,
  "adbc" copies Parquet into Postgres. [dlt.ts](../bench/peers/dlt.ts) has every setting. "× dlt" is against the fastest of these.
- sling is not measured: the last version with its program in a package is 1.4.11, and it did not run through without help.
- ingestr is not measured: it has fixed sources, none for a REST list of your own, and its package downloads the program from elsewhere.
${Object.entries(skipped).map(([name, reason]) => `- Not measured: ${name} (${reason}).\n`).join("")}
## Where the time goes

${Object.keys(statements).map((destination) => `![What the threads of a load into ${destination} did](profile-${destination}.svg)\n`).join("\n")}
${WHERE_TIME_GOES}

## Targets that are missed

${formatTable(["", "target", "measured"], missed.map((target) => targetRow(target, results)))}

${WHY_MISSED}
`;
}

const WHERE_TIME_GOES = `By \`perf\`, in microseconds of processor time a fee, of loads of 200,000:

- **Into DuckDB**: 9 to 14 to read pages, 7 to 9 for HTTP and files, 13 to 17 for the engine, 4 to 6 for V8.
- **Into Postgres**: the server takes 25 to 30, two thirds of it to copy rows into their table. Indexes add 6 to 10 % (\`npm run bench:indexes\`).
- **To start**: a load of one small list takes 0.5 to 0.6 seconds from the start of its process to its exit.`;

const WHY_MISSED = `- **45 % of \`read_json\`**: it parses with both cores, and a load gives DuckDB one.
- **20 and 10 × dlt** were set when dlt was measured with one process and \`merge\`. With threads, processes and \`append\` it is faster, and the loader would
  need most of what \`read_json\` reaches, which neither fetches nor hashes nor compares.
- **400 MB** into DuckDB: DuckDB takes half as much again as its limit of 128 MB for moments, as it commits. With 96 MB a first load of 1,000,000 fees takes
  30 MB less, but writing many lists anew (\`--rewrite\`) does not fit.
- **Memory below 30,000 parents** may be a tenth more than below 3,000. It is more: only the longer load reaches DuckDB's own limit, and V8 lets the heap
  grow for longer. What is held of the parents themselves is 2 MB.
- **\`generate\`** from nothing also compiles what it writes: a second of 2.5 of processor time, after the types that openapi-typescript makes too.
- **90 % at 50 ms a page** into DuckDB: a client that only reads the 2,000 pages reaches 94 to 95 %, since an answer takes 2 to 3 ms more than the server
  waits. The first page comes 0.6 seconds after the start, and DuckDB ends with 0.8 seconds of last merge, commit and checkpoint.
- **100 × fewer requests a day** than a full load: [freshness.md](freshness.md#what-it-costs) has the figure. Most are past usage: an invoice can follow its
  period by days, and nothing on the subscription shows when, so each is asked for three days.`;

/** The page shows fees; the file of results has all. */
function isShown({ scene }: SceneResult): boolean {
  return scene.resources[0] === "fees" && scene.rows === 200_000 && (scene.perPage === 1000 || scene.latency > 0);
}

const SHOWN = /^(read_json|copy|duckdb|postgres)$|^dlt (fastest|append|adbc)/;

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

function targetRow(target: Target, results: Results): string[] {
  const { says, unit, least, most } = target;
  const bound = least === undefined ? `≤ ${most} ${unit}` : `≥ ${least} ${unit}`;
  return [says, bound, `${target.find(results)!.toFixed(unit === "×" ? 1 : 0)} ${unit}`];
}
