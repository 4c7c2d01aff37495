import { exitCodeOf } from "../../errors.ts";
import { findTroubles, statusOf } from "../terminal/load-outcome.ts";
import { explainError, hideSecrets } from "../terminal/messages.ts";
import type { Ended, History } from "./history.ts";
import type { Answer } from "./listen.ts";
import type { LiveFigures } from "./metrics.ts";

/**
 * `/healthz`: 200 while loads succeed, and until the first load ends. 503 if the last successful load is too long ago, or if a webhook has been
 * pending for ten minutes. The first load reads everything, so as much time is allowed after the start.
 */
export function answerHealth(history: History, now = new Date(), live?: Pick<LiveFigures, "log">): Answer {
  const { every, startedAt, runningSince, nextAt, last, lastSuccess } = history;
  // Loads that outlast the interval follow each other at once, so their duration counts.
  const patience = INTERVALS * Math.max(every, (lastSuccess?.outcome.seconds ?? 0) * 1000);
  const healthy = last === undefined || now.getTime() - (lastSuccess?.at ?? startedAt).getTime() <= patience;
  const age = live?.log.oldest === undefined ? 0 : now.getTime() - live.log.oldest;
  // During a scheduled load, webhooks wait.
  const lagging = live !== undefined && age > LONGEST_LAG_MS && runningSince === undefined && last !== undefined;
  const body = {
    status: !healthy ? "failing" : lagging ? "lagging" : lastSuccess ? "ok" : "starting",
    every_seconds: every / 1000,
    started_at: startedAt,
    running_since: runningSince ?? null,
    next_load_at: nextAt ?? null,
    last_success_at: lastSuccess?.at ?? null,
    last_load: last ? describe(last) : null,
    ...(live && { webhooks: { waiting: live.log.size, oldest_age_seconds: age / 1000 } }),
  };
  return { status: healthy && !lagging ? 200 : 503, type: "application/json", body: `${hideSecrets(JSON.stringify(body))}\n` };
}

const LONGEST_LAG_MS = 10 * 60_000;

/** A failed load is retried before that. */
const INTERVALS = 3;

function describe({ outcome, at }: Ended) {
  const { loadId, startedAt, seconds, resources, error } = outcome;
  return {
    load_id: loadId,
    status: statusOf(outcome),
    started_at: startedAt,
    finished_at: at,
    seconds,
    rows: resources.reduce((sum, { rows }) => sum + rows, 0),
    troubles: findTroubles(resources).map(({ name, status, error = null }) => ({ resource: name, status, error })),
    error: error === undefined ? null : { code: exitCodeOf(error), message: explainError(error, { stack: false }) },
  };
}
