import { request as plainRequest } from "node:http";
import { Agent, type AgentOptions, request as secureRequest } from "node:https";
import type { Duplex } from "node:stream";
import type { Proxy } from "./proxy.ts";

/** An agent whose connections go through a proxy, which sees no more of them than the name of the host (RFC 9110, CONNECT). They are kept and used again, as node's own are. */
export function tunnelThrough(proxy: Proxy): Agent {
  const agent = agents.get(proxy) ?? makeAgent(proxy);
  agents.set(proxy, agent);
  return agent;
}

const agents = new Map<Proxy, Agent>();

/** How node asks an agent for a connection; its types lack it. */
type CreateConnection = (this: Agent, options: Target, callback: (error: Error | null, socket?: Duplex) => void) => Duplex | undefined;

interface Target extends Omit<AgentOptions, "port"> {
  readonly socket?: Duplex;
  readonly host: string;
  readonly port: number | string;
}

function makeAgent(proxy: Proxy): Agent {
  const { createConnection: secure } = Agent.prototype as unknown as { createConnection: CreateConnection };
  const agent = new Agent({ keepAlive: true });
  const createConnection: CreateConnection = (options, callback) => {
    connect(proxy, options).then(
      (socket) => callback(null, secure.call(agent, { ...options, socket }, () => {})),
      (error: Error) => callback(error),
    );
    return undefined;
  };
  return Object.assign(agent, { createConnection });
}

/** A proxy that says nothing for so long is not there. */
const PATIENCE_MS = 30_000;

function connect({ url, headers }: Proxy, { host, port }: Target): Promise<Duplex> {
  const authority = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const send = url.protocol === "https:" ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { method: "CONNECT", path: authority, headers: { host: authority, ...headers }, agent: false, timeout: PATIENCE_MS });
    request.once("timeout", () => request.destroy(Object.assign(new Error("it does not answer"), { code: "ETIMEDOUT" })));
    request.once("error", reject);
    request.once("connect", ({ statusCode = 0, statusMessage = "" }, socket: Duplex, head: Buffer) => {
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        return resolve(socket);
      }
      socket.destroy();
      reject(refusalOf(statusCode, statusMessage, authority));
    });
    request.end();
  });
}

function refusalOf(status: number, text: string, authority: string): Error {
  const refused = `it refuses to connect to ${authority}: ${status} ${text}`.trim();
  if (status >= 500) return new Error(refused);
  const message = status === 407 ? `${refused}. Write user and password into HTTPS_PROXY, as in http://user:password@proxy:8080` : refused;
  return Object.assign(new Error(message), { code: "PROXY_REFUSES" });
}
