import { readFileSync } from "node:fs";
import { load, openPlace } from "./measure-scene.ts";
import { median } from "./results.ts";
import type { Scene } from "./scenes.ts";
import { openWorkspace } from "./workspace.ts";

/*
 * npm run bench:indexes [-- ROWS [ROUNDS]]
 *
 * What the indexes that joins need cost a first load into Postgres: the same fees are loaded with them and with --no-indexes, in turn,
 * and each pair is compared: by the clock, and by processor time of loader and server, which a busy machine does not change.
 */
const [rows = 20_000, rounds = 3] = process.argv.slice(2).map(Number);
const scene: Scene = { resources: ["fees"], rows, perPage: 1000, latency: 0, destinations: ["postgres"], second: false, limits: false, window: 0, dlt: [], rounds };

const workspace = await openWorkspace();
const ratios: { clock: number; processor: number }[] = [];
try {
  for (let round = 0; round < rounds; round++) {
    const costs: { clock: number; processor: number }[] = [];
    // Whichever is first finds a colder server.
    for (const indexes of round % 2 === 0 ? [true, false] : [false, true]) {
      const place = await openPlace("postgres", workspace);
      const before = await serverSeconds();
      const { seconds, cpuSeconds } = await load(scene, workspace, place, { indexes });
      costs[indexes ? 1 : 0] = { clock: seconds, processor: cpuSeconds + (await serverSeconds()) - before };
      await place.remove();
    }
    const [without, withThem] = costs as [(typeof costs)[0], (typeof costs)[0]];
    ratios.push({ clock: withThem.clock / without.clock, processor: withThem.processor / without.processor });
    console.error(`with indexes ${withThem.clock.toFixed(1)} s (${withThem.processor.toFixed(1)} s of processor), without ${without.clock.toFixed(1)} s (${without.processor.toFixed(1)} s)`);
  }
} finally {
  await workspace.close();
}
const more = (which: "clock" | "processor") => `${Math.round((median(ratios.map((ratio) => ratio[which]))! - 1) * 100)} %`;
console.log(`With indexes a first load of ${rows.toLocaleString("en")} fees takes ${more("clock")} more time and ${more("processor")} more processor time.`);

/** Of the server and of its connections that have ended, in seconds; Linux only. */
async function serverSeconds(): Promise<number> {
  const [row] = await workspace.query("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1) AS pid");
  const [, fields] = readFileSync(`/proc/${String(row!["pid"])}/stat`, "utf8").split(") ");
  // utime, stime, cutime and cstime, in hundredths.
  return fields!.split(" ").slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}
