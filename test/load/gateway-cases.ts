import type { Answer } from "../lago/faults.ts";

/** What stands between a loader and Lago, and how it refuses: with its own words, in JSON, as a page, or with nothing. */
export interface Gateway {
  readonly name: string;
  readonly answer: (status: number) => Answer;
}

export const STATUSES = [400, 401, 403, 404, 405, 409, 413, 414, 422, 429, 500, 502, 503, 504] as const;

const WORDS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  414: "URI Too Long",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

const json = (body: object) => ({ headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const page = (text: string) => ({ headers: { "content-type": "text/html" }, body: `<html><head><title>${text}</title></head><body>${text}</body></html>` });
const plain = (body: string) => ({ headers: { "content-type": "text/plain" }, body });

/** Kong says most things in its own words (kong/templates, kong.response.exit). */
const KONG: Readonly<Record<number, string>> = { 401: "No API key found in request", 404: "no Route matched with those values", 429: "API rate limit exceeded", 502: "An invalid response was received from the upstream server" };
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const AWS: Readonly<Record<number, string>> = { 403: "Missing Authentication Token", 413: "Request Too Long", 429: "Limit Exceeded", 504: "Endpoint request timed out" };

export const GATEWAYS: readonly Gateway[] = [
  { name: "Kong", answer: (status) => ({ status, ...json({ message: KONG[status] ?? WORDS[status], request_id: "5f2b0c7e" }) }) },
  { name: "AWS API Gateway", answer: (status) => ({ status, ...json({ message: AWS[status] ?? WORDS[status] }) }) },
  { name: "AWS WAF", answer: (status) => ({ status, ...page(`${status} ${WORDS[status]}`) }) },
  { name: "Envoy", answer: (status) => ({ status, ...(status < 500 ? json({ code: status, message: WORDS[status] }) : plain("upstream connect error or disconnect/reset before headers")) }) },
  { name: "Cloudflare", answer: (status) => ({ status, ...(status < 500 ? json({ success: false, errors: [{ code: 10000, message: WORDS[status] }], messages: [], result: null }) : page(`cloudflare | ${status}`)) }) },
  // Without Lago's code, Rails itself says this (ActionDispatch::PublicExceptions).
  { name: "Rails", answer: (status) => ({ status, ...json({ status, error: WORDS[status] }) }) },
  { name: "a list in JSON", answer: (status) => ({ status, ...json([]) }) },
  { name: "nothing", answer: (status) => ({ status, body: "" }) },
];

/** The kinds of requests that loads are made of. */
export const REQUESTS = ["first page", "later page", "some parents", "all parents", "details", "changes", "organization", "check"] as const;
export type RequestKind = (typeof REQUESTS)[number];

/**
 * The outcome of the resource. `loaded`: as if nothing had been refused. `incomplete`: the records that arrived are in the table, and
 * the load says what is missing. `failed`: the table is unchanged. `ended`: all tables are unchanged. `unknown`: a check does not say
 * that the key may not read it. No row is marked as deleted in any of them.
 */
export type GatewayOutcome = "loaded" | "incomplete" | "failed" | "ended" | "unknown";

/** The outcome of a cell of the matrix in docs/reliability.md. */
export function expectOutcome(request: RequestKind, status: number, gateway: string): GatewayOutcome {
  // The one answer of Rails that is word for word Lago's: a key that is refused is refused for all lists.
  if (status === 401 && gateway === "Rails") return "ended";
  return OUTCOMES[request];
}

/** Status and gateway make no other difference: anything but Lago's own refusal is a failure. */
const OUTCOMES: Readonly<Record<RequestKind, GatewayOutcome>> = {
  "first page": "failed",
  "later page": "failed",
  "some parents": "incomplete",
  "all parents": "failed",
  details: "failed",
  changes: "failed",
  organization: "loaded",
  check: "unknown",
};

/** The matrix as docs/reliability.md has it: a line for each kind of request, and gateways whose answers end alike together. */
export function gatewayTable(): string {
  const lines = REQUESTS.flatMap((request) => {
    const groups = new Map<string, string[]>();
    for (const { name } of GATEWAYS) {
      const told = describeOutcomes(request, name);
      groups.set(told, [...(groups.get(told) ?? []), name]);
    }
    return [...groups].map(([told, names]) => `| ${ASKED[request]} | ${names.join(", ")} | ${told} |\n`);
  });
  return `| request | answered by | with any of ${STATUSES.join(", ")}, the resource is |\n| --- | --- | --- |\n${lines.join("")}`;
}

const ASKED: Readonly<Record<RequestKind, string>> = {
  "first page": "first page of a list",
  "later page": "later pages of a list",
  "some parents": "list below some of its parents",
  "all parents": "list below each of its parents",
  details: "single records, with `--details`",
  changes: "single records, with `--changes`",
  organization: "`/organizations`, before any list",
  check: "first page of a list, in `check`",
};

function describeOutcomes(request: RequestKind, gateway: string): string {
  const usual = expectOutcome(request, 400, gateway);
  const others = STATUSES.filter((status) => expectOutcome(request, status, gateway) !== usual).map((status) => `${expectOutcome(request, status, gateway)} with ${status}`);
  return [usual, ...others].join(", ");
}
