import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigurationError } from "../../errors.ts";
import type { ListenAddress } from "../settings/listen-address.ts";

export interface Answer {
  readonly status: number;
  /** Media type of the body. */
  readonly type: string;
  readonly body: string;
}

export interface Listener {
  /** E.g. `http://127.0.0.1:9464`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves GET for each of these paths over plain HTTP, since the responses hold no secrets. */
export async function listen(address: ListenAddress, pages: Readonly<Record<string, () => Answer>>): Promise<Listener> {
  const server = createServer(({ method, url = "" }, response) => {
    const { status, type, body, ...rest } = answer(pages, method, url);
    response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...rest.headers }).end(body);
  });
  return bind(server, address, "--listen");
}

/** Starts listening. `flag`: the option with the address, for errors. Throws a `ConfigurationError` if the address cannot be used. */
export async function bind(server: Server, address: ListenAddress, flag: string): Promise<Listener> {
  await occupy(server, address, flag);
  const { address: host, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${host}]` : host}:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function answer(pages: Readonly<Record<string, () => Answer>>, method: string | undefined, url: string): Answer & { readonly headers?: Record<string, string> } {
  const path = url.replace(/\?.*/s, "");
  if (!Object.hasOwn(pages, path)) return { status: 404, type: "text/plain", body: `There is ${Object.keys(pages).join(" and ")}.\n` };
  if (method !== "GET" && method !== "HEAD") return { status: 405, type: "text/plain", body: "Only GET.\n", headers: { allow: "GET, HEAD" } };
  return pages[path]!();
}

async function occupy(server: Server, { host, port }: ListenAddress, flag: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`${flag}: ${host}, port ${port}: ${REASONS[code] ?? `refused (${code})`}.`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there. Name another port",
  EACCES: "this user may not listen there. Name a port above 1023",
  EADDRNOTAVAIL: "this machine has no such address. Name one that it has, or 0.0.0.0 for all",
  ENOTFOUND: "the name of the host is not known. Name an address of this machine, or 0.0.0.0 for all",
};
