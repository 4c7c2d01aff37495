import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMAND, expectBuilt } from "../built.ts";
import { DUCKLAKE } from "../ducklake/switch.ts";

// At once: a server that a test has started by then would keep a file alive that fails.
expectBuilt();

/** What must be in no output. */
export const KEY = "lago_key-of-the-test-0123456789";
export const PASSWORD = "swordfish-of-the-test";

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own, as a user has one: a `lago.duckdb` that is not named is made there. */
export interface Desk {
  readonly folder: string;
  /** Runs `lago-loader` with these arguments; `env` adds to the key and the address of the desk's Lago, or takes them away. */
  run(args: readonly string[], env?: Environment): Promise<Ended>;
  /** The same, while it still runs. `said` waits until this is in stderr. */
  start(args: readonly string[], env?: Environment): {
    readonly child: ChildProcess;
    readonly said: (text: string) => Promise<void>;
    readonly ended: Promise<Ended>;
  };
  remove(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

export async function newDesk(url: string): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-cli-"));
  // Node's options name the driver where tests run on a DuckLake.
  const own = { PATH: process.env["PATH"] ?? "", LAGO_API_KEY: KEY, LAGO_API_URL: url, ...(DUCKLAKE && { NODE_OPTIONS: process.env["NODE_OPTIONS"] }) };

  function start(args: readonly string[], env: Environment = {}) {
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, env: { ...own, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    return { child, said: (text: string) => waitFor(child, text), ended: watch(child) };
  }
  return {
    folder,
    start,
    run: (args, env) => start(args, env).ended,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Rejects where the process ends without having said it. */
function waitFor(child: ChildProcess, text: string): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    child.stderr!.on("data", (piece: string) => (said += piece).includes(text) && resolve());
    child.on("close", () => reject(new Error(`"${text}" is not in:\n${said}`)));
  });
}

async function watch(child: ChildProcess): Promise<Ended> {
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]!.setEncoding("utf8").on("data", (text: string) => (output[stream] += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  for (const secret of [KEY, PASSWORD]) assert.ok(!`${output.stdout}${output.stderr}`.includes(secret), `a secret in the output:\n${output.stderr}`);
  return { code, ...output };
}
