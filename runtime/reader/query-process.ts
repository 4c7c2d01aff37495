import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { ProcessRequest } from "./duckdb-query.ts";
import { BusyError, type BoundedAnswer, type Saved } from "./reader.ts";

/** Runs free SQL in a child process, one query at a time, each with a time limit. */
export interface QueryProcess {
  /** Starts the process early, since that takes longer than most queries. */
  prepare(): void;
  run<Result extends BoundedAnswer | Saved>(request: ProcessRequest): Promise<Result>;
  close(): void;
}

/** A response of the child process. */
interface Message {
  readonly ready?: boolean;
  readonly answer?: BoundedAnswer | Saved;
  readonly error?: string;
  readonly busy?: boolean;
}

export function newQueryProcess(): QueryProcess {
  let child: Promise<ChildProcess> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function run<Result extends BoundedAnswer | Saved>(request: ProcessRequest): Promise<Result> {
    const answer = turn.then(() => ask(request));
    turn = answer.catch(() => {});
    return answer as Promise<Result>;
  }

  async function ask(request: ProcessRequest): Promise<BoundedAnswer | Saved> {
    // The start of the process does not count as time of the query.
    const running = await (child ??= start());
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        running.off("message", onMessage).off("exit", onExit);
        settle();
      };
      const forget = (reason: string) => {
        // Set at once: the next query must not go to a dying process.
        child = undefined;
        end(() => reject(new ConfigurationError(reason)));
      };
      const onMessage = ({ answer, error, busy }: Message) => {
        if (answer) end(() => resolve(answer));
        else end(() => reject(busy ? new BusyError(error) : new ConfigurationError(error ?? "The query failed.")));
      };
      const onExit = () => forget("The query needed more memory than it may have, so it was stopped. Ask for less.");
      const timer = setTimeout(() => {
        forget(`The query was stopped after ${request.limits.milliseconds / 1000} s. Ask for less, or use the database's own client.`);
        running.kill("SIGKILL");
      }, request.limits.milliseconds);
      running.on("message", onMessage).on("exit", onExit);
      running.send(request);
    });
  }

  async function start(): Promise<ChildProcess> {
    const started = fork(new URL(`../reader/query-process-child${extname(import.meta.url)}`, import.meta.url), {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // The environment of a process for free SQL has neither the API key nor a password.
      env: { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8" },
      execArgv: [...process.execArgv.filter((flag) => !flag.startsWith("--inspect")), "--max-old-space-size=256"],
    });
    await new Promise<void>((resolve, reject) => {
      started.once("message", () => resolve()).once("error", reject).once("exit", () => reject(new Error("The process that runs queries did not start.")));
    });
    started.removeAllListeners();
    started.unref();
    started.channel?.unref();
    return started;
  }

  function prepare(): void {
    child ??= start();
    // The first query reports the error.
    child.catch(() => (child = undefined));
  }

  function close(): void {
    void child?.then((running) => running.kill("SIGKILL"), () => {});
    child = undefined;
  }

  return { prepare, run, close };
}
