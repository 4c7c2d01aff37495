import { resources } from "../../generated/index.ts";
import { ConfigurationError, EXIT } from "../errors.ts";
import { orderResources } from "../load/plan/load-order.ts";
import { checkChoice } from "../load/plan/plan-read.ts";
import { isColored } from "./terminal/color.ts";
import { interruptSignal } from "./terminal/interrupt.ts";
import { type LoadFlags, pickChoice } from "./load/load-flags.ts";
import { adaptiveLimiter } from "../transport/limiter.ts";
import { type Job, loadOnce, openLago, openProgress } from "./load/load-once.ts";
import { statusOf } from "./terminal/load-outcome.ts";
import { say, sayAsJson } from "./terminal/messages.ts";
import type { Resource } from "../resource.ts";
import { type Selection, selectDetails, selectResources } from "./select-resources.ts";
import { terminalWidth } from "./terminal/table.ts";
import { formatReport, formatSummary } from "./terminal/summary.ts";

/** Loads once, or on a schedule. */
export async function runLoad(typed: readonly string[], flags: LoadFlags): Promise<void> {
  const { select = [], resources: configured = [], config } = flags;
  const names = [...typed, ...select, ...configured];
  if (flags.listen && flags.every === undefined) throw new ConfigurationError("--listen serves /healthz and /metrics of a schedule: give --every as well, or leave it out.");
  await checkPublish(flags);
  if (flags.webhooks && flags.every === undefined) throw new ConfigurationError("--webhooks loads changes between the loads of a schedule: give --every as well, e.g. --every 1h, or leave it out.");
  checkChoice(pickChoice(flags));
  const selected = selectResources(resources, { names, ...flags });
  const ordered = orderResources(selected, resources, pickChoice(flags));
  const job: Job = { flags, resources, selected, ordered, details: selectDetails(resources, ordered, flags.details ?? []) };
  if (flags.logFormat === "json") sayAsJson();
  if (config && !flags.quiet) say(config.keys.length > 0 ? `Settings of ${config.path}: ${config.keys.join(", ")}.` : `${config.path} changes nothing here.`);
  if (flags.exclude && !flags.quiet) sayLeftOut(selected, { names, ...flags });
  if (flags.dryRun) {
    const { printPlan } = await import("./load/dry-run.ts");
    return printPlan(await openLago(job, openProgress(job), interruptSignal()), job);
  }
  if (flags.every !== undefined) return loadEvery(flags.every, { ...job, limiter: adaptiveLimiter() });

  const outcome = await loadOnce(job, interruptSignal());
  if (flags.json) process.stdout.write(formatReport(outcome));
  else if (!flags.quiet && outcome.resources.length > 0) process.stdout.write(formatSummary(outcome, { width: terminalWidth(), colored: isColored(process.stdout), ...(flags.verbose && { verbose: true }) }));
  if (outcome.error !== undefined) throw outcome.error;
  if (statusOf(outcome) === "partial") process.exitCode = EXIT.partial;
}

/** `--exclude` takes every name that follows it, also one that the user wanted to load. So the load says what is left out. */
function sayLeftOut(selected: readonly Resource[], { exclude: _, ...selection }: Selection): void {
  const left = selectResources(resources, selection).filter((resource) => !selected.includes(resource));
  if (left.length > 0) say(`Left out: ${left.map(({ name }) => name).join(", ")}.`);
}

/** Checks all addresses before anything is loaded. */
async function checkPublish({ publish = [], to }: LoadFlags): Promise<void> {
  if (publish.length === 0) return;
  const { checkAddress, readSource } = await import("./publish-once.ts");
  readSource(to);
  for (const address of publish) await checkAddress(address);
}

async function loadEvery(every: number, job: Job): Promise<void> {
  const [{ keepLoading }, { describeLoads }] = await Promise.all([import("./schedule/keep-loading.ts"), import("./schedule/describe-loads.ts")]);
  const { listen, webhooks } = job.flags;
  const said = describeLoads(job.flags);
  await keepLoading({
    every,
    ...(listen && { listen }),
    ...(webhooks && { openLive: async (signal) => (await import("./schedule/live.ts")).openLive({ address: webhooks, job, signal, ...said }) }),
    ...said,
    load: (signal, onReport) => loadOnce(job, signal, onReport),
    // Webhooks cause a load every few seconds: only failures are worth a line.
    loadHints: (hints, concerned, signal, onReport) => loadOnce({ ...job, flags: { ...job.flags, quiet: true, logFormat: "text", publish: [] }, hints, selected: concerned, ordered: concerned, details: job.details.filter((resource) => concerned.includes(resource)) }, signal, onReport),
  });
}
