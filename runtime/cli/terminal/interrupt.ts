import { setMaxListeners } from "node:events";
import { say } from "./messages.ts";

/** The exit code that shells report for a program ended by Ctrl-C. */
export const INTERRUPTED = 130;

/** npm forwards a Ctrl-C that the terminal has already sent: both count as one. */
const SAME_MS = 500;

const controller = new AbortController();
let interruptedAt: number | undefined;

/** Aborted by Ctrl-C or SIGTERM, so that running work can clean up. A second signal ends the process at once. */
export function interruptSignal(): AbortSignal {
  // Files that are uploaded and requests that wait add a listener each; Node would warn of a leak.
  setMaxListeners(0, controller.signal);
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return controller.signal;
}

export function isInterrupted(): boolean {
  return interruptedAt !== undefined;
}

/** Aborts requests that are still running when the command has failed. */
export function abandonRequests(): void {
  controller.abort();
}

function interrupt(): void {
  if (interruptedAt === undefined) {
    interruptedAt = Date.now();
    say(`Stopping. What is committed stays${process.stdin.isTTY ? "; press again to stop at once" : ""}.`);
    controller.abort();
  } else if (Date.now() - interruptedAt >= SAME_MS) {
    process.exit(INTERRUPTED);
  }
}
