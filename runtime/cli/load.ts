import { randomUUID } from "node:crypto";
import { type Command, Option } from "commander";
import type { Lago, LagoOptions } from "../client.ts";
import type { Destination } from "../destinations/destination.ts";
import { ConfigurationError, EXIT } from "../errors.ts";
import type { LoadOptions } from "../load.ts";
import type { Migration } from "../migrate/migration.ts";
import type { ReadChoice } from "../load/plan-read.ts";
import type { Resource } from "../resource.ts";
import type { ResourceReport } from "../load/tally.ts";
import { refuseDemo } from "./demo-loads.ts";
import { interruptSignal } from "./interrupt.ts";
import { type LoadOutcome, statusOf } from "./load-outcome.ts";
import { logEvents, logRetries } from "./log-events.ts";
import { sayAsJson } from "./messages.ts";
import { noteRetries, type Progress, sayTroublesOnly, showProgress } from "./progress.ts";
import { type ListenAddress, parseListen } from "./schedule/listen-address.ts";
import { selectResources } from "./select-resources.ts";
import {
  addDestinationOptions,
  addLagoOptions,
  type DestinationFlags,
  type LagoFlags,
  parseCount,
  parsePageSize,
  parseRate,
  readDestination,
  readLagoSettings,
} from "./settings.ts";
import { formatReport, formatSummary } from "./summary.ts";
import { parseAge, parseInterval, parseSince, parseUntil } from "./times.ts";

interface LoadFlags extends LagoFlags, DestinationFlags {
  readonly exclude?: readonly string[];
  readonly all?: boolean;
  readonly full?: boolean;
  readonly since?: Date;
  readonly until?: Date;
  readonly maxAge?: number;
  readonly changes?: boolean;
  readonly concurrency?: number;
  readonly perPage?: number | "auto";
  readonly maxPasses?: number;
  readonly maxRequestsPerSecond?: number;
  readonly restart?: boolean;
  readonly resumeFolder?: string;
  readonly wait?: boolean;
  readonly every?: number;
  readonly listen?: ListenAddress;
  readonly logFormat: "text" | "json";
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `lago-loader load`: reads lists and writes them into the database. */
export function addLoad(program: Command): void {
  const command = program
    .command("load")
    .description("load lists: those named, or each that is the only source of its rows. The first time whole, then what may have changed")
    .argument("[resource...]", "as `lago-loader resources` lists them");
  addDestinationOptions(command)
    .option("--exclude <resource...>", "leave these out, and what lies below them")
    .option("--all", "also lists whose rows another resource already brings")
    .option("--full", "read every list whole, also those of which a window of time would do")
    .option("--since <date>", "read events, fees, invoices, … from this day on, whatever was loaded before", parseSince)
    .option("--until <date>", "the same, up to the end of this day", parseUntil)
    .option("--max-age <age>", "read a list whole when it was not for so long (default: 7d)", parseAge)
    .option("--changes", "ask Lago's activity logs what has changed, and for that only; without them (premium) like any load")
    .option("--concurrency <n>", "requests at the same time (default: 6)", parseCount)
    .option("--per-page <n>", "records a page, or auto: about a megabyte (default: auto)", parsePageSize)
    .option("--max-passes <n>", "times that a list is read which moves meanwhile (default: 3)", parseCount)
    .option("--max-requests-per-second <n>", "stay below Lago's own limit, which all keys share", parseRate)
    .option("--restart", "begin anew, where the load before was interrupted and could be gone on with")
    .option("--resume-folder <folder>", "where pages are kept until they are in the table (default: beside the DuckDB file, else among your own files)")
    .option("--wait", "wait for another load into the same database to end")
    .addOption(new Option("--every <interval>", "stay, and load again so long after each beginning, as in 15m").argParser(parseInterval).conflicts(["since", "until", "dryRun"]))
    .option("--listen <address>", "with --every: answer /healthz and /metrics at this port, or host:port", parseListen)
    .addOption(new Option("--log-format <format>", "of what is said on the way: text, or a line of JSON an event").choices(["text", "json"]).default("text"))
    .option("--dry-run", "say what would be loaded, and write nothing")
    .option("--json", "print the result of a load as one JSON object, on a line")
    .option("--quiet", "print errors only")
    .addHelpText("after", EXAMPLES)
    .action(run);
  addLagoOptions(command);
}

const EXAMPLES = `
Examples:
  lago-loader load
  lago-loader load invoices fees --to billing.duckdb
  lago-loader load --exclude events activity_logs api_logs --to postgres://loader@db.example.com/billing
  lago-loader load events --since 2026-01-01 --until 2026-01-31
  lago-loader load --changes --every 15m --listen 9464
  lago-loader load --dry-run`;

async function run(names: readonly string[], flags: LoadFlags): Promise<void> {
  // Late, because they take longer to import than `--help` may take to answer.
  const [{ orderResources }, { checkChoice }, { resources }] = await Promise.all([import("../load/load-order.ts"), import("../load/plan-read.ts"), import("../../generated/index.ts")]);
  if (flags.listen && flags.every === undefined) throw new ConfigurationError("--listen answers while loads go on: give --every as well, or leave it out.");
  checkChoice(pickChoice(flags));
  const selected = selectResources(resources, { names, ...flags });
  const job: Job = { flags, resources, selected, ordered: orderResources(selected, resources, pickChoice(flags)) };
  if (flags.logFormat === "json") sayAsJson();
  if (flags.dryRun) {
    const { printPlan } = await import("./dry-run.ts");
    return printPlan(await openLago(job, openProgress(job), interruptSignal()), job.ordered, flags);
  }
  if (flags.every !== undefined) return loadEvery(flags.every, job);

  const outcome = await loadOnce(job, interruptSignal());
  if (flags.json) process.stdout.write(formatReport(outcome));
  else if (!flags.quiet && outcome.resources.length > 0) process.stdout.write(formatSummary(outcome));
  if (outcome.error !== undefined) throw outcome.error;
  if (statusOf(outcome) === "partial") process.exitCode = EXIT.partial;
}

/** What the command line asks for. */
interface Job {
  readonly flags: LoadFlags;
  /** All that there are. */
  readonly resources: readonly Resource[];
  readonly selected: readonly Resource[];
  /** Those selected, and before them what they need. */
  readonly ordered: readonly Resource[];
}

async function loadEvery(every: number, job: Job): Promise<void> {
  const [{ keepLoading }, { describeLoads }] = await Promise.all([import("./schedule/keep-loading.ts"), import("./schedule/describe-loads.ts")]);
  const { listen } = job.flags;
  await keepLoading({ every, ...(listen && { listen }), ...describeLoads(job.flags), load: (signal, onReport) => loadOnce(job, signal, onReport) });
}

/** Loads, from the environment to the closed database. Never rejects: an error that ended it is part of what became of it. */
async function loadOnce(job: Job, signal: AbortSignal, onEnded: (report: ResourceReport) => void = () => {}): Promise<LoadOutcome> {
  const { flags, resources, selected, ordered } = job;
  const loadId = randomUUID();
  const startedAt = new Date();
  const progress = openProgress(job);
  const reports = new Map<string, ResourceReport>();
  const onReport = (report: ResourceReport) => {
    reports.set(report.name, report);
    progress.finish(report);
    onEnded(report);
  };
  const onMigrated = ({ statements }: Migration) => progress.note(`Brought tables of an earlier version to their present shape: ${statements.length} statements, see _migrations.`);
  let destination: Destination | undefined;
  const read = async () => {
    const [{ load }, { openDestination }] = await Promise.all([import("../load.ts"), import("../destinations/open.ts")]);
    const lago = await openLago(job, progress, signal);
    destination = await openDestination(readDestination(flags), { schema: flags.schema, signal, ...(flags.wait && { wait: true }) });
    await refuseDemo(destination);
    await load(selected, { lago, destination, resources, loadId, signal, onProgress: progress.update, onReport, onMigrated, onNotice: progress.note, ...pickCare(flags), ...pickChoice(flags) });
  };
  const close = async () => {
    progress.close();
    await destination?.close();
  };
  const error = await read().finally(close).then(() => undefined, (thrown: unknown) => thrown);
  const finished = ordered.flatMap(({ name }) => reports.get(name) ?? []);
  return { loadId, startedAt, seconds: (Date.now() - startedAt.getTime()) / 1000, destination: destination?.name ?? null, schema: flags.schema, resources: finished, error };
}

/** Lago, known to be there and to accept the key. */
async function openLago({ flags, selected, ordered }: Job, progress: Progress, signal: AbortSignal): Promise<Lago> {
  const [{ createLago }, { reachLago }] = await Promise.all([import("../client.ts"), import("./reach-lago.ts")]);
  const lago = createLago({ ...readLagoSettings(flags), ...pickTempo(flags), signal, onEvent: flags.logFormat === "json" ? logRetries : noteRetries(progress) });
  noteParents(progress, selected, ordered);
  await reachLago(lago);
  return lago;
}

function openProgress({ flags, ordered }: Job): Progress {
  if (flags.logFormat === "json") return logEvents();
  return flags.quiet ? sayTroublesOnly : showProgress(process.stderr, ordered.length);
}

/** What was given of how much to read: the load decides the rest. */
function pickChoice({ full, since, until, maxAge, changes }: LoadFlags): ReadChoice {
  return { ...(full && { full }), ...(changes && { changes }), ...(since && { since }), ...(until && { until }), ...(maxAge !== undefined && { maxAge }) };
}

/** What was given about loads before this one and beside it, and about lists that move. */
function pickCare({ restart, resumeFolder, wait, maxPasses }: LoadFlags): Pick<LoadOptions, "resume" | "spool" | "wait" | "maxPasses"> {
  return { ...(restart && { resume: false }), ...(resumeFolder && { spool: resumeFolder }), ...(wait && { wait }), ...(maxPasses && { maxPasses }) };
}

/** What was given of how fast to go: the client knows the defaults. */
function pickTempo({ concurrency, perPage, maxRequestsPerSecond }: LoadFlags): Pick<LagoOptions, "concurrency" | "perPage" | "maxRequestsPerSecond"> {
  return { ...(concurrency && { concurrency }), ...(perPage && { perPage }), ...(maxRequestsPerSecond && { maxRequestsPerSecond }) };
}

function noteParents(progress: Progress, selected: readonly Resource[], ordered: readonly Resource[]): void {
  const added = ordered.filter((resource) => !selected.includes(resource)).map(({ name }) => name);
  if (added.length > 0) progress.note(`Loading ${added.join(", ")} as well: what was asked for needs it.`);
}
