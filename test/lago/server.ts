import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { answer as answerFrom, type Api } from "./api.ts";
import { makeFaults, tooManyRequests, type Answer, type Effect, type Fault } from "./faults.ts";
import { makeRenderPage } from "./pages.ts";
import { makeRateLimiter, type RateLimit } from "./rate-limit.ts";
import { Refusal } from "./refusal.ts";
import type { JsonObject, Keys, Row } from "./rows.ts";
import { makeSelect } from "./selection.ts";
import { openStore, type Tables } from "./store.ts";
import type { TableName } from "./tables.ts";
import { listPaths, listTruth } from "./truth.ts";

/** A company's records, and the text of the organisation itself. */
export type LagoData = { organization: string; tables: Tables };

export type LagoOptions = {
  data: LagoData;
  /** The one key that is let in. When missing, any is, but none is not. */
  apiKey?: string;
  /** False: logs and most analytics answer 403. */
  premium?: boolean;
  /** False: `/analytics/usage` answers 500, as on a Lago of one's own that has no Data API. */
  dataApi?: boolean;
  /** What the key may not read, by the names in `read_action_not_allowed_for_invoice`. */
  denied?: readonly string[];
  /** Rows that a list's order does not tell apart change places from answer to answer, as they may. Off, pages repeat. */
  looseTies?: boolean;
  /** Ties of activity logs and API logs lose rows at the borders of pages: for one page size always the same rows, for another one others. */
  lossyTies?: boolean;
  /** Lago Cloud has one; a server of one's own has none. */
  rateLimit?: RateLimit;
  faults?: readonly Fault[];
  /** Milliseconds that every answer takes. */
  latency?: number;
  /** The server's clock in milliseconds: some counts are kept for 30 minutes of it. */
  now?: () => number;
};

export type LoggedRequest = {
  method: string;
  /** Below `/api/v1`, as sent. */
  path: string;
  query: URLSearchParams;
  /** 0 while there is no answer, and when the connection broke instead. */
  status: number;
  at: number;
};

export type Lago = {
  /** The API is below `/api/v1` of it. */
  url: string;
  requests: LoggedRequest[];
  /** The truth: the texts of the records that a complete crawl of this path must deliver, in order. A query narrows it. */
  list(path: string): string[];
  /** The paths, with the query each needs, that a complete crawl of a list below parents has to ask. */
  paths(template: string): string[];
  rows(table: TableName): readonly Row[];
  /** Inserts a record or its JSON text, or replaces the one of the same id. */
  put(table: TableName, record: JsonObject | string, hidden?: Keys): void;
  remove(table: TableName, id: string): void;
  /** In place of those there were. */
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
};

/** Starts a Lago on a free port of this machine, over real HTTP. */
export async function startLago(options: LagoOptions): Promise<Lago> {
  const { data, apiKey, premium = true, dataApi = true, denied = [], looseTies = false, lossyTies = false, rateLimit, latency = 0, now = Date.now } = options;
  const store = openStore(data.tables);
  const select = makeSelect(store, { premium, looseTies, now });
  const api: Api = { store, renderPage: makeRenderPage(select, { now, lossyTies }), organization: data.organization, apiKey, premium, dataApi, denied };
  const admit = rateLimit && makeRateLimiter(rateLimit, now);
  const requests: LoggedRequest[] = [];
  let effectOn = makeFaults(options.faults ?? []);
  let closed = false;

  const server = createServer((request, response) => {
    // The fake's own mistake, said where a test can read it.
    handle(request, response).catch((error: Error) => response.writeHead(500).end(error.stack));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [pathname, search] = request.url!.split("?");
    const path = pathname!.replace(/^\/api\/v1(?=\/)/, "");
    const logged: LoggedRequest = { method: request.method!, path, query: new URLSearchParams(search), status: 0, at: now() };
    const id = `request-${requests.push(logged)}`;
    const admission = admit?.();
    const effect = effectOn(path, logged.query);
    effect.change?.();
    const wait = latency + (effect.delay ?? 0);
    // The connection keeps the process alive, not the answer that nobody waits for any more.
    if (wait) await sleep(wait, undefined, { ref: false });
    if (effect.break === "stall") return;
    if (effect.break === "reset") return void request.socket.resetAndDestroy();
    if (effect.break === "refuse") return refuse(effect.forMs ?? 300);
    const answer = admission?.admitted === false ? toAnswer(tooManyRequests()) : (toAnswer(effect) ?? respond(api, logged, request));
    logged.status = answer!.status;
    send(response, effect, { ...answer!, headers: { "x-request-id": id, ...admission?.headers, ...answer!.headers } });
  }

  function refuse(forMs: number): void {
    const { port } = server.address() as AddressInfo;
    server.close(() => setTimeout(() => closed || void listen(port), forMs));
    server.closeAllConnections();
  }

  server.keepAliveTimeout = 60_000;
  await listen(0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    list: (path) => listTruth(select, path),
    paths: (template) => listPaths(store, template),
    rows: store.rows,
    put: store.put,
    remove: store.remove,
    setFaults: (faults) => void (effectOn = makeFaults(faults)),
    close: async () => {
      closed = true;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function respond(api: Api, { method, path, query }: LoggedRequest, { headers, url }: IncomingMessage): Answer {
  try {
    if (!url!.startsWith("/api/v1/")) throw new Refusal(404, { status: 404, error: "Not Found" });
    return { status: 200, body: answerFrom(api, { method, path, query, authorization: headers.authorization }) };
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: JSON.stringify(error.body) };
    throw error;
  }
}

const toAnswer = ({ answer }: Effect): Answer | undefined => (typeof answer === "function" ? answer() : answer);

function send(response: ServerResponse, effect: Effect, { status, headers, body = "" }: Answer): void {
  const whole = typeof body === "string" ? [Buffer.from(body)] : body;
  const pieces = effect.edit ? [Buffer.from(effect.edit(String(Buffer.concat(whole))))] : whole;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const type = { "content-type": "application/json; charset=utf-8" };
  const half = () => Buffer.concat(pieces).subarray(0, Math.ceil(length / 2));
  const hangUp = () => void response.socket?.end();
  // Without a length the body is chunked, and a client can tell that its last chunk is missing.
  response.writeHead(status, { ...type, ...(effect.break !== "cut" && { "content-length": length }), ...headers });
  if (effect.break === "cut" || effect.break === "short") response.write(half(), hangUp);
  else if (effect.break === "stall-half-way") response.write(half());
  else if (effect.break === "stall-after-headers") response.flushHeaders();
  else {
    response.cork();
    for (const piece of pieces) response.write(piece);
    response.end();
  }
}
