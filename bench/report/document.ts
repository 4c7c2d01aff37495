import type { Results, SceneResult } from "../results.ts";
import { isMet, TARGETS, type Target } from "../targets.ts";
import { writeConcurrency } from "./concurrency.ts";
import { writeFirstLoads } from "./first-loads.ts";
import { formatCount, formatNumber, formatPercent, formatTable } from "./table.ts";

/** docs/performance.md: what a load takes, beside limits and peers, and where the time goes. */
export async function writeDocument(results: Results): Promise<string> {
  const { plan, measuredOn, machine, versions, skipped, statements } = results;
  return `# How fast it is

## How long will my first load take?

Rows and requests decide. \`lago-loader load --dry-run\` asks Lago for the length of each list, and prints the requests and the time at 50 a second.
Three organisations of three years, with logs, wallets and usage:

${await writeFirstLoads()}

- Lago Cloud limits an organisation to 50 requests a second. A self-hosted Lago has no limit; one with a single Puma process sent 160 to 300 rows a second,
  at any concurrency.
- A nested resource takes a request for each parent. In the largest organisation these are 43,000 of the requests: \`--exclude\` those that you do not need.
- The database is rarely what limits a load. Both took 27,000 to 35,000 fees a second below.
- Later loads are incremental. [freshness.md](freshness.md) says what they read.

## How many requests at a time?

\`--concurrency auto\`, the default, starts with 4, doubles while that pays, and keeps the smallest number that gives nearly all of the throughput, at
most 32. If Lago announces its rate limit, as Lago Cloud does, it takes the number that reaches it right after the first response, and leaves it if
responses queue. A 429, a 502 to 504 or a time-out cuts it by a third. \`--concurrency 8\` fixes it.

${writeConcurrency()}

## Limits and peers

![Fees a second: the limits, the loader, dlt](performance.svg)

${formatTable(["", "rows/s", "seconds", "CPU s", "peak MB", "requests", "of engine", "× dlt"], results.scenes.filter(isShown).flatMap(sceneRows))}

- \`npm run bench${plan === "default" ? "" : ` -- --${plan}`}\` writes this page and [all scenes](../bench/results/${plan}.json). Last run: ${measuredOn}, ${machine.cores} cores of ${machine.processor}, ${machine.memoryGigabytes} GB,
  ${machine.busyBefore} other processes at the start. Lago is a fake on the same machine, six requests at a time, and takes time from the loader.
- A figure is the median of its rounds, each in a process of its own. CPU and memory are the loader's. \`fsync\` is off.
- \`npm run bench:memory\` measures the peaks of 5,000,000 fees and of lists below 30,000 parents, which this page does not have yet.
- The engine's limit is \`read_json\` over one file with every type given, or \`COPY\` of the same rows from the server's disk.
- dlt loads once, with \`rest_api\`. "fastest" is the format that its documentation calls fastest: parquet into DuckDB, csv into Postgres.
  [dlt.ts](../bench/peers/dlt.ts) has every setting.
- Versions: ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")}.
${Object.entries(skipped).map(([name, reason]) => `- Not measured: ${name} (${reason}).\n`).join("")}
${formatTable(["", "target", "measured", ""], TARGETS.map((target) => targetRow(target, results)))}

## Where the time goes

${Object.keys(statements).map((destination) => `![What the threads of a load into ${destination} did](profile-${destination}.svg)\n`).join("\n")}
${WHERE_TIME_GOES}
`;
}

const WHERE_TIME_GOES = `By \`perf\`, in microseconds of processor time a fee, of loads of 200,000:

- **Into DuckDB**: 9 to 14 to read pages, 7 to 9 for HTTP and files, 13 to 17 for the engine, 4 to 6 for V8.
- **Into Postgres**: the server takes 25 to 30, two thirds of it to copy rows into their table. Indexes add 6 to 10 % (\`npm run bench:indexes\`).
- **To start**: a load of one small list takes 0.5 seconds from the start of its process to its exit. It was 1.0 before commands were bundled into few files, before one query
  looked up the comments of all tables, and before the thread that reads pages waited for the first megabyte.

Why targets are missed:

- **20 × dlt** would be most of what \`read_json\` reaches, which neither fetches nor hashes nor compares.
- **90 % at 50 ms a page**: a load begins with opening and counting, asks 110 requests more than a plain loop (the counts of slices and their last
  pages), and ends with 0.5 to 1.4 seconds of merge and commit.
- **100 × fewer requests a day** than a full load: it is 69. 306 of the 730 requests of [that day](freshness.md#what-it-costs) are past usage: an invoice can
  follow its period by days, a draft changes until it is final, and nothing on the subscription shows when. So each is asked for on three days; on one, it
  would be 96.`;

/** The page shows fees; the file of results has all. */
function isShown({ scene }: SceneResult): boolean {
  return scene.resources[0] === "fees" && (scene.perPage === 1000 || scene.latency > 0);
}

const SHOWN = /^(read_json|copy|duckdb|postgres)$|^dlt (fastest|append)/;

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
  const value = target.find(results);
  const bound = least === undefined ? `≤ ${most} ${unit}` : `≥ ${least} ${unit}`;
  if (value === undefined) return [says, bound, "", "not measured"];
  return [says, bound, `${value.toFixed(unit === "×" ? 1 : 0)} ${unit}`, isMet(target, value) ? "met" : "**missed**"];
}
