import { writeFileSync } from "node:fs";
import { load, openPlace } from "./measure-scene.ts";
import { FEES, type Scene, titleOf } from "./scenes.ts";
import { MEMORY_FILE, type Peak, readPeaks } from "./report/memory.ts";
import { describeMachine, rounded } from "./results.ts";
import { openWorkspace } from "./workspace.ts";

/*
 * npm run bench:memory [-- ROWS… [parents=N…]]
 *
 * The peak memory of a load with default settings: of so many fees, and below so many wallets. Without arguments 1,000,000 and 5,000,000 fees,
 * and 3,000 and 30,000 wallets; 20 minutes. Each figure is written to bench/results/memory.json, in place of an earlier one of the same load;
 * docs/performance.md has them from its next `npm run bench` on.
 */
const asked = process.argv.slice(2);
const numbers = (pattern: RegExp, otherwise: readonly number[]) => (asked.length === 0 ? otherwise : asked.flatMap((word) => (pattern.test(word) ? Number(word.replace("parents=", "")) : [])));
const defaults = { ...FEES, perPage: "auto", concurrency: "auto", second: false, limits: false, rounds: 1 } as const;
const scenes: Scene[] = [
  ...numbers(/^\d+$/, [1_000_000, 5_000_000]).map((rows) => ({ ...defaults, rows })),
  ...numbers(/^parents=\d+$/, [3_000, 30_000]).map((rows) => ({ ...defaults, resources: ["wallets", "wallet_transactions"] as const, rows })),
];

const { busyBefore } = describeMachine();
const workspace = await openWorkspace();
try {
  for (const scene of scenes) {
    for (const destination of scene.destinations) {
      const place = await openPlace(destination, workspace);
      const { peakMegabytes, seconds, cpuSeconds } = await load(scene, workspace, place);
      console.log(`${titleOf(scene)}, into ${destination}: ${Math.round(peakMegabytes)} MB at most, ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processor`);
      keep(rounded({ ...scope(scene), destination, peakMegabytes, seconds, cpuSeconds, measuredOn: new Date().toISOString().slice(0, 10), busyBefore }));
      await place.remove();
    }
  }
} finally {
  await workspace.close();
}

function scope({ resources, rows }: Scene): Pick<Peak, "list" | "rows"> {
  return { list: resources.at(-1)!, rows };
}

function keep(peak: Peak): void {
  const others = readPeaks().filter(({ list, rows, destination }) => !(list === peak.list && rows === peak.rows && destination === peak.destination));
  writeFileSync(MEMORY_FILE, `${JSON.stringify([...others, peak], null, 2)}\n`);
}
