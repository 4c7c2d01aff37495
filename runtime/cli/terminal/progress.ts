import type { LoadProgress } from "../../load/read/read-resource.ts";
import type { LoadStatus, ResourceReport } from "../../load/tally.ts";
import type { LagoEvent } from "../../transport/retry.ts";
import { type Level, say, toPlainLine } from "./messages.ts";
import { countOf, formatCount } from "./table.ts";

/** Shows the progress of a load to people. */
export interface Progress {
  update(progress: LoadProgress): void;
  /** Called when a resource ends. */
  finish(report: ResourceReport): void;
  /** Prints a message. */
  note(text: string): void;
  /** Clears the lines of running resources. */
  close(): void;
}

/** For `--quiet`. */
export const sayTroublesOnly: Progress = {
  update: () => {},
  finish: (report) => {
    if (report.status === "failed" || report.status === "incomplete") say(summarize(report), LEVELS[report.status]);
  },
  note: () => {},
  close: () => {},
};

/**
 * On a terminal: a line for each running resource and a total, redrawn ten times a second. Elsewhere: log lines. `each`: also on a
 * terminal, keep a line for each resource; by default only for those that need attention, as the summary has the others.
 */
export function showProgress(stream: NodeJS.WriteStream, resources: number, { each = true }: { readonly each?: boolean } = {}): Progress {
  let finished = 0;
  const summarizeNext = (report: ResourceReport) => `${++finished}/${resources} ${summarize(report)}`;
  return stream.isTTY ? showLive(stream, resources, summarizeNext, each) : logLines(summarizeNext);
}

/** Reports retries and waits, at most every five seconds. */
export function noteRetries({ note }: Progress): (event: LagoEvent) => void {
  let notedAt = -Infinity;
  return (event) => {
    if (event.type === "answer" || Date.now() - notedAt < RETRY_NOTE_MS) return;
    notedAt = Date.now();
    const what = event.type === "wait" ? "Continuing" : "Retry";
    note(`${what} in ${(event.wait / 1000).toFixed(1)} s: ${event.reason}`);
  };
}

const RETRY_NOTE_MS = 5_000;
const REDRAW_MS = 100;
/** Milliseconds between progress lines in a log. */
const LOG_MS = 30_000;

function showLive(stream: NodeJS.WriteStream, resources: number, summarizeNext: (report: ResourceReport) => string, each: boolean): Progress {
  const running = new Map<string, Track>();
  const startedAt = Date.now();
  let total: Total = { resources, finished: 0, rows: 0, seconds: 0 };
  let drawn = 0;
  let drawnAt = 0;

  const erase = () => {
    stream.write("\u001b[1A\u001b[2K".repeat(drawn));
    drawn = 0;
  };
  const draw = () => {
    erase();
    drawnAt = Date.now();
    const tracks = [...running.values()];
    const lines = [...tracks.map(describe), ...(tracks.length > 0 ? [describeTotal({ ...total, seconds: (drawnAt - startedAt) / 1000 }, tracks)] : [])];
    for (const line of lines) stream.write(`${line.slice(0, (stream.columns || 80) - 1)}\n`);
    drawn = lines.length;
  };
  const writeAbove = (line: string, level?: Level) => {
    erase();
    say(line, level);
    draw();
  };

  return {
    update(progress) {
      running.set(progress.resource, follow(running.get(progress.resource), progress));
      if (Date.now() - drawnAt >= REDRAW_MS) draw();
    },
    finish(report) {
      running.delete(report.name);
      total = { ...total, finished: total.finished + 1, rows: total.rows + report.rows };
      const line = summarizeNext(report);
      if (each || report.status !== "loaded") writeAbove(line, LEVELS[report.status]);
      else draw();
    },
    note: writeAbove,
    close: erase,
  };
}

function logLines(summarizeNext: (report: ResourceReport) => string): Progress {
  const running = new Map<string, Track>();
  const loggedAt = new Map<string, number>();
  return {
    update(progress) {
      const track = follow(running.get(progress.resource), progress);
      running.set(progress.resource, track);
      if (Date.now() - (loggedAt.get(progress.resource) ?? track.startedAt) < LOG_MS) return;
      loggedAt.set(progress.resource, Date.now());
      say(describe(track));
    },
    finish: (report) => say(summarizeNext(report), LEVELS[report.status]),
    note: (text) => say(text),
    close: () => {},
  };
}

interface Track {
  readonly progress: LoadProgress;
  readonly startedAt: number;
}

/** When a list is read again, rows and time start from 0. */
function follow(before: Track | undefined, progress: LoadProgress): Track {
  const again = before === undefined || progress.rows < before.progress.rows;
  return { progress, startedAt: again ? Date.now() : before.startedAt };
}

/** The progress of the load as a whole. */
interface Total {
  readonly resources: number;
  readonly finished: number;
  readonly rows: number;
  readonly seconds: number;
}

/**
 * All resources count the same, and running ones count in part, since the size of the others is unknown. So the time left is an
 * estimate, which is shown after a tenth of the load.
 */
export function describeTotal({ resources, finished, rows, seconds }: Total, running: readonly Pick<Track, "progress">[]): string {
  const parts = running.map(({ progress: { rows, totalRows, parents, totalParents } }) => (totalParents ? parents / totalParents : totalRows ? rows / totalRows : 0));
  const share = (finished + parts.reduce((sum, part) => sum + Math.min(1, part), 0)) / resources;
  const all = rows + running.reduce((sum, { progress }) => sum + progress.rows, 0);
  const left = seconds >= 2 && share >= 0.1 && share < 1 ? `, about ${formatDuration((seconds * (1 - share)) / share)} left` : "";
  return `${finished} of ${countOf(resources, "resource")}, ${formatCount(all)} rows in ${formatDuration(seconds)}${left}`;
}

/** Marks lines of resources that need attention. */
export const LEVELS: Readonly<Record<LoadStatus, Level>> = { loaded: "info", skipped: "warn", incomplete: "warn", failed: "error" };

function describe({ progress, startedAt }: Track): string {
  const { resource, rows, totalRows, parents, totalParents } = progress;
  const [done, total] = totalParents === null ? [rows, totalRows] : [parents, totalParents];
  const seconds = (Date.now() - startedAt) / 1000;
  const rate = seconds >= 1 ? done / seconds : 0;
  const parts = [
    `${resource}: ${formatCount(rows)}${totalRows === null ? "" : ` of ${formatCount(totalRows)}`} rows`,
    ...(totalParents === null ? [] : [`${formatCount(parents)} of ${formatCount(totalParents)} lists`]),
    ...(rate >= 1 ? [`${formatCount(Math.round(rate))}/s`] : []),
    ...(rate > 0 && total !== null && total > done ? [`${formatDuration((total - done) / rate)} left`] : []),
    ...(total !== null && done >= total ? ["writing"] : []),
  ];
  return parts.join(", ");
}

function summarize({ name, rows, status, seconds, error }: ResourceReport): string {
  const loaded = `${formatCount(rows)} rows in ${seconds.toFixed(1)} s`;
  if (status === "loaded") return `${name}: ${loaded}`;
  return toPlainLine(`${name}: ${status === "incomplete" ? `incomplete, ${loaded}` : status}: ${error}`);
}

function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
