import { rm } from "node:fs/promises";
import { addressOf } from "./lago/dataset.ts";
import type { CopyTask } from "./programs/copy.ts";
import type { DiscardFacts, DiscardTask } from "./programs/discard.ts";
import type { LoadFacts, LoadTask } from "./programs/load.ts";
import type { Cost } from "./programs/program.ts";
import type { ReadJsonTask } from "./programs/read-json.ts";
import { runProgram, type Start } from "./run-program.ts";
import { CONCURRENCY, type Destination, type Scene } from "./scenes.ts";
import type { Workspace } from "./workspace.ts";

/** One thing, measured once. */
export interface Measure extends Cost {
  readonly rows: number;
  readonly requests?: number;
  /** Of the bodies of all pages. */
  readonly bytes?: number;
}

/** What was measured at about the same time, and may be compared: name → measure. */
export type Round = Record<string, Measure>;

/** One round of a scene: what the machine can do, then the loads, each in its own process. */
export async function measureRound(scene: Scene, workspace: Workspace, isFirst: boolean): Promise<Round> {
  const round: Round = {};
  const [resource] = scene.resources;
  const { rows, limits } = scene;
  if (limits) {
    round["network"] = await discard(scene, workspace);
    const lines = workspace.file(`${resource}-${rows}.ndjson`);
    if (isFirst) await runProgram("write-lines", { table: resource, rows, file: lines });
    round["read_json"] = await readJson(scene, workspace, lines);
    round["read_json, 1 thread"] = await readJson(scene, workspace, lines, 1);
  }
  for (const destination of scene.destinations) {
    const place = await openPlace(destination, workspace);
    round[destination] = await load(scene, workspace, place);
    if (limits && destination === "postgres") round["copy"] = await copy(scene, workspace, place);
    if (scene.second) round[`${destination}, again`] = await load(scene, workspace, place, { changed: 10 });
    if (scene.window > 0) round[`${destination}, window`] = await loadWindow(scene, workspace, place);
    await place.remove();
  }
  return round;
}

async function discard({ resources: [resource], rows, perPage, latency }: Scene, { lago }: Workspace): Promise<Measure> {
  const task: DiscardTask = { address: addressOf(lago, { rows, latency }), resource, rows, perPage: Number(perPage), concurrency: CONCURRENCY };
  const { cost, bytes, requests } = await runProgram<DiscardTask, DiscardFacts>("discard", task);
  return { ...cost, rows, bytes, requests };
}

async function readJson({ resources: [resource], rows }: Scene, { file }: Workspace, lines: string, threads?: number): Promise<Measure> {
  const database = file("limit.duckdb");
  const task: ReadJsonTask = { resource, lines, file: database, ...(threads && { threads }) };
  const outcome = await runProgram<ReadJsonTask, { rows: number }>("read-json", task);
  await rm(database);
  expectRows(outcome.rows, rows, "read_json");
  return { ...outcome.cost, rows };
}

export async function load(scene: Scene, workspace: Workspace, place: Place, { changed = 0, indexes = true } = {}, start?: Start): Promise<Measure> {
  const { rows, latency } = scene;
  const measure = await runLoad(scene, workspace, place, { read: "full", indexes, dataset: { rows, latency, changed } }, start);
  expectRows(measure.updated, (measure.rows * changed) / 100, "the update");
  return measure;
}

/** A few records, far apart in the table, all changed: what it costs to load them shows what the others cost. */
async function loadWindow(scene: Scene, workspace: Workspace, place: Place): Promise<Measure> {
  const { rows, window, latency } = scene;
  const measure = await runLoad(scene, workspace, place, { read: "window", dataset: { rows: window, every: rows / window, changed: 100, latency } });
  expectRows(measure.updated, window, "the window");
  return measure;
}

interface Reading {
  readonly read: LoadTask["read"];
  readonly indexes?: boolean;
  readonly dataset: Parameters<typeof addressOf>[1];
}

async function runLoad({ resources, perPage, concurrency = CONCURRENCY }: Scene, { lago, file }: Workspace, { to, schema }: Place, { read, indexes = true, dataset }: Reading, start?: Start): Promise<Measure & LoadFacts> {
  const address = addressOf(lago, dataset);
  const task: LoadTask = { address, resources, to, schema, perPage, concurrency, read, indexes, spool: file("spool") };
  const { cost, ...facts } = await runProgram<LoadTask, LoadFacts>("load", task, start);
  if (resources.length === 1) expectRows(facts.rows, dataset.rows, "the load");
  return { ...cost, ...facts };
}

/** Writes the tables of a load to files, and measures how fast they are copied into tables just like them. */
async function copy({ rows }: Scene, { postgres: url, shared, query }: Workspace, { schema }: Place): Promise<Measure> {
  const tables = await query(`SELECT tablename AS name FROM pg_tables WHERE schemaname = '${schema}' AND tablename NOT LIKE '\\_%'`);
  const files = Object.fromEntries(tables.map(({ name }) => [String(name), `${shared}/${String(name)}`]));
  const empty = `${schema}_limit`;
  await query(`CREATE SCHEMA ${empty}`);
  for (const [table, file] of Object.entries(files)) {
    await query(`COPY ${schema}.${table} TO '${file}'`);
    await query(`CREATE TABLE ${empty}.${table} (LIKE ${schema}.${table} INCLUDING ALL)`);
  }
  const task: CopyTask = { url, schema: empty, files };
  const { cost } = await runProgram<CopyTask>("copy", task);
  await query(`DROP SCHEMA ${empty} CASCADE`);
  return { ...cost, rows };
}

/** Where a load goes. */
export interface Place {
  readonly to: string;
  readonly schema: string;
  remove(): Promise<void>;
}

let places = 0;

export async function openPlace(destination: Destination, { file, postgres, query }: Workspace): Promise<Place> {
  const schema = `bench_${++places}`;
  if (destination === "postgres") return { to: postgres, schema, remove: async () => void (await query(`DROP SCHEMA ${schema} CASCADE`)) };
  const path = file(`${schema}_file.duckdb`);
  return { to: path, schema, remove: () => rm(path) };
}

/** A benchmark of work that was not done would look very good. */
function expectRows(found: number, expected: number, what: string): void {
  if (found !== expected) throw new Error(`${what} has ${found} rows where ${expected} were expected.`);
}
