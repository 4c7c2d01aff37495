import { COUNTERS, type Counter } from "../../load/telemetry.ts";
import { LAG_BOUNDS, OUTCOMES } from "../../live/tally.ts";
import { loaderVersion } from "../../version.ts";
import type { History, ResourceTotals } from "./history.ts";
import type { Answer } from "./listen.ts";
import type { Live } from "./live.ts";

/**
 * `/metrics` in Prometheus's text format (https://prometheus.io/docs/instrumenting/exposition_formats/). A library would keep
 * counters of its own beside those of the reports, and its setup takes more code than the format.
 */
export function answerMetrics(history: History, live?: LiveFigures): Answer {
  return { status: 200, type: "text/plain; version=0.0.4; charset=utf-8", body: [...families(history), ...(live ? liveFamilies(live) : [])].map(formatFamily).join("") };
}

/** A metric with its samples. */
interface Family {
  readonly name: string;
  readonly type: "counter" | "gauge" | "summary" | "histogram";
  readonly help: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  /** The suffix of a summary or a histogram. */
  readonly part?: "_sum" | "_count" | "_bucket";
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

function families({ every, runningSince, loads, seconds, resources }: History): Family[] {
  const { user, system } = process.cpuUsage();
  const ended = loads.loaded + loads.partial + loads.failed;
  return [
    gauge("lago_loader_build_info", "The version that runs.", 1, { version: loaderVersion }),
    gauge("lago_loader_schedule_interval_seconds", "From the beginning of one load to that of the next.", every / 1000),
    gauge("lago_loader_load_running", "1 while a load runs.", runningSince ? 1 : 0),
    {
      name: "lago_loader_loads_total",
      type: "counter",
      help: "Loads that have ended: loaded, partial (lists failed or are incomplete), or failed as a whole.",
      samples: Object.entries(loads).map(([status, value]) => ({ labels: { status }, value })),
    },
    summary("lago_loader_load_duration_seconds", "Time that loads took.", [[{}, seconds, ended]]),
    ...COUNTERS.map((figure) => ofResources(`lago_loader_${figure}_total`, "counter", HELP[figure], resources, ({ counts }) => counts[figure])),
    summary("lago_loader_resource_duration_seconds", "Time that a list took.", [...resources].map(([resource, totals]) => [{ resource }, totals.seconds, totals.loads])),
    ofResources("lago_loader_last_success_timestamp_seconds", "gauge", "When a list was last loaded, and surely all of it.", resources, ({ lastSuccessAt }) => lastSuccessAt && lastSuccessAt.getTime() / 1000),
    ...NOT_LOADED.map((status) => ofResources(`lago_loader_resource_${status}`, "gauge", `1 where the last load of a resource was ${status}.`, resources, (totals) => (totals.status === status ? 1 : 0))),
    gauge("process_start_time_seconds", "When the process began, since 1970.", performance.timeOrigin / 1000),
    gauge("process_resident_memory_bytes", "Memory that the process holds.", process.memoryUsage.rss()),
    { name: "process_cpu_seconds_total", type: "counter", help: "Processor time that the process has used.", samples: [{ value: (user + system) / 1e6 }] },
  ];
}

/** The state of webhooks. */
export interface LiveFigures {
  readonly log: Pick<Live["log"], "size" | "oldest">;
  readonly tally: Live["tally"];
}

function liveFamilies({ log, tally }: LiveFigures): Family[] {
  const buckets = tally.lags.map((_, index): Sample => ({ part: "_bucket", labels: { le: String(LAG_BOUNDS[index] ?? "+Inf") }, value: tally.lags.slice(0, index + 1).reduce((sum, count) => sum + count, 0) }));
  return [
    { name: "lago_loader_webhooks_total", type: "counter", help: "Webhooks that came, by what became of them.", samples: OUTCOMES.map((outcome) => ({ labels: { outcome }, value: tally.outcomes[outcome] })) },
    gauge("lago_loader_webhook_hints_waiting", "Records that webhooks told of and no load has read yet.", log.size),
    gauge("lago_loader_webhook_oldest_hint_age_seconds", "For how long the oldest of them has been waiting.", log.oldest === undefined ? 0 : (Date.now() - log.oldest) / 1000),
    { name: "lago_loader_webhook_loads_total", type: "counter", help: "Loads of what webhooks told of, by whether all of it came.", samples: [{ labels: { status: "loaded" }, value: tally.loads - tally.failures }, { labels: { status: "partial" }, value: tally.failures }] },
    {
      name: "lago_loader_webhook_lag_seconds",
      type: "histogram",
      help: "From the receipt of a webhook to the commit of what it told of.",
      samples: [...buckets, { part: "_sum", value: tally.lagSum }, { part: "_count", value: tally.answered }],
    },
  ];
}

const NOT_LOADED = ["incomplete", "skipped", "failed"] as const;

/** Totals over resources that have ended. */
const HELP: Record<Counter, string> = {
  rows: "Distinct records read.",
  inserted: "Rows that are new in the table.",
  updated: "Rows that were in the table and have changed, or are there again.",
  deleted: "Rows marked as deleted.",
  pages: "Pages read.",
  requests: "Requests sent to Lago, retries included.",
  retries: "Requests sent again.",
};

function gauge(name: string, help: string, value: number, labels: Readonly<Record<string, string>> = {}): Family {
  return { name, type: "gauge", help, samples: [{ labels, value }] };
}

function summary(name: string, help: string, sums: readonly (readonly [labels: Readonly<Record<string, string>>, sum: number, count: number])[]): Family {
  const samples = sums.flatMap(([labels, sum, count]): Sample[] => [{ part: "_sum", labels, value: sum }, { part: "_count", labels, value: count }]);
  return { name, type: "summary", help, samples };
}

function ofResources(name: string, type: Family["type"], help: string, resources: ReadonlyMap<string, ResourceTotals>, read: (totals: ResourceTotals) => number | undefined): Family {
  const samples = [...resources].flatMap(([resource, totals]) => {
    const value = read(totals);
    return value === undefined ? [] : [{ labels: { resource }, value }];
  });
  return { name, type, help, samples };
}

function formatFamily({ name, type, help, samples }: Family): string {
  const lines = samples.map(({ part = "", labels = {}, value }) => `${name}${part}${formatLabels(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function formatLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
