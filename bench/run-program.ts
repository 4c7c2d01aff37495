import { execFile } from "node:child_process";
import { join } from "node:path";
import type { Outcome } from "./programs/program.ts";

const PROGRAMS = join(import.meta.dirname, "programs");

/** How a process is started otherwise than usually. */
export interface Start {
  /** Node's own. */
  readonly flags?: readonly string[];
  /** Besides what is set. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs one of `programs/` in a process of its own, so that its memory and CPU time are its own. */
export async function runProgram<Task extends object, Facts extends object = object>(name: string, task: Task, { flags = [], env }: Start = {}): Promise<Outcome<Facts>> {
  return readOutcome(await run(process.execPath, [...flags, join(PROGRAMS, `${name}.js`), JSON.stringify(task)], { env: { ...process.env, ...env } }));
}

/** The line of JSON that a measured program ends with. */
export function readOutcome<Facts extends object>(output: string): Outcome<Facts> {
  return JSON.parse(output.trimEnd().split("\n").at(-1)!) as Outcome<Facts>;
}

/** Runs a command to its end; answers what it printed. Throws what it said where it failed. */
export function run(command: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { ...options, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(" ").slice(0, 300)} failed:\n${stderr || stdout}`));
      else resolve(stdout);
    });
  });
}
