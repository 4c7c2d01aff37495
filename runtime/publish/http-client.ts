import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigurationError, DestinationError } from "../errors.ts";
import { toSafeText } from "../secrets.ts";
import { readAnnouncedWait } from "../transport/announced-wait.ts";
import { startClock } from "../transport/clock.ts";
import type { AnswerHeaders } from "../transport/fetch.ts";
import { explainFailure, type Failure } from "../transport/failures.ts";
import { sendRequest } from "../transport/send-request.ts";
import { type Content, readContent, TooLarge, writeContent } from "./http-content.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes, or a way to read them several times. Anything else is sent as JSON. */
  readonly body?: object | Uint8Array | Content;
  /** Statuses besides 2xx that are not errors. */
  readonly expected?: readonly number[];
  /** A name of the request for error messages. Default: method and path. */
  readonly what?: string;
  /** Fields without which a JSON object is no answer to it. */
  readonly needs?: readonly string[];
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
}

/** What is different in each service. */
export interface Service {
  /** For people, without secrets. */
  readonly name: string;
  /** Returns the headers with credentials, for each attempt. `renew`: the previous credentials were refused. */
  authorize?(request: HttpRequest, renew: boolean): Promise<Readonly<Record<string, string>>>;
  /** Whether a response says that the credentials have expired. A 401 always does. */
  isExpired?(answer: HttpAnswer): boolean;
  /** Whether a response asks to come again later. 408, 429 and 5xx always do. */
  isBusy?(answer: HttpAnswer, request: HttpRequest): boolean;
  /** The service's error code, e.g. `AccessDenied`. */
  codeOf?(answer: HttpAnswer): string;
  /** What the user can do about an error response. */
  explain(answer: HttpAnswer): string;
  /** What the user should check if there is no response. Default: the network and the address. */
  readonly check?: string;
  /** Connect without a proxy: the service belongs to this machine. */
  readonly direct?: boolean;
  readonly patience?: Partial<Patience>;
  readonly signal?: AbortSignal | undefined;
}

/** Retries and time limits. Times in milliseconds. */
export interface Patience {
  readonly attempts: number;
  /** Attempts that may end without a response. */
  readonly unanswered: number;
  /** Upper limit of the first wait. It doubles with each attempt; the wait is a random part of it. */
  readonly firstWait: number;
  /** For one attempt. Long, since statements take time and files are large. */
  readonly timeout: number;
  /** A connection that transfers nothing for so long counts as dead. */
  readonly idle: number;
  readonly mostBytes: number;
}

/** With these waits about half a minute. */
const PATIENCE: Patience = { attempts: 7, unanswered: 7, firstWait: 1000, timeout: 3_600_000, idle: 120_000, mostBytes: 64 * 2 ** 20 };
const LONGEST_WAIT_MS = 60_000;
const TRANSIENT = /^(408|429|5\d\d)$/;

/** A service has refused a request, or not answered. The message holds no secret, and nothing of the request's body. */
export class RequestError extends DestinationError {
  override name = "RequestError";
  /** Null where no answer came. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(toSafeText(message));
    this.status = status;
  }
}

export interface HttpClient {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** The same, of answers that are JSON. */
  ask<Answer>(request: HttpRequest): Promise<Answer>;
  /** The same; undefined if the object does not exist (404). */
  find<Answer>(request: HttpRequest): Promise<Answer | undefined>;
}

/**
 * Sends requests as loads do: through proxies, with retries, waits that the server asks for, and bounds of time and size. All that a
 * publish asks for over HTTP goes through here. Redirects are no answers: credentials must not go elsewhere.
 */
export function makeHttpClient(service: Service): HttpClient {
  const patience = { ...PATIENCE, ...service.patience };

  async function send<Result>(request: HttpRequest, read: (answer: HttpAnswer) => Result): Promise<Result> {
    const url = parseAddress(request.url, service.name);
    const what = request.what ?? `${service.name}: ${request.method} ${url.pathname}`;
    for (let attempt = 1, unanswered = 0, renewed = false, renew = false; ; attempt++) {
      const outcome = await sendOnce(request, await service.authorize?.(request, renew));
      let wait = Math.random() * patience.firstWait * 2 ** (attempt - 1);
      if ("reason" in outcome) {
        unanswered += 1;
        if (!outcome.transient || attempt >= patience.attempts || unanswered >= patience.unanswered) throw new RequestError(`${what} failed: ${outcome.reason}. Check ${service.check ?? "the network and the address"}, then publish again.`, null);
        renew = false;
      } else {
        const { status, headers } = outcome;
        if ((status >= 200 && status < 300) || request.expected?.includes(status)) return read(outcome);
        renew = !renewed && (status === 401 || (service.isExpired?.(outcome) ?? false));
        renewed ||= renew;
        const again = renew || TRANSIENT.test(String(status)) || service.isBusy?.(outcome, request);
        if (attempt >= patience.attempts || !again) throw new RequestError(`${`${what} was answered ${status} ${service.codeOf?.(outcome) ?? ""}`.trim()}. ${shorten(service.explain(outcome))}`.trim(), status);
        wait = renew ? 0 : Math.min(readAnnouncedWait(status, headers), LONGEST_WAIT_MS) || wait;
      }
      await pause(wait, service.signal);
    }
  }

  async function sendOnce(request: HttpRequest, credentials?: Readonly<Record<string, string>>): Promise<HttpAnswer | Failure> {
    const { signal, direct } = service;
    const clock = startClock(patience, signal);
    const { headers, content } = writeContent(request.body, clock.touch);
    let sent: Readable | undefined;
    try {
      clock.touch();
      const body = typeof content === "function" ? () => (sent = content()) : content;
      const answer = await sendRequest(request.url, { method: request.method, headers: joinHeaders(headers, request.headers, credentials), body, direct, signal: clock.signal });
      return { status: answer.status, headers: answer.headers, body: await readContent(answer.body ?? [], clock.touch, patience.mostBytes) };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ConfigurationError) throw error;
      if (error instanceof TooLarge) return { kind: "malformed", transient: false, reason: error.message };
      return clock.expired ? { kind: "unreachable", transient: true, reason: clock.expired } : explainFailure(error, new URL(request.url));
    } finally {
      clock.stop();
      // A refusal may come before all is sent, from a server that reads no more.
      sent?.destroy();
    }
  }

  return {
    send: (request) => send(request, (answer) => answer),
    ask: <Answer>(request: HttpRequest) => send(request, (answer) => parseJson<Answer>(answer, { what: service.name, ...request })),
    find: <Answer>(request: HttpRequest) => send({ ...request, expected: [404] }, (answer) => (answer.status === 404 ? undefined : parseJson<Answer>(answer, { what: service.name, ...request }))),
  };
}

/** Later ones replace earlier ones. Values are trimmed: a token that a file or command gives ends with its line. */
function joinHeaders(...parts: readonly (Readonly<Record<string, string>> | undefined)[]): Map<string, string> {
  return new Map(parts.flatMap((part) => Object.entries(part ?? {})).map(([name, value]) => [name.toLowerCase(), value.trim()]));
}

/** Reads an answer that is a JSON object. `what`: the request, for people. */
export function parseJson<Answer>({ status, body }: HttpAnswer, { what, needs = [] }: Pick<HttpRequest, "what" | "needs">): Answer {
  try {
    const answer = JSON.parse(String(body)) as Record<string, unknown> | null;
    if (typeof answer === "object" && answer !== null && !Array.isArray(answer) && needs.every((field) => answer[field] !== undefined && answer[field] !== null)) return answer as Answer;
  } catch {
    // Below: what it is can be anything, and anybody's.
  }
  throw new RequestError(`${what} was answered ${status}, but not with ${needs.length === 0 ? "" : "the expected "}JSON. Does something on the way answer in its place? Check the address and the proxy.`, status);
}

/** Neither the address nor what is in it is repeated. */
function parseAddress(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url;
  throw new ConfigurationError(`The address of ${name} must begin with https:// or http://. Check the variables and files that name it.`);
}

/** Milliseconds; ends with the signal. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => signal?.throwIfAborted());
}

/** An error is a sentence, not a page. */
export function shorten(text = ""): string {
  const safe = toSafeText(text);
  return safe.length <= 400 ? safe : `${safe.slice(0, 400)}…`;
}
