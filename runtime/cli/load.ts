import { type Command, Option } from "commander";
import { ConfigurationError, EXIT } from "../errors.ts";
import { interruptSignal } from "./interrupt.ts";
import { type LoadFlags, pickChoice } from "./load-flags.ts";
import { type Job, loadOnce, openLago, openProgress } from "./load-once.ts";
import { statusOf } from "./load-outcome.ts";
import { sayAsJson } from "./messages.ts";
import { parseListen } from "./schedule/listen-address.ts";
import { parseDetails, selectDetails } from "./select-details.ts";
import { selectResources } from "./select-resources.ts";
import { addDestinationOptions, addLagoOptions, parseCount, parsePageSize, parseRate } from "./settings.ts";
import { formatReport, formatSummary } from "./summary.ts";
import { parseAge, parseInterval, parseSince, parseUntil } from "./times.ts";

/** `lago-loader load`: reads lists and writes them into the database. */
export function addLoad(program: Command): void {
  const command = program
    .command("load")
    .description("load lists: those named, or each that is the only source of its rows. The first time whole, then what may have changed")
    .argument("[resource...]", "as `lago-loader resources` lists them");
  addDestinationOptions(command)
    .option("--exclude <resource...>", "leave these out, and what lies below them")
    .option("--all", "also lists whose rows another resource already brings")
    .option("--details <lists>", "of these lists, or all, also what only single records have, of rows that are new or changed", parseDetails)
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
  lago-loader load --details invoices,plans
  lago-loader load events --since 2026-01-01 --until 2026-01-31
  lago-loader load --changes --every 15m --listen 9464
  lago-loader load --dry-run`;

async function run(names: readonly string[], flags: LoadFlags): Promise<void> {
  // Late, because they take longer to import than `--help` may take to answer.
  const [{ orderResources }, { checkChoice }, { resources }] = await Promise.all([import("../load/load-order.ts"), import("../load/plan-read.ts"), import("../../generated/index.ts")]);
  if (flags.listen && flags.every === undefined) throw new ConfigurationError("--listen answers while loads go on: give --every as well, or leave it out.");
  checkChoice(pickChoice(flags));
  const selected = selectResources(resources, { names, ...flags });
  const ordered = orderResources(selected, resources, pickChoice(flags));
  const job: Job = { flags, resources, selected, ordered, details: selectDetails(resources, ordered, flags.details ?? []) };
  if (flags.logFormat === "json") sayAsJson();
  if (flags.dryRun) {
    const { printPlan } = await import("./dry-run.ts");
    return printPlan(await openLago(job, openProgress(job), interruptSignal()), job);
  }
  if (flags.every !== undefined) return loadEvery(flags.every, job);

  const outcome = await loadOnce(job, interruptSignal());
  if (flags.json) process.stdout.write(formatReport(outcome));
  else if (!flags.quiet && outcome.resources.length > 0) process.stdout.write(formatSummary(outcome));
  if (outcome.error !== undefined) throw outcome.error;
  if (statusOf(outcome) === "partial") process.exitCode = EXIT.partial;
}

async function loadEvery(every: number, job: Job): Promise<void> {
  const [{ keepLoading }, { describeLoads }] = await Promise.all([import("./schedule/keep-loading.ts"), import("./schedule/describe-loads.ts")]);
  const { listen } = job.flags;
  await keepLoading({ every, ...(listen && { listen }), ...describeLoads(job.flags), load: (signal, onReport) => loadOnce(job, signal, onReport) });
}
