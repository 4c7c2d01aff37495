import type { LoadProgress } from "../../load/read/read-resource.ts";
import type { LagoEvent } from "../../transport/retry.ts";
import { logEvent, say } from "./messages.ts";
import { LEVELS, type Progress } from "./progress.ts";

/** Progress for programs: one line of JSON per event on stderr. The figures of a resource are those of `_loads`. */
export function logEvents(): Progress {
  const loggedAt = new Map<string, number>();
  return {
    update(progress: LoadProgress) {
      const now = Date.now();
      if (now - (loggedAt.get(progress.resource) ?? -Infinity) < PROGRESS_MS) return;
      loggedAt.set(progress.resource, now);
      const { resource, rows, totalRows: total_rows, parents, totalParents: total_parents } = progress;
      logEvent({ event: "progress", resource, rows, total_rows, parents, total_parents });
    },
    finish: (report) => logEvent({ event: "resource", level: LEVELS[report.status], ...report }),
    note: (text) => say(text),
    close: () => {},
  };
}

/** Logs every retry. Successful responses are not logged. */
export function logRetries(event: LagoEvent): void {
  if (event.type === "retry") logEvent({ event: "retry", level: "warn", path: event.path, attempt: event.attempt, wait_ms: Math.round(event.wait), reason: event.reason });
  if (event.type === "wait") logEvent({ event: "wait", level: "warn", wait_ms: Math.round(event.wait), reason: event.reason });
}

const PROGRESS_MS = 1_000;
