import createClient from "openapi-fetch";
import { ConfigurationError } from "./errors.ts";
import type { GetRequest, Lago, Values } from "./lago.ts";
import { listPages } from "./list.ts";
import { checkNumbers } from "./number-options.ts";
import { registerSecret } from "./secrets.ts";
import { type Address, findBaseUrl, isLoopback } from "./transport/base-url.ts";
import type { Fetch } from "./transport/fetch.ts";
import { adaptiveLimiter, fixedLimiter } from "./transport/limiter.ts";
import { fillPath } from "./transport/path.ts";
import { endsWith } from "./transport/signals.ts";
import { sendRequest } from "./transport/send-request.ts";
import { type LagoEvent, makeTransport, type Patience, PATIENCE } from "./transport/retry.ts";

export type LagoOptions = Address & ClientOptions;

interface ClientOptions {
  /** From Lago's dashboard, under Developers. Never part of an error, an event or what `inspect` shows. */
  readonly apiKey: string;
  /** In place of the loader's own: with a proxy, a certificate, a recorder. Called once a try. */
  readonly fetch?: Fetch;
  /** Requests at the same time, over all that is read through this object; "auto", if not given: as many as raise the throughput, up to 32. */
  readonly concurrency?: number | "auto";
  /** Records a page, or "auto", if not given: 100 at first, then as many as make about a megabyte. */
  readonly perPage?: number | "auto";
  /** Caps the rate below Lago's own limit, for an organisation whose other keys need some of it. */
  readonly maxRequestsPerSecond?: number;
  /** How long and how often a request is tried; what is not given is as in `PATIENCE`. */
  readonly retry?: Partial<Patience>;
  /** Ends everything that is read through this object. */
  readonly signal?: AbortSignal;
  /** A number from 0 to 1, for the waits between tries; `Math.random` if not given. */
  readonly random?: () => number;
  readonly onEvent?: (event: LagoEvent) => void;
}

export type { GetRequest, Lago, Values };

/** Prepares to talk to Lago; nothing is sent yet. Throws a `ConfigurationError` where an option cannot be meant. */
export function createLago(options: LagoOptions): Lago {
  const { apiKey, concurrency = "auto", perPage = "auto", maxRequestsPerSecond = Infinity, retry, signal } = options;
  checkKey(apiKey);
  registerSecret(apiKey);
  checkNumbers({ ...(concurrency === "auto" ? {} : { concurrency }), ...(perPage === "auto" ? {} : { perPage }), maxRequestsPerSecond, ...retry });
  const url = findBaseUrl(options);
  const client = createClient<Untyped>({ baseUrl: url, headers: headersFor(apiKey, url), pathSerializer: fillPath });
  const limiter = concurrency === "auto" ? adaptiveLimiter() : fixedLimiter(concurrency);
  const send = makeTransport({
    fetch: options.fetch ?? sendRequest,
    patience: { ...PATIENCE, ...retry },
    limiter,
    maxRequestsPerSecond,
    random: options.random ?? Math.random,
    onEvent: options.onEvent ?? (() => undefined),
  });

  async function get<T>(path: string, { path: parameters = {}, query = {}, ...request }: GetRequest<T>): Promise<T> {
    let answer: T;
    // openapi-fetch builds the request; what it would do with the answer, `accept` has done by then.
    await client.GET(path, {
      params: { path: parameters, query },
      fetch: async (question) => {
        const ends = endsWith(signal, request.signal);
        answer = await send(question, { traffic: { requests: 0, retries: 0, waits: 0 }, kind: `${path} ${String(query["per_page"])}`, ...request, ...(ends && { signal: ends }) });
        return new Response(null, { status: 204 });
      },
    });
    return answer!;
  }

  const lago: Lago = {
    url,
    get concurrency() {
      return limiter.limit;
    },
    get pagesAhead() {
      return concurrency === "auto" ? Math.ceil(limiter.limit * AHEAD) : concurrency;
    },
    perPage,
    signal,
    get,
    pages: (resource, ...filters) => listPages(lago, resource, filters),
    async *list(resource, ...filters) {
      for await (const page of listPages(lago, resource, filters)) yield* page;
    },
  };
  return lago;
}

/** Pages come in order: behind one that takes twice as long as the others, half as many again keep the requests going. */
const AHEAD = 1.5;

/** What openapi-fetch has to know of a document to take any path; the types that matter are `list`'s. */
type Untyped = Record<string, { get: { parameters: { path: Values; query: Values }; responses: Record<number, unknown> } }>;

function headersFor(apiKey: string, url: string): Record<string, string> {
  const headers = { authorization: `Bearer ${apiKey}`, accept: "application/json", "user-agent": "lago-loader" };
  // On one machine, packing a page costs a fifth of the time and saves nothing.
  return isLoopback(new URL(url).hostname) ? { ...headers, "accept-encoding": "identity" } : { ...headers, "accept-encoding": "gzip" };
}

function checkKey(apiKey: string): void {
  if (!apiKey) throw new ConfigurationError("There is no API key: `apiKey` is empty. Keys are in Lago's dashboard, under Developers.");
  // Anything else is no header, and the error that says so would quote it.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new ConfigurationError("The API key holds a blank or another character that no key has: it may have been copied with too much.");
}
