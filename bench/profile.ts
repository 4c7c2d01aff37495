import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { load, openPlace } from "./measure-scene.ts";
import type { StatementTime } from "./programs/time-statements.ts";
import type { Destination, Scene } from "./scenes.ts";
import type { Workspace } from "./workspace.ts";

/** One load, looked into. */
export interface Profile {
  readonly threads: readonly ThreadProfile[];
  /** Those that took longest. */
  readonly statements: readonly StatementTime[];
}

export interface ThreadProfile {
  readonly name: string;
  /** What called what, merged over the whole load. */
  readonly root: Frame;
}

export interface Frame {
  readonly name: string;
  /** Whose code it is. */
  readonly origin: "loader" | "package" | "node";
  /** In itself and all that it called. */
  seconds: number;
  readonly calls: Map<string, Frame>;
}

const MOST_STATEMENTS = 8;

/** Loads as a round does, under V8's profiler, which takes some of the time, and with every statement timed. */
export async function profileLoad(scene: Scene, workspace: Workspace, destination: Destination): Promise<Profile> {
  const folder = workspace.file("profile");
  const file = join(folder, "statements.json");
  await mkdir(folder);
  const place = await openPlace(destination, workspace);
  const flags = ["--cpu-prof", "--cpu-prof-interval=500", `--cpu-prof-dir=${folder}`, "--import", join(import.meta.dirname, "programs/time-statements.js")];
  await load(scene, workspace, place, {}, { flags, env: { BENCH_STATEMENTS: file } });
  await place.remove();
  const statements = JSON.parse(await readFile(file, "utf8")) as StatementTime[];
  const threads = await readThreads(folder);
  await rm(folder, { recursive: true });
  return { threads, statements: statements.sort((left, right) => right.seconds - left.seconds).slice(0, MOST_STATEMENTS) };
}

/** V8 numbers its files by thread: Node's own is 0, the one that reads pages the only other. */
async function readThreads(folder: string): Promise<ThreadProfile[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".cpuprofile")).sort((left, right) => threadOf(left) - threadOf(right));
  return Promise.all(files.map(async (name) => ({ name: threadOf(name) === 0 ? "Node's thread" : "the thread that reads pages", root: mergeSamples(JSON.parse(await readFile(join(folder, name), "utf8")) as CpuProfile) })));
}

/** `CPU.<date>.<time>.<process>.<thread>.<sequence>.cpuprofile` */
function threadOf(file: string): number {
  return Number(file.split(".")[4]);
}

/** V8's form: a tree of nodes, and one node for each sample. */
interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string }; readonly children?: readonly number[] }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

function mergeSamples({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const known = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const root: Frame = { name: "all", origin: "node", seconds: 0, calls: new Map() };
  for (const [index, sample] of samples.entries()) {
    const stack: number[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) stack.unshift(id);
    let frame = root;
    frame.seconds += timeDeltas[index]! / 1e6;
    // Behind V8's own root.
    for (const id of stack.slice(1)) {
      const { functionName, url } = known.get(id)!;
      const name = functionName || `(${url.split("/").at(-1)!.replace(/\.js$/, "")})`;
      let next = frame.calls.get(name);
      if (!next) frame.calls.set(name, (next = { name, origin: originOf(url), seconds: 0, calls: new Map() }));
      next.seconds += timeDeltas[index]! / 1e6;
      frame = next;
    }
  }
  return root;
}

function originOf(url: string): Frame["origin"] {
  if (url.includes("/node_modules/")) return "package";
  return url.startsWith("file:") ? "loader" : "node";
}
