import { ConfigurationError } from "../errors.ts";

/** The regions of Lago Cloud. */
export type Region = "us" | "eu";

/** Where Lago is: a region of Lago Cloud (default `us`), or the URL of a self-hosted Lago, with or without `/api/v1`. */
export type Address = ({ readonly region?: Region; readonly baseUrl?: never } | { readonly region?: never; readonly baseUrl?: string }) & {
  /** Allow `http://` to another machine, although the key is then sent unencrypted. Default false. */
  readonly insecure?: boolean;
};

/** The base URL of the API, without a trailing slash: `https://api.getlago.com/api/v1`. */
export function findBaseUrl({ region, baseUrl, insecure = false }: Address): string {
  if (region !== undefined && baseUrl !== undefined) throw new ConfigurationError("Give a region of Lago Cloud or a baseUrl, not both.");
  const url = parse(baseUrl ?? clusterOf(region ?? "us"));
  if (url.username || url.password) throw new ConfigurationError("The address of Lago must not hold a user name or password: the API key is enough.");
  if (url.search || url.hash) throw new ConfigurationError(`The address of Lago must end with its path, without a query or fragment: ${url.origin}${url.pathname}`);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new ConfigurationError(`The address of Lago must begin with https://, not ${url.protocol}`);
  if (url.protocol === "http:" && !insecure && !isLoopback(url.hostname)) {
    throw new ConfigurationError(`The API key would travel unencrypted to ${url.host}. Use https://, or allow it with --insecure (insecure: true).`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "").replace(/\/api\/v1$/, "")}/api/v1`;
}

/** Whether a host is this machine, where nobody can eavesdrop. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Source: https://getlago.com/docs/api-reference/intro */
export const CLUSTERS: Record<Region, string> = { us: "https://api.getlago.com", eu: "https://api.eu.getlago.com" };

function clusterOf(region: string): string {
  if (Object.hasOwn(CLUSTERS, region)) return CLUSTERS[region as Region];
  throw new ConfigurationError(`Lago has no region ${JSON.stringify(region)}: use ${Object.keys(CLUSTERS).join(" or ")}, or a baseUrl.`);
}

function parse(text: string): URL {
  // The message does not repeat what is not a URL: it may be the key, pasted into the wrong variable.
  if (!URL.canParse(text)) throw new ConfigurationError("The address of Lago is not a URL. Write it as https://lago.example.com.");
  return new URL(text);
}
