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

\`lago-loader load --dry-run\` counts your lists, and prints the requests and the time at 50 a second. Three organisations of three years:

${await writeFirstLoads()}

- Lago Cloud allows an organisation 50 requests a second. A self-hosted Lago with one Puma process sends 160 to 300 rows a second, at any concurrency.
- Nested resources take a request for each parent: 43,000 of the largest organisation's. \`--exclude\` leaves resources out.
- Later loads are incremental: of 50,000 requests they take fewer than 500 ([freshness.md](freshness.md#what-it-costs)).

## How many requests at a time?

\`--concurrency auto\`, the default, starts with 4, doubles while that pays, and keeps the smallest number with nearly all of the throughput, at most 32.
It does not repeat a number that a server refused soon, and learns a rate limit that no header announces from its 429s.

${writeConcurrency()}

## How much memory?

${writeMemory()}

\`npm run bench:memory\` measures it. DuckDB itself has 128 MB of it (\`--memory-limit\`).

## Limits and peers

![Fees a second: the limits, the loader, dlt](performance.svg)

${formatTable(["", "rows/s", "seconds", "CPU s", "peak MB", "requests", "of engine", "× dlt"], results.scenes.filter(isShown).flatMap(sceneRows))}

- \`npm run bench${plan === "default" ? "" : ` -- --${plan}`}\` writes this page, and [its results](../bench/results/${plan}.json): every scene, version and target. Last run: ${measuredOn}, ${machine.cores} cores of
  ${machine.processor}, ${machine.memoryGigabytes} GB, ${machine.busyBefore} other processes at the start. Lago is a fake on the same machine, with six requests at a time. \`fsync\` is off.
- The engine's limit is \`read_json\` over one file with every type given, or \`COPY\` of the same rows from the server's disk.
- dlt ${versions["dlt[duckdb,postgres,parquet]"] ?? ""} runs in threads and processes ([settings](../bench/peers/dlt.ts)): "fastest" merges Parquet or csv, "append" does not look at rows that are
  there, "adbc" copies Parquet. "× dlt" is against the fastest.
- sling 1.4.11 reads the list by an API spec ([settings](../bench/peers/sling.ts)): 20,000 fees take it about 30 seconds of processor time, and the loader 1. Later
  versions download their program.
- ingestr is not measured: its HTTP source reads one public file, without pages or a key. Since 1.0, its package downloads the program.
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
- **Into Postgres**: the server takes 25 to 30, two thirds of it to copy rows. Indexes add 6 to 10 % (\`npm run bench:indexes\`).

A load of one small list takes 0.5 to 0.6 seconds from the start of its process to its exit.`;

const WHY_MISSED = `- **\`read_json\` and dlt**: \`read_json\` parses with both cores and neither fetches nor compares. dlt's target is from when it was measured without threads
  and processes.
- **A tenth changed**: it takes the processor time of a first load, since every row is read and compared.
- **Memory**: a load of 200,000 fees ends before DuckDB uses all of its memory, and one of 5,000,000 takes a tenth more than one of 1,000,000. Inserted
  rows stay in memory until a row group is full, so 150,000 rows of 30,000 parents take more than 15,000 of 3,000. The parents themselves take 2 MB.
- **90 % at 50 ms**: a client that only reads the 2,000 pages reaches 94 to 95 %. Before the first page come four rounds of requests, each of which needs
  the answers of the one before. Slices take a count each.
- **\`generate\`** also compiles what it writes.`;

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
