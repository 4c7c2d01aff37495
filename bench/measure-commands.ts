import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { addressOf } from "./lago/dataset.ts";
import { GENERATORS, timeGenerator, timeRuns } from "./peers/generators.ts";
import { run } from "./run-program.ts";

/** As users have it: in few files. */
const COMMAND = resolve("dist/runtime/cli/cli.js");

/** What a person waits for: name → seconds of each run. A generator that cannot be had is said why. */
export interface Commands {
  readonly seconds: Readonly<Record<string, readonly number[]>>;
  readonly skipped: Readonly<Record<string, string>>;
}

/** Times our own command lines, and the generators of others on the same document. */
export async function measureCommands(lago: string, runs: number, peers: boolean): Promise<Commands> {
  const seconds: Record<string, readonly number[]> = {};
  const skipped: Record<string, string> = {};
  const document = resolve("spec/openapi.yaml");
  const tree = await copyTree();
  try {
    const generate = (...args: string[]) => run(process.execPath, ["generator/start.js", "generate", ...args], { cwd: tree });
    seconds["generate, from nothing"] = await timeRuns(runs, async () => {
      await rm(join(tree, "node_modules/.cache"), { recursive: true, force: true });
      await rm(join(tree, "generated"), { recursive: true, force: true });
      await generate();
    });
    seconds["generate --check, unchanged"] = await timeRuns(runs, () => generate("--check"));
    seconds["lago-loader --help"] = await timeRuns(runs, () => run(process.execPath, [COMMAND, "--help"]));
    // 20 records, into a new file each time.
    const env = { ...process.env, LAGO_API_KEY: "bench", LAGO_API_URL: addressOf(lago, { rows: 20 }) };
    let files = 0;
    seconds["lago-loader load wallets"] = await timeRuns(runs, () => run(process.execPath, [COMMAND, "load", "wallets", "--quiet", "--to", join(tree, `${files++}.duckdb`)], { env }));
  } finally {
    await rm(tree, { recursive: true });
  }
  for (const generator of peers ? GENERATORS : GENERATORS.slice(0, 1)) {
    try {
      seconds[generator.name] = await timeGenerator(generator, document, runs);
    } catch (error) {
      skipped[generator.name] = (error as Error).message.split("\n")[1] ?? "";
    }
  }
  return { seconds, skipped };
}

/** A copy to generate in, since `generate` writes into its tree. The packages are linked one by one: the cache beside them is the copy's own. */
async function copyTree(): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), "lago-loader-tree-"));
  for (const name of ["generator", "generated", "runtime", "spec", "templates", "package.json", "tsconfig.json"]) await cp(name, join(tree, name), { recursive: true });
  await linkPackages(tree);
  return tree;
}

async function linkPackages(tree: string): Promise<void> {
  await mkdir(join(tree, "node_modules"));
  for (const name of await readdir("node_modules")) {
    if (!name.startsWith(".")) await symlink(resolve("node_modules", name), join(tree, "node_modules", name));
  }
}
