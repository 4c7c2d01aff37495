import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { makeRateLimiter } from "../../test/lago/rate-limit.ts";
import { SCENES } from "./scenes.ts";

/** What a run looked like to the server. */
export interface Run {
  /** Answered in the run's seconds. */
  readonly answered: number;
  readonly refused: number;
  /** In milliseconds, once the client had a third of the run to settle: the median and the 95th percentile. */
  readonly latency: readonly [median: number, p95: number];
  /** Requests at a time, for 95 % of the requests of these two thirds. */
  readonly inFlight: number;
}

/*
 * A Lago in a process of its own that takes its time as a scene says, for an endless list of taxes. Arguments: the scene, and the
 * seconds of the run. It sends its address to its parent process, and its `Run` once it is asked for anything.
 */
const { service, network, workers = Infinity, limit } = SCENES[process.argv[2]!]!;
const seconds = Number(process.argv[3]);
const admit = limit === undefined ? undefined : makeRateLimiter({ requests: limit, windowMs: 1000 }, () => performance.now());
const latencies: number[] = [];
const loads: number[] = [];
const waiting: (() => void)[] = [];
let free = workers;
let [inFlight, answered, refused] = [0, 0, 0];
let startedAt: number | undefined;

const server = createServer(async (request, response) => {
  const at = performance.now();
  const second = (at - (startedAt ??= at)) / 1000;
  const { admitted = true, headers = {} } = admit?.() ?? {};
  if (!admitted) {
    refused++;
    return send(response, 429, { status: 429, error: "Too Many Requests" }, headers);
  }
  const page = Number(new URL(request.url!, "http://localhost").searchParams.get("page") ?? 1);
  inFlight++;
  if (second > seconds / 3) loads.push(inFlight);
  await sleep(network / 2);
  await enter();
  await sleep(service(page, second, Math.random()));
  leave();
  await sleep(network / 2);
  inFlight--;
  const now = performance.now();
  if (now - startedAt <= seconds * 1000) answered++;
  if (second > seconds / 3) latencies.push(now - at);
  send(response, 200, { taxes: makeTaxes(page), meta: { current_page: page, next_page: page + 1, prev_page: null, total_pages: PAGES, total_count: PAGES * PER_PAGE } }, headers);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on("message", () => process.send!({ answered, refused, latency: [percentile(latencies, 0.5), percentile(latencies, 0.95)], inFlight: percentile(loads, 0.95) } satisfies Run));
process.on("disconnect", () => process.exit());

const [PAGES, PER_PAGE] = [1_000_000, 20];

function makeTaxes(page: number): object[] {
  return Array.from({ length: PER_PAGE }, (_, index) => ({ lago_id: `00000000-0000-4000-8000-${String(page * PER_PAGE + index).padStart(12, "0")}`, name: "VAT", code: `vat_${index}`, rate: 20, applied_to_organization: false, created_at: "2026-01-01T00:00:00Z" }));
}

async function enter(): Promise<void> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

function leave(): void {
  const next = waiting.shift();
  if (next) next();
  else free++;
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string>): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function percentile(values: readonly number[], part: number): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length * part)] ?? 0;
}
