import type { Lago } from "../client.ts";
import { ConfigurationError } from "../errors.ts";
import { PATH } from "../live/receiver.ts";
import { parseAnswer } from "../rows/parse-answer.ts";
import { toSafeText } from "../secrets.ts";
import { countOf } from "./terminal/table.ts";

/** A row of `GET /webhook_endpoints`. */
interface Endpoint {
  readonly webhook_url?: unknown;
  readonly signature_algo?: unknown;
  /** The event types that Lago sends; null for all. */
  readonly event_types?: unknown;
}

/**
 * Prints the endpoints of `load --webhooks` to which Lago sends webhooks: `url`, or all with the loader's path. If there is none, prints what to
 * enter in Lago's dashboard, since the loader never writes to Lago.
 */
export async function describeEndpoints(lago: Lago, url: URL | undefined): Promise<string> {
  const wanted = url === undefined ? undefined : placeOf(url);
  // Lago keeps ten at most (app/models/webhook_endpoint.rb).
  const endpoints = await lago.get("/webhook_endpoints", { query: { page: 1, per_page: 100 }, accept: (body) => [parseAnswer(body)["webhook_endpoints"]].flat() as Endpoint[] });
  const found = endpoints.filter(({ webhook_url: address }) => (wanted === undefined ? pathOf(address) === PATH : placeOf(address) === wanted));
  if (found.length > 0) return found.map(describe).join("\n");
  const target = wanted ?? `https://…${PATH}, where your proxy takes them for the loader`;
  return `Webhooks: none of Lago's ${endpoints.length} endpoints ${wanted === undefined ? `has the path ${PATH}` : `is ${wanted}`}. In Lago's dashboard, under Developers, Webhooks, add an endpoint: URL ${target}; signature HMAC; all events. The dashboard shows the HMAC key: set it as LAGO_WEBHOOK_HMAC_KEY.`;
}

function describe({ webhook_url: url, signature_algo: algorithm, event_types: types }: Endpoint): string {
  const events = Array.isArray(types) ? `only ${countOf(types.length, "event type")}. Choose all: of other changes, only the loads of --every learn` : "all events";
  const advice = algorithm === "jwt" ? ". Change the signature to HMAC: a JWT has the whole payload in a header, which proxies refuse where it is large" : "";
  return toSafeText(`Webhooks: Lago sends them to ${placeOf(url)}, signed with ${String(algorithm)}, ${events}${advice}.`);
}

/** Throws a `ConfigurationError` if `load --webhooks` cannot serve the URL. */
export function parseWebhookUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.pathname === PATH) return parsed;
  throw new ConfigurationError(`--webhooks: ${toSafeText(url)} cannot be where the loader takes webhooks. Give the URL at which Lago reaches it, as in https://loader.example.com${PATH}.`);
}

/** The URL without its secrets: no password, no query. */
function placeOf(url: unknown): string {
  if (!URL.canParse(String(url))) return String(url);
  const { origin, pathname } = new URL(String(url));
  return `${origin}${pathname}`;
}

function pathOf(url: unknown): string | undefined {
  return URL.canParse(String(url)) ? new URL(String(url)).pathname : undefined;
}
