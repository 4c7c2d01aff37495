import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Commands, measureCommands } from "./measure-commands.ts";
import { measureRound, type Round } from "./measure-scene.ts";
import { DLT, findDlt, loadWithDlt } from "./peers/dlt.ts";
import { GENERATORS } from "./peers/generators.ts";
import { type Profile, profileLoad } from "./profile.ts";
import { drawChart } from "./report/chart.ts";
import { writeDocument } from "./report/document.ts";
import { drawFlames } from "./report/flames.ts";
import { describeMachine, findVersions, type Results, rounded, type SceneResult, summarizeCommands, summarizeScene } from "./results.ts";
import { type Destination, PLANS, type Plan, type Scene } from "./scenes.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/*
 * npm run bench [-- --quick | --full]
 *
 * Measures loads and generation beside the limits of the machine and beside other tools, and writes bench/results/.
 * The default and the full run write docs/performance.md too.
 */
const { values: flags } = parseArgs({ options: { quick: { type: "boolean" }, full: { type: "boolean" } } });
const name = flags.quick ? "quick" : flags.full ? "full" : "default";

// The compiler copies no SQL, which lies beside the modules.
cpSync("generated", "bench/.built/generated", { recursive: true, filter: (from) => !/\.(ts|md)$/.test(from) });
const { results, profiles } = await measure(PLANS[name]);
mkdirSync("bench/results", { recursive: true });
writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(results, null, 2)}\n`);
if (name !== "quick") {
  mkdirSync("docs", { recursive: true });
  writeFileSync("docs/performance.svg", drawChart(results));
  writeFileSync("docs/performance.md", await writeDocument(results));
  for (const [destination, profile] of Object.entries(profiles)) writeFileSync(`docs/profile-${destination}.svg`, drawFlames(profile));
}
console.log(await writeDocument(results));

async function measure(plan: Plan): Promise<{ results: Results; profiles: Partial<Record<Destination, Profile>> }> {
  const machine = describeMachine();
  const wantsDlt = plan.scenes.some(({ dlt }) => dlt.length > 0);
  const dlt = wantsDlt ? await findDlt() : { skipped: `the ${name} run leaves it out` };
  const workspace = await openWorkspace();
  const scenes: SceneResult[] = [];
  let commands: Commands;
  const profiles: Partial<Record<Destination, Profile>> = {};
  try {
    for (const scene of plan.scenes) scenes.push(await measureScene(scene, workspace, "python" in dlt ? dlt.python : undefined));
    for (const destination of plan.profile.destinations) profiles[destination] = await profileLoad(plan.profile, workspace, destination);
    commands = await measureCommands(workspace.lago, plan.commands, plan.peers);
  } finally {
    await workspace.close();
  }
  const packages = Object.fromEntries([...DLT, ...GENERATORS.flatMap(({ packages }) => packages[0]!)].map((pin) => pin.split(/==|@(?=\d)/) as [string, string]));
  const results: Results = {
    plan: name,
    measuredOn: new Date().toISOString().slice(0, 10),
    machine,
    versions: { ...findVersions(), ...packages },
    scenes,
    commands: summarizeCommands(commands),
    statements: Object.fromEntries(Object.entries(profiles).map(([destination, { statements }]) => [destination, statements.map(rounded)])),
    skipped: { ...commands.skipped, ...("skipped" in dlt && { dlt: dlt.skipped }) },
  };
  return { results, profiles };
}

async function measureScene(scene: Scene, workspace: Workspace, python: string | undefined): Promise<SceneResult> {
  const rounds: Round[] = [];
  for (let index = 0; index < scene.rounds; index++) rounds.push(await measureRound(scene, workspace, index === 0));
  if (python) {
    for (const configuration of scene.dlt) {
      for (const destination of scene.destinations) {
        rounds[0]![`dlt ${configuration}, ${destination}`] = await loadWithDlt(scene, workspace, python, destination, configuration);
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
