import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
  const wantsDlt = plan.scenes.some(({ dlt }) => dlt.length > 0);
  const dlt = wantsDlt ? await findDlt() : { skipped: `the ${name} run leaves it out` };
  const failed: Record<string, string> = {};
  const workspace = await openWorkspace();
  const scenes: SceneResult[] = [];
  let commands: Commands;
  const profiles: Partial<Record<Destination, Profile>> = {};
  try {
    for (const scene of plan.scenes) scenes.push(await measureScene(scene, workspace, "python" in dlt ? dlt.python : undefined, failed));
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
    skipped: { ...commands.skipped, ...failed, ...("skipped" in dlt && { dlt: dlt.skipped }) },
  };
  return { results, profiles };
}

/** `failed` is given what dlt could not load, and why: the rest is measured all the same. */
async function measureScene(scene: Scene, workspace: Workspace, python: string | undefined, failed: Record<string, string>): Promise<SceneResult> {
  const rounds: Round[] = [];
  for (let index = 0; index < scene.rounds; index++) rounds.push(await measureRound(scene, workspace, index === 0));
  for (const destination of scene.destinations) {
    for (const configuration of python ? scene.dlt : []) {
      if (configuration === "adbc" && destination !== "postgres") continue;
      const name = `dlt ${configuration}, ${destination}`;
      try {
        rounds[0]![name] = await loadWithDlt(scene, workspace, python!, destination, configuration);
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
