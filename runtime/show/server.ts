import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigurationError } from "../errors.ts";
import { readAsOf } from "../metrics/as-of.ts";
import type { Metrics } from "../metrics/read-metrics.ts";
import { type Ask, BusyError, type Reader } from "../reader/reader.ts";
import type { Resource } from "../resource.ts";
import { refuse, SECURITY_HEADERS } from "./guard.ts";
import { html, type Html } from "./html.ts";
import { formatTime, layOut } from "./layout.ts";
import { EDITOR, hasEditor } from "./assets.ts";
import { isFormat, sendAnswer, sendRows } from "./download.ts";
import type { Link, Page, Visit } from "./page.ts";
import { PAGES } from "./pages/pages.ts";
import { sqlBox } from "./pages/sql.ts";

export interface ShowOptions {
  readonly reader: Reader;
  readonly metrics: Metrics;
  readonly resources: readonly Resource[];
  /** 0 is any free port. */
  readonly port: number;
  readonly anonymous: boolean;
}

/** A running server. */
export interface Show {
  /** Its URL with the token: whoever has it can read the data. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the pages on 127.0.0.1 until it is closed. */
export async function startShow(options: ShowOptions): Promise<Show> {
  const token = randomBytes(24).toString("base64url");
  const { answer, drawFirst } = newAnswerer(options, token);
  const server = createServer(PATIENCE, (request, response) => {
    const { port } = server.address() as AddressInfo;
    const refusal = refuse({ method: request.method!, url: request.url!, headers: request.headers }, { port, token });
    if (refusal) return send(response, refusal.status, "text/plain; charset=utf-8", refusal.reason);
    // Who hangs up in the middle of a form is not answered.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  // Runs while the browser starts.
  const first = drawFirst();
  return {
    url: `http://127.0.0.1:${port}/${token}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await first;
    },
  };
}

/** Milliseconds in which a request must arrive: a slow one must not hold a connection for long. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5_000 };

/** A rendered page, and the state of the database that it shows. */
interface Drawn {
  readonly version: string;
  readonly main: Html;
  readonly asOf: string | null;
  readonly at: Date;
}

function newAnswerer({ reader, metrics, resources, anonymous }: ShowOptions, token: string) {
  // Free SQL could select a personal column.
  const pages = anonymous ? PAGES.filter((page) => page !== sqlBox) : PAGES;
  const drawn = new Map<string, Drawn>();
  const drawing = new Map<string, Promise<Drawn>>();
  const remembered = new Map<string, Promise<unknown>>();
  /** State of the database when it was last checked. */
  let version = "";
  const link: Link = (path, params = {}) => {
    if (path === sqlBox.path && !pages.includes(sqlBox)) return undefined;
    const query = new URLSearchParams(params).toString();
    return `/${token}/${path}${query && `?${query}`}`;
  };

  return { answer, drawFirst };

  async function drawFirst(): Promise<void> {
    // The visitor sees what is wrong.
    await draw(pages[0]!, keyOf(pages[0]!, [], new URLSearchParams()), [], new URLSearchParams()).catch(() => {});
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Verbatim: a URL would resolve `..`, which is part of no page.
    const [pathname = "", query = ""] = request.url!.split("?", 2);
    const searchParams = new URLSearchParams(query);
    const [path = "", ...rest] = pathname.slice(token.length + 2).split("/").map(decode);
    const page = path === "" ? pages[0]! : pages.find((one) => one.path === path);
    if (request.method === "POST") {
      // The statement is in the body, and not in a URL that others could see.
      const body = await readForm(request);
      if (!body) return send(response, 413, "text/plain; charset=utf-8", "Send a form of at most 100 kB.", { connection: "close" });
      for (const [name, value] of body) searchParams.set(name, value);
      searchParams.set("run", "1");
    } else searchParams.delete("run");
    if (`${path}/${rest.join("/")}` === EDITOR.path && hasEditor()) return send(response, 200, EDITOR.type, await readFile(EDITOR.file, "utf8"));
    if (!page) return send(response, 404, "text/plain; charset=utf-8", "There is no such page.");
    const format = searchParams.get("format") ?? "";
    const frame = { pages, current: page, name: reader.name, link };
    const key = keyOf(page, rest, searchParams);
    try {
      if (page.download && isFormat(format)) {
        const file = await page.download(await visit(rest, searchParams));
        return "statement" in file ? await sendAnswer(response, format, file, reader) : sendRows(response, format, file);
      }
      const { main, asOf } = await draw(page, key, rest, searchParams);
      send(response, 200, HTML, layOut({ ...frame, main, asOf, notice: undefined }));
    } catch (error) {
      const before = drawn.get(key);
      if (error instanceof BusyError && before) {
        const notice = `A load is writing (${error.message}). These figures are as of ${formatTime(before.at.toISOString())}.`;
        return send(response, 200, HTML, layOut({ ...frame, ...before, notice }), { refresh: "3" });
      }
      const busy = error instanceof BusyError;
      const notice = busy ? `A load is writing (${error.message}). This page comes as soon as it can be read.` : error instanceof Error ? error.message : String(error);
      send(response, busy ? 503 : error instanceof ConfigurationError ? 400 : 500, HTML, layOut({ ...frame, main: html`<h1>${page.title}</h1>`, asOf: null, notice }), busy ? { refresh: "3" } : {});
    }
  }

  /** An unchanged page is not rendered again: viewing it twice does not open the file. */
  async function draw(page: Page, key: string, rest: readonly string[], params: URLSearchParams): Promise<Drawn> {
    const visitor = await visit(rest, params);
    const before = drawn.get(key);
    if (before?.version === version) return before;
    // Two visits at the same time share one query.
    const started = `${version} ${key}`;
    const already = drawing.get(started);
    if (already) return already;
    const fresh = drawAnew(page, key, visitor).finally(() => drawing.delete(started));
    drawing.set(started, fresh);
    return fresh;
  }

  async function drawAnew(page: Page, key: string, visitor: Visit): Promise<Drawn> {
    const at = new Date();
    const drawnOf = version;
    const asked = visitor.remember("as of", (ask) => readAsOf(metrics, ask));
    const [main, asOf] = await Promise.all([page.render(visitor), asked]);
    const fresh = { version: drawnOf, main, asOf, at };
    if (drawn.size >= MOST_DRAWN) drawn.delete(drawn.keys().next().value!);
    drawn.set(key, fresh);
    return fresh;
  }

  async function visit(rest: readonly string[], params: URLSearchParams): Promise<Visit> {
    const now = await reader.version();
    if (now !== version) remembered.clear();
    version = now;
    return { reader, metrics, resources, rest, params, anonymous, link, remember };
  }

  function remember<Result>(name: string, work: (ask: Ask) => Promise<Result>): Promise<Result> {
    const known = remembered.get(name) as Promise<Result> | undefined;
    if (known) return known;
    const asked = reader.read(work);
    remembered.set(name, asked);
    // The next visit queries again.
    asked.catch(() => remembered.delete(name));
    return asked;
  }
}

function keyOf({ path }: Page, rest: readonly string[], params: URLSearchParams): string {
  return `${path}/${rest.join("/")}?${params.toString()}`;
}

const HTML = "text/html; charset=utf-8";
/** Number of cached pages, about 100 kB each. */
const MOST_DRAWN = 50;

/** The fields of a form; undefined if it is not a form, or too large. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return undefined;
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) if ((text += chunk as string).length > 100_000) return undefined;
  return new URLSearchParams(text);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string, more: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...SECURITY_HEADERS, "content-type": type, ...more }).end(body);
}
