import { resources } from "../../../generated/index.ts";
import type { Stage } from "../../../runtime/destinations/destination.ts";
import { newBatches } from "../../../runtime/load/batches.ts";
import type { Parents } from "../../../runtime/load/plan/find-parents.ts";
import { planRead, type ReadPlan } from "../../../runtime/load/plan/plan-read.ts";
import { readResource } from "../../../runtime/load/read/read-resource.ts";
import type { Checkpoint } from "../../../runtime/load/checkpoint/checkpoint.ts";
import { newTally } from "../../../runtime/load/tally.ts";
import { type KnownSizes, newKnownSizes } from "../../../runtime/paging/page-size.ts";
import type { Resource } from "../../../runtime/resource.ts";
import type { Page } from "../../../runtime/rows/page.ts";
import { makeCompany } from "../../lago/company/company.ts";
import type { TableName } from "../../lago/tables.ts";
import { type CountOnlyOptions, makeCountOnlyLago, type Sent } from "./count-only-lago.ts";
import { sizeOf } from "./organization.ts";

/** What a load asks for. */
export interface Cost {
  readonly requests: number;
  readonly rows: number;
}

export interface Costs {
  readonly resource: Resource;
  /** Of a load that reads everything. */
  readonly whole: Cost;
  /** Of a load on the day after another one. */
  readonly daily: Cost;
}

const NOW = new Date("2026-11-22T09:30:00Z");
const YESTERDAY = new Date("2026-11-21T09:30:00Z");

/**
 * What loads of a large organisation cost, or of one of another `scale`: the loader's own code plans and reads them, and what it asks for is counted.
 * `isFirst`: no load before has learned how large pages can be.
 */
export async function measureCosts(scale = 1, { isFirst = false } = {}): Promise<Costs[]> {
  const weigh = weighRecords();
  const measured: Costs[] = [];
  for (const resource of resources.filter(({ reslice, snapshot }) => !reslice && snapshot === undefined)) {
    const parents = makeParents(resource, scale);
    const state = { reached: resource.cursor ? YESTERDAY.toISOString().slice(0, resource.cursor.granularity === "date" ? 10 : 19) : null, lastFullAt: YESTERDAY };
    const organization = { resource, lists: Math.max(1, parents.all.length), weight: weigh(resource), now: NOW.getTime(), scale };
    const [whole, daily] = [planRead(resource, undefined, {}, NOW, parents), planRead(resource, state, {}, NOW, parents)];
    const sizes = newKnownSizes();
    if (!isFirst) await countCost(organization, daily, sizes);
    const count = (plan: ReadPlan) => countCost(organization, plan, newKnownSizes(sizes.learned()));
    measured.push({ resource, whole: await count(whole), daily: await count(daily) });
  }
  return measured;
}

export function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, { requests, rows }) => ({ requests: sum.requests + requests, rows: sum.rows + rows }), { requests: 0, rows: 0 });
}

async function countCost(organization: CountOnlyOptions, { stretches, below = [] }: ReadPlan, sizes: KnownSizes): Promise<Cost> {
  const { resource } = organization;
  const lago = makeCountOnlyLago(organization);
  const stage = makeCountingStage();
  const [tally, batches, { signal }] = [newTally(), newBatches(stage), new AbortController()];
  const { doubt } = await readResource({ lago, resource, stage, batches, tally, checkpoint: FORGETFUL, stretches, below, stamp: { loadId: "", loadedAt: NOW }, maxPasses: 1, restIsKnown: false, sizes, signal, onProgress: () => {} });
  if (doubt) throw new Error(`${resource.name}: ${doubt}`);
  return { requests: lago.requests, rows: stage.rows() };
}

/** As many as there are rows of the parent: those that are due have become new or changed within the look-back. */
function makeParents({ name, parent }: Resource, scale: number): Parents {
  if (!parent) return { all: [], due: [], marks: [] };
  const rows = Math.floor(sizeOf(parent.resource, scale).rows / (parent.where ? 2 : 1));
  const all = Array.from({ length: rows }, (_, index) => parent.bind.map(() => String(index)));
  if (!parent.watch) return { all, due: all, marks: [] };
  const { changedParentsADay, shownParentsADay = 0 } = sizeOf(name, scale);
  return { all, due: all.slice(0, shownParentsADay + parent.watch.lookbackDays * (changedParentsADay! - shownParentsADay)), marks: [] };
}

/** Counts the rows of a page in the place of staging them. No record comes twice. */
function makeCountingStage(): Stage & { rows(): number } {
  let [staged, before, last] = [0, 0, 0];
  const read = async (body: Buffer): Promise<Page> => {
    const { rows, total, page, pages } = JSON.parse(body.toString("latin1", 0, body.indexOf("\n"))) as Sent;
    if (total === null) return { rows, size: body.length };
    return { rows, size: body.length, meta: { current_page: page, next_page: page < pages ? page + 1 : null, total_pages: pages, total_count: total } };
  };
  return {
    report: { misfits: new Map(), unknown: new Set() },
    rejected: { count: 0, describe: () => undefined },
    read,
    add: async (pages) => void (staged += pages.reduce((sum, { rows }) => sum + rows, 0)),
    deduplicate: async () => {
      [before, last] = [last, staged];
      return staged;
    },
    countLatest: async () => staged - before,
    listGone: async () => [],
    measure: async () => ({ gone: 0, again: 0, covered: 0 }),
    commit: () => Promise.reject(new Error("There is nothing to commit.")),
    discard: async () => {},
    rows: () => staged,
  };
}

const FORGETFUL: Checkpoint = {
  list: () => ({
    pages: new Map(),
    count: undefined,
    finished: undefined,
    body: () => Promise.reject(new Error("Nothing is kept.")),
    add: async () => {},
    addCount: async () => {},
    finish: async () => {},
    drop: () => {},
    forget: async () => {},
  }),
  close: async () => {},
};

/** Bytes of a record, as the records of a company weigh on average. */
function weighRecords(): (resource: Resource) => number {
  const { tables } = makeCompany({ customers: 40, months: 6 });
  const bytes = new Map(Object.entries(tables).map(([name, rows]) => [name, rows.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0) / Math.max(1, rows.length)]));
  return ({ selector, name }) => Math.ceil(bytes.get(OTHER_TABLES[name] ?? selector) ?? 500);
}

const OTHER_TABLES: Readonly<Record<string, TableName>> = {
  subscription_entitlements: "subscription_entitlements",
  wallet_transaction_consumptions: "consumptions",
  wallet_transaction_fundings: "fundings",
};
