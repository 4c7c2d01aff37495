import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Commands, measureCommands } from "./measure-commands.ts";
import { type Measure, measureRound, type Round } from "./measure-scene.ts";
import { DLT, findDlt, loadWithDlt } from "./peers/dlt.ts";
import { GENERATORS } from "./peers/generators.ts";
import { findSling, loadWithSling, type Sling, SLING } from "./peers/sling.ts";
import { type Profile, profileLoad } from "./profile.ts";
import { drawChart } from "./report/chart.ts";
import { writeDocument } from "./report/document.ts";
import { drawFlames } from "./report/flames.ts";
import { describeMachine, findVersions, type Results, rounded, type SceneResult, summarizeCommands, summarizeScene } from "./results.ts";
import { type Destination, PLANS, type Plan, type Scene } from "./scenes.ts";
import { listTargets } from "./targets.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/*
 * npm run bench [-- --quick | --full | --page]
 *
 * Measures loads and generation beside the limits of the machine and beside other tools, and writes bench/results/.
 * The default and the full run write docs/performance.md too; `--page` writes it anew from the last default run.
 */
const { values: flags } = parseArgs({ options: { quick: { type: "boolean" }, full: { type: "boolean" }, page: { type: "boolean" } } });
const name = flags.quick ? "quick" : flags.full ? "full" : "default";

const { results, profiles } = flags.page ? { results: JSON.parse(readFileSync("bench/results/default.json", "utf8")) as Results, profiles: {} } : await measure(PLANS[name]);
mkdirSync("bench/results", { recursive: true });
writeFileSync(`bench/results/${name}.json`, `${JSON.stringify({ ...results, targets: listTargets(results) }, null, 2)}\n`);
const page = await writeDocument(results);
if (name !== "quick") {
  mkdirSync("docs", { recursive: true });
  writeFileSync("docs/performance.svg", drawChart(results));
  writeFileSync("docs/performance.md", page);
  for (const [destination, profile] of Object.entries(profiles)) writeFileSync(`docs/profile-${destination}.svg`, drawFlames(profile));
}
console.log(page);

async function measure(plan: Plan): Promise<{ results: Results; profiles: Partial<Record<Destination, Profile>> }> {
  const machine = describeMachine();
  const leftOut = { skipped: `the ${name} run leaves it out` };
  const dlt = plan.scenes.some(({ dlt }) => dlt.length > 0) ? await findDlt() : leftOut;
  const sling = plan.scenes.some(({ sling }) => sling) ? await findSling() : leftOut;
  const peers: Peer[] = [...("python" in dlt ? [loadsOfDlt(dlt.python)] : []), ...("program" in sling ? [loadsOfSling(sling)] : [])];
  const failed: Record<string, string> = {};
  const workspace = await openWorkspace();
  const scenes: SceneResult[] = [];
  let commands: Commands;
  const profiles: Partial<Record<Destination, Profile>> = {};
  try {
    for (const scene of plan.scenes) scenes.push(await measureScene(scene, workspace, peers, failed));
    for (const destination of plan.profile.destinations) profiles[destination] = await profileLoad(plan.profile, workspace, destination);
    commands = await measureCommands(workspace.lago, plan.commands, plan.peers);
  } finally {
    await workspace.close();
  }
  const packages = Object.fromEntries([...DLT, ...SLING, ...GENERATORS.flatMap(({ packages }) => packages[0]!)].map((pin) => pin.split(/==|@(?=\d)/) as [string, string]));
  const results: Results = {
    plan: name,
    measuredOn: new Date().toISOString().slice(0, 10),
    machine,
    versions: { ...findVersions(), ...packages },
    scenes,
    commands: summarizeCommands(commands),
    statements: Object.fromEntries(Object.entries(profiles).map(([destination, { statements }]) => [destination, statements.map(rounded)])),
    skipped: { ...commands.skipped, ...failed, ...("skipped" in dlt && { dlt: dlt.skipped }), ...("skipped" in sling && { sling: sling.skipped }) },
  };
  return { results, profiles };
}

/** The loads of a scene by another tool: name → load. */
type Peer = (scene: Scene, workspace: Workspace, destination: Destination) => Record<string, () => Promise<Measure>>;

function loadsOfDlt(python: string): Peer {
  return (scene, workspace, destination) => {
    const configurations = scene.dlt.filter((configuration) => configuration !== "adbc" || destination === "postgres");
    return Object.fromEntries(configurations.map((configuration) => [`dlt ${configuration}`, () => loadWithDlt(scene, workspace, python, destination, configuration)]));
  };
}

function loadsOfSling(sling: Sling): Peer {
  return (scene, workspace, destination) => (scene.sling ? { sling: () => loadWithSling(scene, workspace, sling, destination) } : {});
}

/** `failed` is given what a peer could not load, and why: the rest is measured all the same. */
async function measureScene(scene: Scene, workspace: Workspace, peers: readonly Peer[], failed: Record<string, string>): Promise<SceneResult> {
  const rounds: Round[] = [];
  for (let index = 0; index < scene.rounds; index++) rounds.push(await measureRound(scene, workspace, index === 0));
  for (const destination of scene.destinations) {
    for (const [tool, load] of peers.flatMap((peer) => Object.entries(peer(scene, workspace, destination)))) {
      const name = `${tool}, ${destination}`;
      try {
        rounds[0]![name] = await load();
      } catch (error) {
        failed[`${name}, ${scene.rows} rows`] = (error as Error).message.trimEnd().split("\n").at(-1)!.slice(0, 200);
      }
    }
  }
  const result = summarizeScene(scene, rounds);
  console.error(result.title);
  for (const [what, { rowsPerSecond, ofEngine }] of Object.entries(result.measures)) {
    console.error(`  ${what.padEnd(24)} ${Math.round(rowsPerSecond).toLocaleString("en").padStart(9)} rows/s${ofEngine === null ? "" : `  ${Math.round(ofEngine * 100)} %`}`);
  }
  return result;
}
