import { newBatches } from "./batches.ts";
import type { Lago } from "../client.ts";
import type { ChangedRow, Destination } from "../destinations/destination.ts";
import { hasDetails } from "../destinations/details.ts";
import { ConfigurationError } from "../errors.ts";
import { isOwn, isRefusal } from "./judge/blame.ts";
import { hasRows } from "./load-resource.ts";
import type { LoadProgress } from "./read/read-resource.ts";
import { type Failures, newFailures } from "./read/failures.ts";
import { readSingles, type SingleAnswer, toPage } from "./read/read-singles.ts";
import type { Resource } from "../resource.ts";
import { addReport, type FitReport, newFitReport } from "../rows/shape.ts";
import { detailsName } from "./strategy.ts";
import { type LoadStamp, newTally, NOTHING_COMMITTED, type Outcome, type ResourceReport, type Tally, toEntry, toReport } from "./tally.ts";
import { readDocumentVersion } from "../version.ts";

export interface LoadDetailsOptions {
  readonly lago: Lago;
  readonly destination: Destination;
  readonly stamp: LoadStamp;
  /** The result of the list. */
  readonly list: ResourceReport;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

/** Single records per transaction: what a killed load loses. At Lago's limit, ten seconds of requests. */
const PORTION = 500;
/** Rows per query: each query hashes the list's columns of all remaining rows. */
const LOOK = 40 * PORTION;

/**
 * Reads the single record of each row that is new, or that changed since its details were read, and fills what the list leaves out. One
 * that fails does not stop the others. Call it when the list is in its table. If a load is killed, the next one resumes it, since
 * portions are committed one by one.
 */
export async function loadDetails(resource: Resource, options: LoadDetailsOptions): Promise<ResourceReport> {
  const { destination, stamp, list, signal } = options;
  const name = detailsName(resource);
  const tally = newTally();
  const fit = newFitReport();
  const documentVersion = await readDocumentVersion(resource);
  const facts = { name, resource, stamp, documentVersion, startedAt: new Date(), tally, committed: NOTHING_COMMITTED, fit };
  const failures = newFailures<ChangedRow>();
  let [asked, rejected] = [0, 0];
  if (!hasRows(list)) return end({ ...facts, status: list.status, reason: `${list.name} was ${list.status}: ${list.error}` });
  try {
    for await (const rows of findPortions(resource, destination)) {
      rejected += await loadPortion(resource, rows, { ...options, tally, fit, failures });
      asked += rows.length;
      options.onProgress({ resource: name, rows: asked, totalRows: null, parents: 0, totalParents: null });
    }
    signal.throwIfAborted();
    const unkeyed = rejected > 0 ? `${rejected} single records came without the key of their row` : undefined;
    const reason = unkeyed ?? failures.describe();
    return await end({ ...facts, rejected, status: reason ? "incomplete" : "loaded", reason });
  } catch (error) {
    if (!isOwn(error)) throw error;
    return await end({ ...facts, status: isRefusal(error) ? "skipped" : "failed", reason: error.message });
  }

  async function end(outcome: Omit<Outcome, "extent">): Promise<ResourceReport> {
    const ended = { ...outcome, extent: `single records of ${asked} new or changed rows`, scope: "details" as const, committed: { ...NOTHING_COMMITTED, updated: tally.rows } };
    await destination.record(toEntry(ended));
    return toReport(ended);
  }
}

/** Throws a `ConfigurationError` if a resource has no details or is not loaded. */
export function checkDetails(wanted: readonly Resource[] = [], loaded: readonly Resource[]): void {
  for (const resource of wanted) {
    if (!hasDetails(resource)) throw new ConfigurationError(`${resource.name} has no single-record details. Leave it out of the details.`);
    if (!loaded.includes(resource)) throw new ConfigurationError(`Details of ${resource.name} come after its list: load that as well, or leave it out of the details.`);
  }
}

async function* findPortions(resource: Resource, destination: Destination): AsyncGenerator<ChangedRow[]> {
  for (let after = ""; ; ) {
    const rows = await destination.changed(resource, after, LOOK);
    for (let start = 0; start < rows.length; start += PORTION) yield rows.slice(start, start + PORTION);
    if (rows.length < LOOK) return;
    after = rows.at(-1)!.key;
  }
}

interface Portion extends LoadDetailsOptions {
  readonly tally: Tally;
  readonly fit: FitReport;
  readonly failures: Failures<ChangedRow>;
}

/** Records that could not be read are left out, so that the next load requests them again. Returns how many records no table could hold. */
async function loadPortion(resource: Resource, rows: readonly ChangedRow[], portion: Portion): Promise<number> {
  const { lago, signal, tally, failures } = portion;
  let answers: Answers = [];
  let [bytes, rejected] = [0, 0];
  let filling = Promise.resolve();
  const fillNext = () => {
    const next = answers;
    [answers, bytes] = [[], 0];
    filling = filling.then(async () => void (rejected += next.length > 0 ? await fillDetails(resource, next, portion) : 0));
    return filling;
  };
  await readSingles({ lago, resource, traffic: tally, signal }, rows, async ({ asked, record }) => {
    tally.pages++;
    answers.push({ asked, record });
    if (typeof record === "object") bytes += record.length;
    if (bytes >= MOST_BYTES) await fillNext();
  }, failures).finally(() => filling);
  await fillNext();
  return rejected;
}

type Answers = SingleAnswer<ChangedRow>[];

/** Limit for responses that wait in memory. */
const MOST_BYTES = 8 * 2 ** 20;

/** If Lago does not have the record, the list's row is all there is. */
async function fillDetails(resource: Resource, answers: Answers, { destination, stamp, tally, fit }: Portion): Promise<number> {
  const stage = await destination.stage(resource, stamp, answers.map(({ asked }) => asked));
  const batches = newBatches(stage);
  try {
    for (const { record } of answers) {
      if (typeof record === "object") await batches.add(await stage.read(toPage(resource, [record], "details"), []));
    }
    await batches.flush();
    tally.rows += await stage.deduplicate();
    await stage.commit({ sweep: "none" });
    addReport(fit, stage.report);
    return stage.rejected.count;
  } finally {
    await batches.settle();
    await stage.discard();
  }
}
