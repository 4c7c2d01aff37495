import createClient from "openapi-fetch";
import { ConfigurationError } from "./errors.ts";
import type { GetRequest, Lago, Values } from "./lago.ts";
import { listPages } from "./list.ts";
import { checkNumbers } from "./number-options.ts";
import { registerSecret } from "./secrets.ts";
import { type Address, findBaseUrl, isLoopback } from "./transport/base-url.ts";
import type { Fetch } from "./transport/fetch.ts";
import { adaptiveLimiter, fixedLimiter, type Limiter } from "./transport/limiter.ts";
import { fillPath } from "./transport/path.ts";
import { endsWith } from "./transport/signals.ts";
import { sendRequest } from "./transport/send-request.ts";
import { type LagoEvent, makeTransport, type Patience, PATIENCE } from "./transport/retry.ts";

/** Options of `createLago`: the address (`region` or `baseUrl`), the key, and how requests are sent. */
export type LagoOptions = Address & ClientOptions;

interface ClientOptions {
  /** API key, from Lago's dashboard, under Developers. It is never part of an error, an event or the output of `inspect`. */
  readonly apiKey: string;
  /** Replaces the loader's own HTTP client, e.g. to record requests. Called once for each attempt. */
  readonly fetch?: Fetch;
  /** Requests at the same time, for everything read through this client. Default "auto": as many as raise the throughput, up to 32. */
  readonly concurrency?: number | "auto";
  /** For "auto": the limiter of an earlier client of the same Lago, which knows already how many requests it takes. Default: a new one. */
  readonly limiter?: Limiter;
  /** Records per page. Default "auto": 100 at first, then as many as make about a megabyte. */
  readonly perPage?: number | "auto";
  /** Limits the rate below Lago's own limit, which all keys of an organisation share. Default: no limit but Lago's. */
  readonly maxRequestsPerSecond?: number;
  /** Number of attempts and their time limits. Missing values are those of `PATIENCE`. */
  readonly retry?: Partial<Patience>;
  /** Aborts all requests of this client. */
  readonly signal?: AbortSignal;
  /** Returns a number from 0 to 1, for the jitter of backoff. Default: `Math.random`. */
  readonly random?: () => number;
  /** Called for retries and waits. */
  readonly onEvent?: (event: LagoEvent) => void;
}

export type { GetRequest, Lago, Values };

/** Creates a client for the Lago API. It sends no request yet. Throws a `ConfigurationError` if an option is invalid. */
export function createLago(options: LagoOptions): Lago {
  const { apiKey, concurrency = "auto", perPage = "auto", maxRequestsPerSecond = Infinity, retry, signal } = options;
  checkKey(apiKey);
  registerSecret(apiKey);
  checkNumbers({ ...(concurrency === "auto" ? {} : { concurrency }), ...(perPage === "auto" ? {} : { perPage }), maxRequestsPerSecond, ...retry });
  const url = findBaseUrl(options);
  const client = createClient<Untyped>({ baseUrl: url, headers: headersFor(apiKey, url), pathSerializer: fillPath });
  const limiter = concurrency === "auto" ? (options.limiter ?? adaptiveLimiter()) : fixedLimiter(concurrency);
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
    // openapi-fetch only builds the request: the transport has already read and checked the response.
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

/** Pages are returned in order. Requesting half as many again keeps requests going behind a page that takes twice as long. */
const AHEAD = 1.5;

/** Lets openapi-fetch accept any path; the types that users see are those of `list`. */
type Untyped = Record<string, { get: { parameters: { path: Values; query: Values }; responses: Record<number, unknown> } }>;

function headersFor(apiKey: string, url: string): Record<string, string> {
  const headers = { authorization: `Bearer ${apiKey}`, accept: "application/json", "user-agent": "lago-loader" };
  // On one machine, compressing a page costs a fifth of the time and saves nothing.
  return isLoopback(new URL(url).hostname) ? { ...headers, "accept-encoding": "identity" } : { ...headers, "accept-encoding": "gzip" };
}

function checkKey(apiKey: string): void {
  if (!apiKey) throw new ConfigurationError("There is no API key: `apiKey` is empty. Keys are in Lago's dashboard, under Developers.");
  // Any other character is invalid in a header, and Node's error would quote the key.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new ConfigurationError("The API key holds a blank or another character that no key has. Copy the key again, without what surrounds it.");
}
