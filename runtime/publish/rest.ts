import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { DestinationError } from "../errors.ts";
import { toSafeText } from "../secrets.ts";
import { readAnnouncedWait } from "../transport/announced-wait.ts";
import { explainFailure, type Failure } from "../transport/failures.ts";
import { sendRequest } from "../transport/send-request.ts";

/** A request to a service whose API is HTTP and JSON. */
export interface RestRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; bytes as they are; or how to read them, as often as it takes, with how many they are. */
  readonly body?: object | Uint8Array | { readonly open: () => Readable; readonly bytes: number };
  /** Statuses, besides 2xx, that are answers and no errors. */
  readonly expected?: readonly number[];
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface RestOptions {
  /** For people, as in `BigQuery`. */
  readonly service: string;
  /** The headers with the credentials, made anew after a 401. */
  authorize(renew: boolean): Promise<Readonly<Record<string, string>>>;
  /** The service's own sentence about what is wrong, and what to do about it. */
  explain(answer: RestAnswer): string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type Rest = (request: RestRequest) => Promise<RestAnswer>;

/** Sends requests by the transport of loads: through proxies, with retries, waits that the server asks for, and limits of time and size. */
export function makeRest({ service, authorize, explain, signal }: RestOptions): Rest {
  return async (request) => {
    const { method, url, expected = [] } = request;
    const what = `${service}: ${method} ${new URL(url).pathname}`;
    let renew = false;
    for (let attempt = 1; ; attempt++) {
      const answer: RestAnswer | Failure = await exchange(request, await authorize(renew), signal).catch((error: unknown) => {
        signal?.throwIfAborted();
        return explainFailure(error, new URL(url));
      });
      const isLast = attempt === ATTEMPTS;
      if ("reason" in answer) {
        if (!answer.transient || isLast) throw new DestinationError(`${what} failed: ${answer.reason}. Check the network and the address, then publish again.`);
        await wait(attempt, 0, signal);
        continue;
      }
      if ((answer.status >= 200 && answer.status < 300) || expected.includes(answer.status)) return answer;
      const expired: boolean = answer.status === 401 && !renew;
      renew ||= expired;
      if (isLast || !(expired || TRANSIENT.test(String(answer.status)))) {
        throw new DestinationError(`${what} was answered ${answer.status}. ${shorten(explain(answer))}`.trim());
      }
      if (!expired) await wait(attempt, readAnnouncedWait(answer.status, answer.headers), signal);
    }
  };
}

/** With these waits about half a minute. */
const ATTEMPTS = 7;
const LONGEST_WAIT_MS = 60_000;
const TRANSIENT = /^(408|429|5\d\d)$/;

/** A statement may be waited for; a file may be large. Without a byte for so long, a connection is dead. */
const TIMEOUT_MS = 3_600_000;
const MOST_BYTES = 64 * 2 ** 20;

async function exchange({ method, url, headers = {}, body }: RestRequest, credentials: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<RestAnswer> {
  const ends = AbortSignal.timeout(TIMEOUT_MS);
  const { type, bytes, content } = toContent(body);
  const all = { ...(type && { "content-type": type }), ...(bytes !== undefined && { "content-length": String(bytes) }), ...headers, ...credentials };
  const answer = await sendRequest(url, { method, headers: new Headers(all), body: content, signal: signal ? AbortSignal.any([signal, ends]) : ends });
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer.body ?? []) {
    if ((size += piece.length) > MOST_BYTES) throw new Error(`the answer has more than ${MOST_BYTES / 2 ** 20} MB`);
    pieces.push(piece);
  }
  return { status: answer.status, headers: answer.headers, text: Buffer.concat(pieces).toString() };
}

function toContent(body: RestRequest["body"]): { readonly type?: string; readonly bytes?: number; readonly content?: Uint8Array | (() => Readable) } {
  if (body === undefined) return { bytes: 0 };
  if (body instanceof Uint8Array) return { bytes: body.length, content: body };
  if ("open" in body && typeof body.open === "function") return { bytes: body.bytes as number, content: body.open as () => Readable };
  const content = Buffer.from(JSON.stringify(body));
  return { type: "application/json", bytes: content.length, content };
}

function wait(attempt: number, announced: number, signal?: AbortSignal): Promise<void> {
  return pause(announced > 0 ? Math.min(announced, LONGEST_WAIT_MS) : Math.random() * 500 * 2 ** attempt, signal);
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
