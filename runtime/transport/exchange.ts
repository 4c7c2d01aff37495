import { isUtf8 } from "node:buffer";
import { ConfigurationError, LagoError } from "../errors.ts";
import type { Answer, AnswerHeaders, Fetch } from "./fetch.ts";
import { toError } from "./refusal.ts";
import { explainFailure } from "./failures.ts";
import { listCodings } from "./codings.ts";
import { type Limits, startClock } from "./clock.ts";
import { ALIGNMENT, alignTo, freeBuffer, takeBuffer } from "./buffer-pool.ts";

/** A request, without the key: that is in `headers` only. */
export interface Question {
  readonly url: string;
  readonly headers: Headers;
}

/**
 * Sends one request once and reads the whole body. Throws a `LagoError` for anything but a complete 2xx body of valid UTF-8. `onAnswer` is
 * called with every response as soon as its headers arrive, also for a refusal.
 */
export async function exchange(fetch: Fetch, question: Question, limits: Limits, onAnswer: (answer: Answer) => void, signal?: AbortSignal): Promise<Buffer> {
  const path = new URL(question.url).pathname;
  const clock = startClock(limits, signal);
  let status: number | null = null;
  try {
    const response = await follow(fetch, question, clock.signal);
    status = response.status;
    onAnswer(response);
    const body = await readBody(path, response, clock.touch);
    if (!response.ok) throw toError(path, response, body);
    checkComplete(path, response, body);
    return body;
  } catch (error) {
    if (error instanceof LagoError || error instanceof ConfigurationError) throw error;
    signal?.throwIfAborted();
    if (clock.expired) throw new LagoError(`GET ${path}: ${clock.expired}.`, { kind: "unreachable", path, status, transient: true, timedOut: true });
    const { reason, ...facts } = explainFailure(error, new URL(question.url));
    throw new LagoError(`GET ${path}: ${reason}.`, { ...facts, path, status });
  } finally {
    clock.stop();
  }
}

/** More hops than this are a loop. */
const MAX_REDIRECTS = 3;

/** Follows redirects within the same origin only: the key must not travel to another host, nor over another protocol. */
async function follow(fetch: Fetch, { url, headers }: Question, signal: AbortSignal): Promise<Answer> {
  const from = new URL(url);
  let at = from;
  for (let hops = 0; ; hops++) {
    const response = await fetch(at.href, { headers, redirect: "manual", signal });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const facts = { kind: "redirected", path: from.pathname, status: response.status } as const;
    if (!URL.canParse(location, at.href)) throw new LagoError(`GET ${from.pathname} was redirected to an address that is none.`, facts);
    at = new URL(location, at.href);
    if (at.origin !== from.origin) {
      throw new LagoError(`${from.origin} redirects to ${at.origin}, where the API key must not go. If that is Lago, use its address instead.`, facts);
    }
    if (hops === MAX_REDIRECTS) throw new LagoError(`GET ${from.pathname} was redirected more than ${MAX_REDIRECTS} times.`, facts);
  }
}

/** In pieces, so that a stall is seen. Where Lago says how long the body is, they go where they belong at once. */
async function readBody(path: string, { status, headers, body, owned }: Answer, touch: () => void): Promise<Buffer> {
  const promised = promisedLength(headers) ?? 0;
  let filled = 0;
  let total = 0;
  const checkSize = (size: number) => {
    if (size <= MOST_BYTES) return;
    throw new LagoError(`GET ${path} answered with more than ${MOST_BYTES / 2 ** 20} MB. Ask for fewer records a page.`, { kind: "malformed", path, status, oversized: true });
  };
  let buffer = takeBuffer(Math.min(promised, MOST_BUFFER) + ALIGNMENT);
  const others: Uint8Array[] = [];
  touch();
  for await (const piece of body ?? []) {
    touch();
    // Counted after decompression: the body on the wire may be a thousand times smaller.
    checkSize(Math.max(promised, (total += piece.length)));
    if (filled === 0) buffer = alignTo(piece, buffer);
    if (others.length === 0 && filled + piece.length <= buffer.length) {
      buffer.set(piece, filled);
      filled += piece.length;
      if (owned) freeBuffer(piece);
    } else others.push(piece);
  }
  const first = buffer.subarray(0, filled);
  return others.length === 0 ? first : Buffer.concat([first, ...others]);
}

/** Six at a time are held in memory, and a page is about a megabyte. */
const MOST_BYTES = 128 * 2 ** 20;

/** A promise beyond this is not taken at its word. */
const MOST_BUFFER = 32 * 2 ** 20;

/** Undefined where none is given, and of a packed body. */
function promisedLength(headers: AnswerHeaders): number | undefined {
  const promised = headers.get("content-length");
  return promised === null || !/^\d+$/.test(promised) || listCodings(headers).length > 0 ? undefined : Number(promised);
}

function checkComplete(path: string, { status, headers }: Answer, body: Buffer): void {
  const facts = { kind: "malformed", path, status, transient: true } as const;
  const promised = promisedLength(headers);
  if (promised !== undefined && promised !== body.length) {
    throw new LagoError(`GET ${path} answered with ${body.length} bytes of ${promised}.`, facts);
  }
  if (!isUtf8(body)) throw new LagoError(`GET ${path} answered with bytes that are not UTF-8.`, facts);
}
