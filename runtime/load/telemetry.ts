import type { Environment } from "../environment.ts";
import type { ResourceReport } from "./tally.ts";

/** Spans and metrics of a load, by OpenTelemetry. */
export interface Telemetry {
  load<Result>(work: () => Promise<Result>): Promise<Result>;
  resource(name: string, work: () => Promise<ResourceReport>): Promise<ResourceReport>;
}

/**
 * Reports to the OpenTelemetry SDK that the process was started with, e.g. by
 * `NODE_OPTIONS="--import @opentelemetry/auto-instrumentations-node/register"`. The loader includes none. Does nothing without `OTEL_…`
 * variables, or if the optional API package is not installed.
 */
export async function openTelemetry(environment: Environment = process.env): Promise<Telemetry> {
  const wanted = Object.keys(environment).some((name) => name.startsWith("OTEL_")) && environment["OTEL_SDK_DISABLED"] !== "true";
  const api = wanted ? await import("@opentelemetry/api").catch(() => undefined) : undefined;
  return api ? connect(api) : SILENT;
}

const SILENT: Telemetry = { load: (work) => work(), resource: (_, work) => work() };

const SCOPE = "lago-loader";

/** Figures of a report that can be summed over loads. */
export const COUNTERS = ["rows", "inserted", "updated", "deleted", "pages", "requests", "retries"] as const;
export type Counter = (typeof COUNTERS)[number];

function connect({ trace, metrics, SpanStatusCode }: typeof import("@opentelemetry/api")): Telemetry {
  const tracer = trace.getTracer(SCOPE);
  const meter = metrics.getMeter(SCOPE);
  const counters = COUNTERS.map((name) => [name, meter.createCounter(`lago_loader.${name}`)] as const);
  const duration = meter.createHistogram("lago_loader.duration", { unit: "s", description: "Time that a resource took" });

  function measure<Result>(name: string, attributes: Record<string, string>, work: () => Promise<Result>, describe: (result: Result) => Record<string, string | number>): Promise<Result> {
    return tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        const result = await work();
        span.setAttributes(describe(result));
        return result;
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
        throw error;
      } finally {
        span.end();
      }
    });
  }

  return {
    load: (work) => measure("load", {}, work, () => ({})),
    resource: async (name, work) => {
      const report = await measure(`load ${name}`, { "lago.resource": name }, work, describeReport);
      const attributes = { "lago.resource": name, "lago.status": report.status };
      for (const [figure, counter] of counters) counter.add(report[figure], attributes);
      duration.record(report.seconds, attributes);
      return report;
    },
  };
}

function describeReport(report: ResourceReport): Record<string, string | number> {
  const figures = COUNTERS.map((name) => [`lago.${name}`, report[name]]);
  return { "lago.status": report.status, ...(report.error && { "lago.reason": report.error }), ...Object.fromEntries(figures) };
}
