import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import { expectBuilt } from "../built.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";
import { type Books, compareBooks, makeAddOn, readTables, readTruth, startBooks } from "./add-on-books.ts";

const COUNT = 40;
const PER_PAGE = 10;
const COMPLETE = { lost: [], invented: [] };

/** What is there when the load begins that is killed. */
const LOADS: readonly (readonly [name: string, prepare: (place: Place) => Promise<unknown>])[] = [
  ["a first load", async () => {}],
  ["a load of changes and deletions", (place) => place.run().then(() => place.change())],
  ["a load that resumes", (place) => place.interrupt()],
];

interface Place {
  readonly database: TestDatabase;
  readonly fake: FakeLago;
  readonly folder: string;
  /** Loads to the end. Answers the status. */
  run(): Promise<string>;
  /** Loads, and is ended at the third page. */
  interrupt(): Promise<unknown>;
  change(): void;
  /** The living rows. */
  read(): Promise<Books>;
  remove(): Promise<void>;
}

/**
 * Kills a load right before each of its statements and file operations, once each; `pick` chooses among them. The table must be
 * wholly as before or wholly as after, and the next load must make it equal to Lago.
 */
export function describeKills(pick: (count: number) => readonly number[]): void {
  for (const dialect of DIALECTS) {
    describe(`a process that loads into ${dialect}, killed at each statement and file operation`, () => {
      for (const [name, prepare] of LOADS) {
        it(name, async () => {
          expectBuilt();
          const whole = await newPlace();
          await prepare(whole);
          const count = await loadApart(whole, 0).finally(() => whole.remove());
          assert.ok(typeof count === "number" && count > 20, `the load that is not killed: ${count}`);
          for (const at of pick(count)) await killAt(at, prepare);
        });
      }

      async function killAt(at: number, prepare: (place: Place) => Promise<unknown>): Promise<void> {
        const place = await newPlace();
        try {
          await prepare(place);
          const before = await place.read();
          const after = readTruth(place.fake);
          const ended = await loadApart(place, at);
          // How many there are differs by one or two from load to load.
          assert.ok(ended === "SIGKILL" || typeof ended === "number", String(ended));
          const held = await place.read();
          const isWhole = [before, after].some((books) => JSON.stringify(compareBooks(held, books)) === JSON.stringify(COMPLETE));
          assert.ok(isWhole, `killed at ${at}: ${held.size} rows, neither the ${before.size} from before nor the ${after.size} of Lago`);
          assert.equal(await place.run(), "loaded", `after a kill at ${at}`);
          assert.deepEqual(compareBooks(await place.read(), after), COMPLETE, `after a kill at ${at}`);
        } finally {
          await place.remove();
        }
      }

      async function newPlace(): Promise<Place> {
        const [database, fake, folder] = await Promise.all([newDatabase(dialect), startBooks(COUNT), mkdtemp(join(tmpdir(), "lago-loader-kills-"))]);
        const open = async <T>(work: (destination: Destination) => Promise<T>) => {
          const destination = await database.open({ wait: true, mergeBytes: 2048 });
          return work(destination).finally(() => destination.close());
        };
        const run = (signal?: AbortSignal) =>
          open(async (destination) => {
            const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: PER_PAGE, concurrency: 1 });
            return (await load([addOns], { lago, destination, resumeFolder: folder, wait: true, ...(signal && { signal }) })).resources[0]!.status;
          });
        return {
          database,
          fake,
          folder,
          run: () => run(),
          interrupt: async () => {
            const stop = new AbortController();
            fake.setFaults([{ page: 3, change: () => stop.abort(new Error("interrupted")), break: "stall" }]);
            await assert.rejects(run(stop.signal), /interrupted/);
            fake.setFaults([]);
          },
          change: () => {
            for (const index of [1, 8, 20, 21, 39]) fake.remove("add_ons", addOn(index).lago_id);
            for (const index of [2, 4, 12, 30]) fake.put("add_ons", makeAddOn(index, 1000 + index));
            for (const index of [40, 41, 44]) fake.put("add_ons", makeAddOn(index));
          },
          read: () => open((destination) => readTables(destination).catch(() => new Map<string, string>())),
          remove: async () => {
            await fake.close();
            await database.remove();
            await rm(folder, { recursive: true, force: true });
          },
        };
      }
    });
  }
}

/** Loads in a process of its own, which is killed right before its operation of that number. Answers how it ended: the signal, its operations where it lived, or what it said. */
async function loadApart({ database: { address, schema }, fake, folder }: Place, at: number): Promise<string | number> {
  const counted = join(folder, "..", `${process.pid}-${at}.count`);
  const settings = JSON.stringify({ url: fake.url, address, schema, folder, perPage: PER_PAGE });
  const preload = pathToFileURL(join(import.meta.dirname, "kill-at.mjs")).href;
  const child = spawn(process.execPath, ["--import", preload, join(import.meta.dirname, "killed-load.mjs"), settings], { env: { ...process.env, KILL_AT: String(at), KILL_COUNT: counted } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += String(text)));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.once("close", (_, signal) => resolve(signal)));
  try {
    return signal ?? (said.trim() === "loaded" && existsSync(counted) ? Number(readFileSync(counted, "utf8")) : said);
  } finally {
    await rm(counted, { force: true });
  }
}
