import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { taxes } from "../generated/taxes/taxes.ts";
import { createLago } from "../runtime/client.ts";
import { RUN_SECONDS, type Scene, SCENES } from "./concurrency/scenes.ts";
import type { Run } from "./concurrency/server.ts";
import { writeDocument } from "./report/document.ts";
import { type ConcurrencyResults, CONCURRENCY_FILE, type SceneOutcome } from "./report/concurrency.ts";
import { describeMachine, type Results } from "./results.ts";

/*
 * npm run bench:concurrency [-- SCENE…]
 *
 * What --concurrency auto reaches over HTTP beside fixed numbers, on servers that answer as the scenes say: nine minutes, nearly all of
 * it waiting. With all scenes it writes bench/results/concurrency.json and docs/performance.md.
 */
const names = process.argv.slice(2);
const { busyBefore } = describeMachine();
const scenes: Record<string, SceneOutcome> = {};
for (const [name, scene] of Object.entries(SCENES)) if (names.length === 0 || names.includes(name)) scenes[name] = await measureScene(name, scene);
if (names.length === 0) {
  mkdirSync("bench/results", { recursive: true });
  writeFileSync(CONCURRENCY_FILE, `${JSON.stringify({ measuredOn: new Date().toISOString().slice(0, 10), busyBefore, scenes } satisfies ConcurrencyResults, null, 2)}\n`);
  writeFileSync("docs/performance.md", await writeDocument(JSON.parse(readFileSync("bench/results/default.json", "utf8")) as Results));
}

async function measureScene(name: string, scene: Scene): Promise<SceneOutcome> {
  console.error(scene.says);
  const fixed: [number, Run][] = [];
  for (const concurrency of scene.fixed) fixed.push([concurrency, await measureRun(name, concurrency)]);
  // Among those that do as well as the best, the one that asks least of the server.
  const most = Math.max(...fixed.map(([, { answered }]) => answered));
  const [best, run] = fixed.find(([, { answered }]) => answered >= most * 0.98)!;
  const auto = await measureRun(name, "auto");
  return { says: scene.says, best, bestAnswered: run.answered, bestLatency: run.latency[1], alone: (await measureRun(name, 1, 3)).latency[0], auto, ofBest: auto.answered / most };
}

/** Reads an endless list for so many seconds, of a server of its own. */
async function measureRun(scene: string, concurrency: number | "auto", seconds = RUN_SECONDS): Promise<Run> {
  const server = fork(join(import.meta.dirname, "concurrency/server.js"), [scene, String(seconds)]);
  try {
    const [baseUrl] = (await once(server, "message")) as [string];
    const signal = AbortSignal.timeout(seconds * 1000);
    try {
      for await (const _ of createLago({ apiKey: "bench", baseUrl, concurrency, perPage: 20, signal }).pages(taxes));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    server.send("report");
    const [run] = (await once(server, "message")) as [Run];
    const { answered, refused, latency, inFlight } = run;
    console.error(`  ${String(concurrency).padStart(4)}: ${(answered / seconds).toFixed(1)} requests a second, ${refused} refused, p95 ${latency[1].toFixed(0)} ms, ${inFlight} in flight`);
    return run;
  } finally {
    server.disconnect();
  }
}
