import type { IncomingHttpHeaders } from "node:http";

/** The requirements for a request. */
export interface GuardedRequest {
  readonly method: string;
  /** With the query, as in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Why a request is refused; undefined if it is allowed. */
export type Refusal = { readonly status: number; readonly reason: string } | undefined;

/**
 * The pages show a company's billing to anyone who can send a request, so only requests of these pages on this machine are answered. Refused are:
 * a host name rebound to 127.0.0.1, another page's script, another port's cookie, an iframe. The token is part of the path, since cookies
 * are sent to every port of a host.
 */
export function refuse({ method, url, headers }: GuardedRequest, { port, token }: { readonly port: number; readonly token: string }): Refusal {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (headers.host === undefined || !own.includes(headers.host)) return { status: 421, reason: "This page is at 127.0.0.1 only." };
  if (headers.origin !== undefined && !own.map((host) => `http://${host}`).includes(headers.origin)) return { status: 403, reason: "The request is from another page." };
  const site = headers["sec-fetch-site"];
  if (site !== undefined && !["same-origin", "none"].includes(String(site))) return { status: 403, reason: "The request is from another site." };
  if (!isBelow(url, token)) return { status: 401, reason: "Open the address that lago-loader show has printed: it holds a token." };
  if (!["GET", "HEAD", "POST"].includes(method)) return { status: 405, reason: "Only GET, HEAD and POST are answered." };
  if (method === "POST" && headers.origin === undefined && site === undefined) return { status: 403, reason: "The request does not say which page it is from." };
  return undefined;
}

/** The content security policy: nothing from elsewhere, no script but our own, no frames. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // The URL is sent nowhere else. With "no-referrer", browsers would send our own forms with "Origin: null".
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "cache-control": "no-store",
};

/** Compares in constant time. */
function isBelow(url: string, token: string): boolean {
  const given = url.slice(1, token.length + 2);
  const expected = `${token}/`;
  let difference = given.length ^ expected.length;
  for (let at = 0; at < expected.length; at++) difference |= (given.charCodeAt(at) || 0) ^ expected.charCodeAt(at);
  return difference === 0;
}
