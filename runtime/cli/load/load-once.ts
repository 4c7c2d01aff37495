import { randomUUID } from "node:crypto";
import type { Lago } from "../../client.ts";
import type { Destination } from "../../destinations/destination.ts";
import type { Hint } from "../../load/plan/plan-hints.ts";
import { detailsName } from "../../load/strategy.ts";
import type { ResourceReport } from "../../load/tally.ts";
import type { Migration } from "../../migrate/migration.ts";
import type { Resource } from "../../resource.ts";
import { refuseDemo } from "./demo-loads.ts";
import { type LoadFlags, pickCare, pickChoice, pickTempo } from "./load-flags.ts";
import { readKeptBefore } from "./kept-before.ts";
import { findRefusal, type LoadOutcome } from "../terminal/load-outcome.ts";
import { logEvents, logRetries } from "../terminal/log-events.ts";
import { noteRetries, type Progress, sayTroublesOnly, showProgress } from "../terminal/progress.ts";
import { readDestination, readLagoSettings } from "../settings/settings.ts";
import type { Limiter } from "../../transport/limiter.ts";

/** A load, as requested on the command line. */
export interface Job {
  readonly flags: LoadFlags;
  /** Of loads that follow one another: what one learns of Lago, the next one knows. */
  readonly limiter?: Limiter;
  /** Every known resource. */
  readonly resources: readonly Resource[];
  readonly selected: readonly Resource[];
  /** The selected ones, each after its parents. */
  readonly ordered: readonly Resource[];
  /** Resources whose single-record details are fetched. */
  readonly details: readonly Resource[];
  /** Load only the records that these name. */
  readonly hints?: readonly Hint[];
}

/** Runs one load, from reading the environment to closing the database. Never rejects: an error is part of the outcome. */
export async function loadOnce(job: Job, signal: AbortSignal, onEnded: (report: ResourceReport) => void = () => {}): Promise<LoadOutcome> {
  const { flags, resources, selected, ordered, details, hints } = job;
  const loadId = randomUUID();
  const startedAt = new Date();
  const progress = openProgress(job);
  const reports = new Map<string, ResourceReport>();
  const onReport = (report: ResourceReport) => {
    reports.set(report.name, report);
    progress.finish(report);
    onEnded(report);
  };
  const onMigrated = ({ statements, brokenViews }: Migration) => {
    progress.note(`Upgraded tables of an earlier version: ${statements.length} statements, see _migrations.`);
    if (brokenViews.length > 0) progress.note(`These views no longer fit the tables. Create them again: ${brokenViews.join("; ")}`);
  };
  let destination: Destination | undefined;
  let keptBefore: ReadonlySet<string> = new Set();
  const read = async () => {
    const address = readDestination(flags);
    // The request to Lago runs while modules and DuckDB's library are loaded. No database is opened before the key is accepted.
    const reaching = openLago(job, progress, signal);
    reaching.catch(() => {});
    const [{ load }, { openDestination, prepareDestination }] = await Promise.all([import("../../load.ts"), import("../../destinations/open.ts")]);
    prepareDestination(address);
    const lago = await reaching;
    destination = await openDestination(address, { schema: flags.schema, signal, onNotice: progress.note, ...(flags.memoryLimit && { memoryLimit: flags.memoryLimit }), ...(flags.wait && { wait: true }), ...(flags.indexes === false && { indexes: false }), ...(hints && { fewRows: true }) });
    await refuseDemo(destination);
    if (!hints) keptBefore = await readKeptBefore(destination);
    await load(selected, { lago, destination, resources, details, loadId, signal, onProgress: progress.update, onReport, onMigrated, onNotice: progress.note, ...pickCare(flags), ...(hints ? { hints, parallel: HINTED_AT_ONCE } : pickChoice(flags)) });
    const refused = findRefusal([...reports.values()], lago.url);
    if (refused) throw refused;
  };
  const close = async () => {
    progress.close();
    await destination?.close();
  };
  const error = await read().finally(close).then(() => publishAll(flags, progress, signal)).then(() => undefined, (thrown: unknown) => thrown);
  const finished = ordered.flatMap((resource) => [resource.name, detailsName(resource)]).flatMap((name) => reports.get(name) ?? []);
  return { loadId, startedAt, seconds: (Date.now() - startedAt.getTime()) / 1000, destination: destination?.name ?? null, schema: flags.schema, resources: finished, planned: ordered.length + details.length, keptBefore, error };
}

/** Enough for all resources that an invoice's webhook concerns: each mostly waits for Lago. */
const HINTED_AT_ONCE = 8;

/** Publishes even if some resources failed: their tables are unchanged. */
async function publishAll({ publish = [], schema, to, wait }: LoadFlags, progress: Progress, signal: AbortSignal): Promise<void> {
  if (publish.length === 0) return;
  const { describePublication, publishOnce, readSource } = await import("../publish-once.ts");
  for (const address of publish) progress.note(describePublication(await publishOnce(address, { source: readSource(to), schema, signal, ...(wait && { wait }) })));
}

/** Connects to Lago and checks the key. */
export async function openLago({ flags, selected, ordered, limiter }: Job, progress: Progress, signal: AbortSignal): Promise<Lago> {
  const [{ createLago }, { reachLago }] = await Promise.all([import("../../client.ts"), import("../../load/reach-lago.ts")]);
  const { keyFrom, ...settings } = readLagoSettings(flags);
  const lago = createLago({ ...settings, ...pickTempo(flags), ...(limiter && { limiter }), signal, onEvent: flags.logFormat === "json" ? logRetries : noteRetries(progress) });
  progress.note(`Reading from ${lago.url} with ${keyFrom}.`);
  noteParents(progress, selected, ordered);
  await reachLago(lago, ordered, signal);
  return lago;
}

export function openProgress({ flags, ordered, details }: Job): Progress {
  if (flags.logFormat === "json") return logEvents();
  return flags.quiet ? sayTroublesOnly : showProgress(process.stderr, ordered.length + details.length, { each: flags.verbose === true || flags.every !== undefined });
}

function noteParents(progress: Progress, selected: readonly Resource[], ordered: readonly Resource[]): void {
  const added = ordered.filter((resource) => !selected.includes(resource)).map(({ name }) => name);
  if (added.length > 0) progress.note(`Loading ${added.join(", ")} as well, which the requested resources need.`);
}
