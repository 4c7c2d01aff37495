import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { addOns, coupons, fees } from "../generated/index.ts";
import { createLago } from "../runtime/client.ts";
import type { Destination } from "../runtime/destinations/destination.ts";
import { load } from "../runtime/load.ts";
import type { Resource } from "../runtime/resource.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "./databases.ts";
import * as faults from "./lago/faults.ts";
import { makeRandom, type Random } from "./lago/random.ts";
import { type JsonObject, makeRow } from "./lago/rows.ts";
import { type Lago as FakeLago, startLago } from "./lago/server.ts";
import type { TableName } from "./lago/tables.ts";
import { startLoader } from "./load/loader.ts";
import { startPostgres, TEST_POSTGRES } from "./postgres.ts";
import { addOn } from "./runtime/add-ons.ts";

/*
 * `npm run soak -- --minutes 10 --seed 1`: loads while Lago fails, lists move and loaders are killed, for so long. What
 * a load calls complete must hold every record that was there all the time, and no row that never was; a load in peace
 * afterwards must leave the table as Lago is.
 */

/** A kind of list: where new records come in it, and what can be said of its count. */
interface Kind {
  readonly resource: Resource;
  readonly table: TableName;
  /** The column that an edit changes. */
  readonly column: string;
  record(index: number, value: number): JsonObject;
  /** Records are added or removed while a list is read, not both: the one that old counts cannot tell (docs/reliability.md). */
  readonly oneWay?: true;
  /** What the server sorts by and does not send. */
  hidden?(value: number): Record<string, number>;
}

const KINDS: readonly Kind[] = [
  { resource: addOns, table: "add_ons", column: "amount_cents", record: (index, value) => ({ ...addOn(index), amount_cents: value }) },
  // The oldest first, and counted every half hour.
  { resource: fees, table: "fees", column: "amount_cents", oneWay: true, record: (index, value) => ({ lago_id: addOn(index).lago_id, amount_cents: value, created_at: addOn(index).created_at }) },
  // An edit that ends a coupon, or revives it, sends it to another place.
  { resource: coupons, table: "coupons", column: "amount_cents", record: (index, value) => ({ ...addOn(index), amount_cents: value, expiration: "no_expiration" }), hidden: (value) => ({ status: value % 2 }) },
];

const FAULTS: readonly faults.Effect[] = [
  faults.internalError,
  faults.badGateway,
  faults.requestTimeout,
  faults.htmlPage,
  faults.invalidJson,
  faults.notAnArray,
  faults.tooManyRequests(),
  { break: "reset" },
  { break: "cut" },
  { break: "short" },
  { break: "stall" },
  { break: "stall-half-way" },
  { delay: 30 },
];

/** A few merges a load of 20,000 records; with as little as the tests have, one takes minutes. */
const MERGE_BYTES = 2 ** 20;

interface Score {
  rounds: number;
  loads: number;
  kills: number;
  incomplete: number;
  lost: number;
  invented: number;
}

const { values: options } = parseArgs({ options: { minutes: { type: "string", default: "5" }, seed: { type: "string", default: String(Date.now() % 1_000_000) } } });
const until = Date.now() + Number(options.minutes) * 60_000;
const server = process.env[TEST_POSTGRES] ? undefined : await startPostgres();
if (server) process.env[TEST_POSTGRES] = server.url;
const score: Score = { rounds: 0, loads: 0, kills: 0, incomplete: 0, lost: 0, invented: 0 };
try {
  for (let round = 0; Date.now() < until; round++) await soak(makeRandom(Number(options.seed) + round), round);
} finally {
  await server?.stop();
}
console.log(`\n${score.rounds} rounds from seed ${options.seed}: ${score.loads} loads, ${score.incomplete} of them incomplete and saying so, ${score.kills} killed.`);
console.log(`${score.lost} rows lost, ${score.invented} invented`);
process.exit(score.rounds > 0 && score.lost + score.invented === 0 ? 0 : 1);

/** One table's life: loads in trouble, each held against what Lago had meanwhile, then one in peace. */
async function soak(random: Random, round: number): Promise<void> {
  const dialect = random.pick(DIALECTS);
  const kind = random.pick(KINDS);
  const count = random.pick([0, 7, 300, 2_000, 20_000]);
  const perPage = random.pick(count > 2_000 ? [200, 500, "auto"] as const : [10, 25, 100, "auto"] as const);
  const place = `${kind.resource.name}, ${count} records, ${perPage} a page, into ${dialect}`;
  const database = await newDatabase(dialect);
  const spool = await mkdtemp(join(tmpdir(), "lago-loader-soak-"));
  const company = await openCompany(kind, count, random);
  const reasons: string[] = [];
  try {
    for (let trouble = random.int(1, 3); trouble > 0; trouble--) {
      let held = await readTable(database, kind);
      company.begin();
      company.fail(random);
      for (let kills = random.int(0, 2); kills > 0; kills--) {
        await killLoader({ resource: kind.resource.name, lago: company.fake.url, destination: database.address, schema: database.schema, spool, perPage: perPage === "auto" ? 100 : perPage }, random.int(600, 4_000));
        const found = await readTable(database, kind);
        checkCommit(found, held, company, reasons);
        held = found;
      }
      const status = await loadOnce(database, kind, company.fake, spool, perPage);
      company.end();
      const found = await readTable(database, kind);
      if (status === "loaded") checkComplete(found, company, reasons);
      else {
        score.incomplete++;
        reasons.push(...[...held.keys()].filter((id) => !found.has(id)).map((id) => lose(`${id} was swept by a load that was ${status}`)));
      }
    }
    await loadOnce(database, kind, company.fake, spool, perPage);
    // An empty list is believed the second time.
    await loadOnce(database, kind, company.fake, spool, perPage);
    checkEqual(await readTable(database, kind), company.truth(), reasons);
  } finally {
    company.end();
    await company.fake.close();
    await database.remove();
    await rm(spool, { recursive: true, force: true });
  }
  score.rounds++;
  console.log(`${round}: ${place}: ${reasons.length === 0 ? "as it should be" : reasons.slice(0, 5).join("; ")}`);
}

/** Record → what it says. */
type Table = ReadonlyMap<string, string>;

interface Company {
  readonly fake: FakeLago;
  /** From now on, records change and a history is kept. */
  begin(): void;
  fail(random: Random): void;
  /** Peace. */
  end(): void;
  truth(): Table;
  /** Records that were there since `begin`, all the time, and everything that each record said meanwhile. */
  lasting(): readonly string[];
  said(id: string): ReadonlySet<string>;
}

async function openCompany(kind: Kind, count: number, random: Random): Promise<Company> {
  const alive = new Map<number, number>();
  for (let index = 0; index < count; index++) alive.set(index, index);
  const rows = [...alive].map(([index, value]) => makeRow(kind.table, kind.record(index, value), kind.hidden?.(value)));
  const fake = await startLago({ data: { organization: "{}", tables: { [kind.table]: rows } } });
  const idOf = (index: number) => addOn(index).lago_id;
  let next = count;
  let lasting = new Set<number>();
  let said = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | undefined;
  let changes: readonly ("add" | "edit" | "remove")[] = [];

  const put = (index: number, value: number) => {
    alive.set(index, value);
    (said.get(idOf(index)) ?? said.set(idOf(index), new Set()).get(idOf(index))!).add(String(value));
    fake.put(kind.table, kind.record(index, value), kind.hidden?.(value));
  };
  const change = () => {
    const some = [...alive.keys()];
    const index = some.length > 0 ? random.pick(some) : undefined;
    const what = random.pick(changes);
    if (what === "add") put(next++, random.int(0, 1e6));
    else if (index === undefined) return;
    else if (what === "edit") put(index, random.int(0, 1e6));
    else {
      alive.delete(index);
      lasting.delete(index);
      fake.remove(kind.table, idOf(index));
    }
  };
  return {
    fake,
    begin: () => {
      lasting = new Set(alive.keys());
      said = new Map([...alive].map(([index, value]) => [idOf(index), new Set([String(value)])]));
      changes = kind.oneWay ? ["edit", random.pick(["add", "remove"])] : ["add", "edit", "remove"];
      const calm = random.chance(0.3);
      const pause = random.pick([15, 60, 400]);
      const step = () => {
        change();
        timer = setTimeout(step, pause * 2 * random.next());
      };
      if (!calm) step();
    },
    fail: (random) => fake.setFaults(random.chance(0.2) ? [] : Array.from({ length: random.int(1, 3) }, () => fault(random))),
    end: () => {
      clearTimeout(timer);
      fake.setFaults([]);
    },
    truth: () => new Map([...alive].map(([index, value]) => [idOf(index), String(value)])),
    lasting: () => [...lasting].map(idOf),
    said: (id) => said.get(id) ?? new Set(),
  };
}

function fault(random: Random): faults.Fault {
  const effect = random.pick(FAULTS);
  const rate = effect.break?.startsWith("stall") ? 0.01 : 0.15;
  const hit = random.fork("hits");
  return { ...effect, nth: () => hit.chance(rate) };
}

async function killLoader(loader: Parameters<typeof startLoader>[0], milliseconds: number): Promise<void> {
  const running = startLoader(loader);
  await Promise.race([running.ended, sleep(milliseconds)]);
  running.process.kill("SIGKILL");
  await running.ended;
  score.kills++;
}

async function loadOnce(database: TestDatabase, { resource }: Kind, fake: FakeLago, spool: string, perPage: number | "auto"): Promise<string> {
  const destination = await database.open({ wait: true, mergeBytes: MERGE_BYTES });
  try {
    const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage, retry: { attempts: 20, firstWait: 2, longestWait: 50, timeout: 4_000, idle: 1_000 } });
    const report = await load([resource], { lago, destination, spool, wait: true, full: true });
    score.loads++;
    return report.resources[0]!.status;
  } finally {
    await destination.close();
  }
}

async function readTable(database: TestDatabase, { resource, column }: Kind): Promise<Table> {
  const destination = await database.open({ wait: true, mergeBytes: MERGE_BYTES });
  try {
    if (!(await hasTable(destination, resource.name))) return new Map();
    const { rows } = await destination.query(`SELECT lago_id, ${column} FROM ${resource.name} WHERE _deleted_at IS NULL`);
    const table = new Map(rows.map(([id, value]) => [id!, value!]));
    if (table.size !== rows.length) lose("a record has two rows");
    return table;
  } finally {
    await destination.close();
  }
}

async function hasTable(destination: Destination, name: string): Promise<boolean> {
  const { rows } = await destination.query(`SELECT count(*) FROM information_schema.tables WHERE table_name = '${name}' AND table_schema = current_schema()`);
  return rows[0]![0] !== "0";
}

function lose(reason: string): string {
  score.lost++;
  return reason;
}

function invent(reason: string): string {
  score.invented++;
  return reason;
}

/** All that was there all the time, saying what it said at some time; nothing that never was. */
function checkComplete(found: Table, company: Company, reasons: string[]): void {
  for (const id of company.lasting()) if (!found.has(id)) reasons.push(lose(`${id} is missing`));
  for (const [id, value] of found) if (!company.said(id).has(value)) reasons.push(invent(`${id} says ${value}`));
}

/** A killed load leaves the table as it was, or as a load leaves it. */
function checkCommit(found: Table, held: Table, company: Company, reasons: string[]): void {
  const same = found.size === held.size && [...found].every(([id, value]) => held.get(id) === value);
  if (!same) {
    for (const [id, value] of found) if (!company.said(id).has(value) && held.get(id) !== value) reasons.push(invent(`${id} says ${value} after a kill`));
    for (const id of company.lasting()) if (held.has(id) && !found.has(id)) reasons.push(lose(`${id} is missing after a kill`));
  }
}

function checkEqual(found: Table, truth: Table, reasons: string[]): void {
  for (const [id, value] of truth) if (found.get(id) !== value) reasons.push(lose(`${id} says ${found.get(id)}, not ${value}`));
  for (const id of found.keys()) if (!truth.has(id)) reasons.push(invent(`${id} is still there`));
}
