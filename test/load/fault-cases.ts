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
  /** What the promise rests on. */
  readonly because: string;
  readonly client?: Partial<Omit<ClientOptions, "region">>;
}

/**
 * `complete`: every record is in the table. `incomplete`: what came is in the table, nothing is marked as deleted, and the
 * load says so. `failed`, `skipped`: the resource's table is as it was. `ended`: so are all tables.
 */
export type Outcome = "complete" | "incomplete" | "failed" | "skipped" | "ended";

/** Some of the requests, so that every load meets it. */
const now_and_then = { nth: (n: number) => n % 5 === 3 };
/** For what costs a second of waiting. */
const once = { nth: 3 };
const always = { page: 3 };

const RETRIED = "the exchange is repeated as a whole, its body included";
const ANNOUNCED = "the announced wait is obeyed, and no request is sent during it";
const PATIENCE = "tries and time are bounded; nothing is merged unless the list was read to its end";
const EMPTY_ENDS = "the first empty page ends a list, whatever is announced";

export const FAULT_CASES: readonly FaultCase[] = [
  { name: "429 with Retry-After in seconds", faults: [{ ...once, ...faults.tooManyRequests({ retryAfter: 1 }) }], outcome: "complete", because: ANNOUNCED },
  { name: "429 with Retry-After as a date", faults: [{ ...once, ...faults.tooManyRequests({ retryAfter: 1, asDate: true }) }], outcome: "complete", because: ANNOUNCED },
  { name: "429 with X-RateLimit-Reset", faults: [{ ...once, ...faults.tooManyRequests({ reset: 1 }) }], outcome: "complete", because: ANNOUNCED },
  { name: "429 without a word", faults: [{ ...now_and_then, ...faults.tooManyRequests() }], outcome: "complete", because: "all requests pause, longer each time" },
  { name: "429 that asks for an hour", faults: [{ ...once, ...faults.tooManyRequests({ retryAfter: 3600 }) }], outcome: "ended", says: /asks to wait 3600 s/, because: "a wait beyond all patience is said, not sat out" },
  { name: "408", faults: [{ ...now_and_then, ...faults.requestTimeout }], outcome: "complete", because: RETRIED },
  { name: "500", faults: [{ ...now_and_then, ...faults.internalError }], outcome: "complete", because: RETRIED },
  { name: "502 from a gateway", faults: [{ ...now_and_then, ...faults.badGateway }], outcome: "complete", because: RETRIED },
  { name: "502 that does not end", faults: [{ ...always, ...faults.badGateway }], outcome: "failed", says: /502 .*Gave up after 8 tries/, because: PATIENCE },
  { name: "504 for large pages", faults: [{ path: /^\/(?!organizations)/, minPerPage: 20, ...faults.gatewayTimeout }], outcome: "complete", because: "the page is asked for in halves, until it comes" },
  { name: "connection reset", faults: [{ ...now_and_then, break: "reset" }], outcome: "complete", because: RETRIED },
  { name: "connection refused for a while", faults: [{ ...once, break: "refuse", forMs: 60 }], outcome: "complete", because: RETRIED, client: { retry: { firstWait: 40, longestWait: 200 } } },
  { name: "connection reset for ever", faults: [{ ...always, break: "reset" }], outcome: "ended", says: /ECONNRESET|other side closed/, because: "a Lago that is not there is not there for other lists either" },
  { name: "body cut off", faults: [{ ...now_and_then, break: "cut" }], outcome: "complete", because: RETRIED },
  { name: "body shorter than its content-length", faults: [{ ...now_and_then, break: "short" }], outcome: "complete", because: RETRIED },
  { name: "invalid JSON", faults: [{ ...now_and_then, ...faults.invalidJson }], outcome: "complete", because: "a page is read as part of the exchange" },
  { name: "HTML in place of JSON", faults: [{ ...now_and_then, ...faults.htmlPage }], outcome: "complete", because: "a page is read as part of the exchange" },
  { name: "HTML for ever", faults: [{ ...always, ...faults.htmlPage }], outcome: "failed", says: /did not answer with a page of Lago's/, because: PATIENCE },
  { name: "no answer", faults: [{ ...once, break: "stall" }], outcome: "complete", because: "a try has a time limit" },
  { name: "no body behind the headers", faults: [{ ...once, break: "stall-after-headers" }], outcome: "complete", because: "a silent connection is given up" },
  { name: "half a body, then silence", faults: [{ ...once, break: "stall-half-way" }], outcome: "complete", because: "a silent connection is given up" },
  { name: "400 in the middle", faults: [{ ...always, answer: { status: 400, body: '{"status":400,"error":"BadRequest"}' } }], outcome: "failed", says: /answered 400/, because: "what Lago refuses is not asked again" },
  { name: "401 in the middle", faults: [{ ...always, answer: { status: 401, body: '{"status":401,"error":"Unauthorized"}' } }], outcome: "ended", says: /401.*Check the API key/, because: "a key that is refused is refused for all lists" },
  { name: "403 in the middle", faults: [{ ...always, answer: { status: 403, body: '{"status":403,"error":"Forbidden","code":"feature_unavailable"}' } }], outcome: "skipped", says: /feature_unavailable/, because: "only a list that was read to its end is swept" },
  { name: "403 of a gateway", faults: [{ ...always, answer: { status: 403, headers: { "content-type": "text/html" }, body: "<html>" } }], outcome: "failed", says: /not Lago's words/, because: "a refusal must be in Lago's own form" },
  { name: "redirect to another host", faults: [{ ...once, ...faults.redirect("http://other.example.com/") }], outcome: "ended", says: /API key must not go/, because: "the key does not travel" },
  { name: "next_page never ends", faults: [faults.endlessPages], outcome: "complete", because: EMPTY_ENDS },
  { name: "next_page repeats", faults: [faults.repeatedPage], outcome: "complete", because: "pages are counted here; next_page can only add to them" },
  { name: "next_page points backwards", faults: [faults.backwardPages], outcome: "complete", because: "pages are counted here; next_page can only add to them" },
  { name: "no meta", faults: [faults.missingMeta], outcome: "complete", because: "pages are asked for until one is short or empty" },
  { name: "total_pages: 0", faults: [faults.zeroPages], outcome: "complete", because: "pages are asked for until one is short or empty" },
  { name: "a selector that is no array, once", faults: [{ ...once, ...faults.notAnArray }], outcome: "complete", because: "a page is read as part of the exchange" },
  { name: "a selector that is no array, always", faults: [faults.notAnArray], outcome: "failed", says: /did not answer with a page of Lago's/, because: PATIENCE },
  { name: "an empty page in the middle", faults: [{ ...always, edit: emptied }], outcome: "incomplete", says: /empty page/, because: "records that Lago counts and does not send are missed" },
  { name: "the first page again and again", faults: [{ edit: announceMore }], client: { fetch: firstPageOnly }, outcome: "incomplete", says: /repetition/, because: "pages that were there before end a list, and leave doubt" },
  { name: "an empty list where the table has rows", faults: [{ edit: (body) => emptied(body).replace(/"total_(pages|count)":\d+/g, '"total_$1":0').replace(/"next_page":\d+/, '"next_page":null') }], outcome: "incomplete", says: /Lago lists none, and the table has/, because: "it is believed when a second load finds it again" },
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
