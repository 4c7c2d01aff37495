import type { LoadProgress } from "../load/read/read-resource.ts";
import type { ResourceReport } from "../load/tally.ts";
import type { LagoEvent } from "../transport/retry.ts";
import { say, toPlainLine } from "./messages.ts";
import { formatCount } from "./table.ts";

/** Tells a person how far a load is. */
export interface Progress {
  update(progress: LoadProgress): void;
  /** A resource has come to its end. */
  finish(report: ResourceReport): void;
  /** What is worth a line of its own. */
  note(text: string): void;
  /** Leaves the terminal as a later message needs it. */
  close(): void;
}

/** For `--quiet`. */
export const sayTroublesOnly: Progress = {
  update: () => {},
  finish: (report) => {
    if (report.status === "failed" || report.status === "incomplete") say(summarize(report));
  },
  note: () => {},
  close: () => {},
};

/** On a terminal, a line for each resource that is being loaded, written anew ten times a second; elsewhere, lines that stay. */
export function showProgress(stream: NodeJS.WriteStream, resources: number): Progress {
  let finished = 0;
  const summarizeNext = (report: ResourceReport) => `${++finished}/${resources} ${summarize(report)}`;
  return stream.isTTY ? showLive(stream, summarizeNext) : logLines(summarizeNext);
}

/** Says now and then why nothing moves, for those who would wait in silence. */
export function noteRetries({ note }: Progress): (event: LagoEvent) => void {
  let notedAt = -Infinity;
  return (event) => {
    if (event.type === "answer" || Date.now() - notedAt < RETRY_NOTE_MS) return;
    notedAt = Date.now();
    const what = event.type === "wait" ? "Going on" : "Trying again";
    note(`${what} in ${(event.wait / 1000).toFixed(1)} s: ${event.reason}`);
  };
}

const RETRY_NOTE_MS = 5_000;
const REDRAW_MS = 100;
/** Enough to see in a log that it goes on. */
const LOG_MS = 30_000;

function showLive(stream: NodeJS.WriteStream, summarizeNext: (report: ResourceReport) => string): Progress {
  const running = new Map<string, Track>();
  let drawn = 0;
  let drawnAt = 0;

  const erase = () => {
    stream.write("\u001b[1A\u001b[2K".repeat(drawn));
    drawn = 0;
  };
  const draw = () => {
    erase();
    drawnAt = Date.now();
    const lines = [...running.values()].map((track) => describe(track).slice(0, (stream.columns || 80) - 1));
    for (const line of lines) stream.write(`${line}\n`);
    drawn = lines.length;
  };
  const writeAbove = (line: string) => {
    erase();
    say(line);
    draw();
  };

  return {
    update(progress) {
      running.set(progress.resource, follow(running.get(progress.resource), progress));
      if (Date.now() - drawnAt >= REDRAW_MS) draw();
    },
    finish(report) {
      running.delete(report.name);
      writeAbove(summarizeNext(report));
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
    finish: (report) => say(summarizeNext(report)),
    note: (text) => say(text),
    close: () => {},
  };
}

interface Track {
  readonly progress: LoadProgress;
  readonly startedAt: number;
}

/** A list that is read again starts from 0, and so does its clock. */
function follow(before: Track | undefined, progress: LoadProgress): Track {
  const again = before === undefined || progress.rows < before.progress.rows;
  return { progress, startedAt: again ? Date.now() : before.startedAt };
}

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
