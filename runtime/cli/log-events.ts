import type { LoadProgress } from "../load/read/read-resource.ts";
import type { LagoEvent } from "../transport/retry.ts";
import { logEvent, say } from "./messages.ts";
import type { Progress } from "./progress.ts";

/** Progress for programs: what happens, a line of JSON each on stderr. A resource's figures are those of the journal. */
export function logEvents(): Progress {
  const loggedAt = new Map<string, number>();
  return {
    update(progress: LoadProgress) {
      const now = Date.now();
      if (now - (loggedAt.get(progress.resource) ?? -Infinity) < PROGRESS_MS) return;
      loggedAt.set(progress.resource, now);
      logEvent({ event: "progress", ...progress });
    },
    finish: (report) => logEvent({ event: "resource", ...report }),
    note: say,
    close: () => {},
  };
}

/** Every retry; answers only say that all is well. */
export function logRetries(event: LagoEvent): void {
  if (event.type === "retry") logEvent({ event: "retry", path: event.path, attempt: event.attempt, wait_ms: Math.round(event.wait), reason: event.reason });
}

const PROGRESS_MS = 1_000;
