import { BlockList, isIP } from "node:net";
import type { Environment } from "../environment.ts";
import { ConfigurationError } from "../errors.ts";
import { registerSecret } from "../secrets.ts";
import { isLoopback } from "./base-url.ts";

export interface Proxy {
  /** Without user and password. */
  readonly url: URL;
  /** Headers for the proxy, which Lago must not see. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The proxy that the environment names for an address, by curl's rules: `HTTPS_PROXY` or `HTTP_PROXY` by the protocol of the address, unless
 * `NO_PROXY` lists it; names in lower case take precedence. For addresses of this machine, a proxy elsewhere is not used: it could not
 * reach them, and a key without TLS must not leave. Throws a `ConfigurationError` if the value is not the address of a proxy.
 */
export function findProxy(target: URL, env: Environment = process.env): Proxy | undefined {
  const name = target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const text = env[name.toLowerCase()] || env[name];
  if (!text || isExcepted(target, env["no_proxy"] || env["NO_PROXY"] || "")) return undefined;
  const proxy = known.get(text) ?? parseProxy(text, name);
  known.set(text, proxy);
  return isLoopback(target.hostname) && !isLoopback(proxy.url.hostname) ? undefined : proxy;
}

const known = new Map<string, Proxy>();

function parseProxy(text: string, name: string): Proxy {
  const address = text.includes("://") ? text : `http://${text}`;
  // The message repeats neither of them: they may hold a password.
  if (!URL.canParse(address)) throw new ConfigurationError(`${name} is not the address of a proxy. Write it as http://proxy.example.com:8080.`);
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new ConfigurationError(`${name} names a proxy of ${url.protocol}//, and only http:// and https:// are known here. Name another one, or unset it.`);
  const { username, password } = url;
  url.username = url.password = "";
  if (!username && !password) return { url, headers: {} };
  const [user, secret] = [decode(username), decode(password)];
  const pair = Buffer.from(`${user}:${secret}`).toString("base64");
  for (const hidden of [secret, pair]) registerSecret(hidden);
  return { url, headers: { "proxy-authorization": `Basic ${pair}` } };
}

/** A percent sign in a password that was not encoded stays. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether `NO_PROXY` has the address: `*`, names with their subdomains, addresses and ranges (`10.0.0.0/8`), each with or without a port. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const own = port || (protocol === "https:" ? "443" : "80");
  return list.split(/[\s,]+/).some((entry) => {
    const [, name, wanted] = /^(\[[^\]]+\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (!name || (wanted !== undefined && wanted !== own)) return false;
    const bare = name.replace(/^\[|\]$/g, "").replace(/^\*?\./, "").replace(/\.$/, "");
    return name === "*" || host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`)) || isInRange(host, bare);
  });
}

function isInRange(host: string, range: string): boolean {
  const [base = "", bits = ""] = range.split("/");
  const family = isIP(base);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const subnet = new BlockList();
  subnet.addSubnet(base, Number(bits), type);
  return subnet.check(host, type);
}
