import type { LagoOptions as ClientOptions } from "../../runtime/client.ts";
import * as faults from "../lago/faults.ts";
import type { Fault } from "../lago/faults.ts";

/** One line of the matrix in docs/reliability.md, which is made from this table. */
export interface FaultCase {
  /** What Lago, or something on the way, does. */
  readonly name: string;
  readonly faults: readonly Fault[];
  readonly outcome: Outcome;
  /** What the load's error or reason says. */
  readonly says?: RegExp;
  /** Why the outcome is safe. */
  readonly because: string;
  readonly client?: Partial<Omit<ClientOptions, "region">>;
}

/**
 * `complete`: every record is in the table. `incomplete`: the records that arrived are in the table, nothing is marked as deleted,
 * and the load says so. `failed`, `skipped`: the resource's table is unchanged. `ended`: all tables are unchanged.
 */
export type Outcome = "complete" | "incomplete" | "failed" | "skipped" | "ended";

/** Some of the requests, so that the fault occurs in every load. */
const now_and_then = { nth: (n: number) => n % 5 === 3 };
/** For faults that cost a second of waiting. */
const once = { nth: 3 };
const always = { page: 3 };

const RETRIED = "the request is retried until its whole body has arrived";
const ANNOUNCED = "the load obeys the wait, and sends no request during it";
const PATIENCE = "attempts and time are limited; nothing is merged unless the list was read to its end";
const EMPTY_ENDS = "the first empty page ends a list, even if a next page is announced";

export const FAULT_CASES: readonly FaultCase[] = [
  { name: "429 with Retry-After in seconds", faults: [{ ...once, ...faults.tooManyRequests({ retryAfter: 1 }) }], outcome: "complete", because: ANNOUNCED },
  { name: "429 with Retry-After as a date", faults: [{ ...once, ...faults.tooManyRequests({ retryAfter: 1, asDate: true }) }], outcome: "complete", because: ANNOUNCED },
  { name: "429 with X-RateLimit-Reset", faults: [{ ...once, ...faults.tooManyRequests({ reset: 1 }) }], outcome: "complete", because: ANNOUNCED },
  { name: "429 without a word", faults: [{ ...now_and_then, ...faults.tooManyRequests() }], outcome: "complete", because: "all requests pause, with exponential backoff" },
  { name: "429 that asks for an hour", faults: [{ ...once, ...faults.tooManyRequests({ retryAfter: 3600 }) }], outcome: "ended", says: /asks to wait 3600 s/, because: "a wait above the limit is an error" },
  { name: "408", faults: [{ ...now_and_then, ...faults.requestTimeout }], outcome: "complete", because: RETRIED },
  { name: "500", faults: [{ ...now_and_then, ...faults.internalError }], outcome: "complete", because: RETRIED },
  { name: "502 from a gateway", faults: [{ ...now_and_then, ...faults.badGateway }], outcome: "complete", because: RETRIED },
  { name: "502 that does not end", faults: [{ ...always, ...faults.badGateway }], outcome: "failed", says: /502 .*Gave up after 8 tries/, because: PATIENCE },
  { name: "504 for large pages", faults: [{ path: /^\/(?!organizations)/, minPerPage: 20, ...faults.gatewayTimeout }], outcome: "complete", because: "the page is requested in halves until it arrives" },
  { name: "connection reset", faults: [{ ...now_and_then, break: "reset" }], outcome: "complete", because: RETRIED },
  { name: "connection refused for a while", faults: [{ ...once, break: "refuse", forMs: 60 }], outcome: "complete", because: RETRIED, client: { retry: { firstWait: 40, longestWait: 200 } } },
  { name: "connection reset for ever", faults: [{ ...always, break: "reset" }], outcome: "ended", says: /ECONNRESET|other side closed/, because: "if Lago cannot be reached, no other list can be read either" },
  { name: "body cut off", faults: [{ ...now_and_then, break: "cut" }], outcome: "complete", because: RETRIED },
  { name: "body shorter than its content-length", faults: [{ ...now_and_then, break: "short" }], outcome: "complete", because: RETRIED },
  { name: "invalid JSON", faults: [{ ...now_and_then, ...faults.invalidJson }], outcome: "complete", because: "a response that is not a page of Lago's is retried" },
  { name: "HTML in place of JSON", faults: [{ ...now_and_then, ...faults.htmlPage }], outcome: "complete", because: "a response that is not a page of Lago's is retried" },
  { name: "HTML for ever", faults: [{ ...always, ...faults.htmlPage }], outcome: "failed", says: /did not answer with a page of Lago's/, because: PATIENCE },
  { name: "no answer", faults: [{ ...once, break: "stall" }], outcome: "complete", because: "each attempt has a time limit" },
  { name: "no body behind the headers", faults: [{ ...once, break: "stall-after-headers" }], outcome: "complete", because: "a silent connection is closed, and the request retried" },
  { name: "half a body, then silence", faults: [{ ...once, break: "stall-half-way" }], outcome: "complete", because: "a silent connection is closed, and the request retried" },
  { name: "400 in the middle", faults: [{ ...always, answer: { status: 400, body: '{"status":400,"error":"BadRequest"}' } }], outcome: "failed", says: /answered 400/, because: "a refused request is not retried" },
  { name: "401 in the middle", faults: [{ ...always, answer: { status: 401, body: '{"status":401,"error":"Unauthorized"}' } }], outcome: "ended", says: /401.*Check the API key/, because: "a refused key is refused for all lists" },
  { name: "403 in the middle", faults: [{ ...always, answer: { status: 403, body: '{"status":403,"error":"Forbidden","code":"feature_unavailable"}' } }], outcome: "skipped", says: /feature_unavailable/, because: "rows are marked as deleted only if the list was read to its end" },
  { name: "403 of a gateway", faults: [{ ...always, answer: { status: 403, headers: { "content-type": "text/html" }, body: "<html>" } }], outcome: "failed", says: /not Lago's words/, because: "a refusal counts only in Lago's own format" },
  { name: "redirect to another host", faults: [{ ...once, ...faults.redirect("http://other.example.com/") }], outcome: "ended", says: /API key must not go/, because: "the key is never sent to another host" },
  { name: "next_page never ends", faults: [faults.endlessPages], outcome: "complete", because: EMPTY_ENDS },
  { name: "next_page repeats", faults: [faults.repeatedPage], outcome: "complete", because: "the loader counts pages itself; next_page can only add pages" },
  { name: "next_page points backwards", faults: [faults.backwardPages], outcome: "complete", because: "the loader counts pages itself; next_page can only add pages" },
  { name: "no meta", faults: [faults.missingMeta], outcome: "complete", because: "pages are requested until one is short or empty" },
  { name: "total_pages: 0", faults: [faults.zeroPages], outcome: "complete", because: "pages are requested until one is short or empty" },
  { name: "a selector that is no array, once", faults: [{ ...once, ...faults.notAnArray }], outcome: "complete", because: "a response that is not a page of Lago's is retried" },
  { name: "a selector that is no array, always", faults: [faults.notAnArray], outcome: "failed", says: /did not answer with a page of Lago's/, because: PATIENCE },
  { name: "an empty page in the middle", faults: [{ ...always, edit: emptied }], outcome: "incomplete", says: /empty page/, because: "fewer records arrived than Lago counts" },
  { name: "the first page again and again", faults: [{ edit: announceMore }], client: { fetch: firstPageOnly }, outcome: "incomplete", says: /repetition/, because: "a repeated page ends the list, and rows may be missing" },
  { name: "an empty list where the table has rows", faults: [{ edit: (body) => emptied(body).replace(/"total_(pages|count)":\d+/g, '"total_$1":0').replace(/"next_page":\d+/, '"next_page":null') }], outcome: "incomplete", says: /Lago lists none, and the table has/, because: "the table is emptied only when a second load confirms it" },
];

function emptied(body: string): string {
  return body.replace(/\[.*\]/s, "[]");
}

function announceMore(body: string): string {
  return body.replace(/"total_pages":(\d+)/, (_, pages: string) => `"total_pages":${Number(pages) + 1}`);
}

function firstPageOnly(url: string, init: object): Promise<Response> {
  return fetch(url.replace(/([?&])page=\d+/, "$1page=1"), init);
}
