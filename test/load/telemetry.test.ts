import assert from "node:assert/strict";
import { after, it } from "node:test";
import { metrics, trace } from "@opentelemetry/api";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { openTelemetry } from "../../runtime/load/telemetry.ts";
import { newDatabase } from "../databases.ts";
import { startBooks } from "./add-on-books.ts";

after(() => {
  trace.disable();
  metrics.disable();
});

it("OpenTelemetry hears of each resource, by whatever SDK is there, and only if OTEL_ variables are set", async (t) => {
  const spans = new Map<string, Record<string, unknown>>();
  const sums = new Map<string, number>();
  trace.setGlobalTracerProvider({ getTracer: () => fakeTracer(spans) } as never);
  metrics.setGlobalMeterProvider({ getMeter: () => fakeMeter(sums) } as never);
  const fake = await startBooks(45);
  const database = await newDatabase("duckdb");
  const destination = await database.open();
  t.after(async () => {
    await destination.close();
    await database.remove();
    await fake.close();
    delete process.env["OTEL_SERVICE_NAME"];
  });
  const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 10 });

  await load([addOns], { lago, destination });
  assert.deepEqual([spans.size, sums.size], [0, 0]);
  process.env["OTEL_SERVICE_NAME"] = "billing";
  await load([addOns], { lago, destination });
  assert.deepEqual([...spans.keys()].sort(), ["load", "load add_ons"]);
  const { "lago.resource": resource, "lago.status": status, "lago.rows": rows, "lago.pages": pages } = spans.get("load add_ons")!;
  assert.deepEqual([resource, status, rows, pages], ["add_ons", "loaded", 45, 5]);
  assert.deepEqual([sums.get("lago_loader.rows"), sums.get("lago_loader.updated"), sums.get("lago_loader.pages")], [45, 0, 5]);
});

it("a failure is an error in the trace, and thrown all the same", async () => {
  const telemetry = await openTelemetry({ OTEL_SERVICE_NAME: "billing" });
  await assert.rejects(telemetry.load(() => Promise.reject(new Error("no"))), /no/);
  const silent = await openTelemetry({ OTEL_SERVICE_NAME: "billing", OTEL_SDK_DISABLED: "true" });
  assert.equal(await silent.load(async () => 1), 1);
});

function fakeTracer(spans: Map<string, Record<string, unknown>>) {
  return {
    startActiveSpan: (name: string, { attributes }: { attributes: object }, work: (span: object) => unknown) => {
      const seen: Record<string, unknown> = { ...attributes };
      const span = { setAttributes: (more: object) => Object.assign(seen, more), recordException: () => {}, setStatus: () => {}, end: () => spans.set(name, seen) };
      return work(span);
    },
  };
}

function fakeMeter(sums: Map<string, number>) {
  const sum = (name: string) => (value: number) => void sums.set(name, (sums.get(name) ?? 0) + value);
  return { createCounter: (name: string) => ({ add: sum(name) }), createHistogram: (name: string) => ({ record: sum(name) }) };
}
