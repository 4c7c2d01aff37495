import type { Client } from "pg";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import type { PostgresAddress } from "./address.ts";
import { readPasswordFile } from "./password-file.ts";
import { listWays, type Tls } from "./tls.ts";

/** Enough for a server on another continent that is just starting up. */
const CONNECT_MS = 15_000;

/** A connection that is idle for longer is kept alive: firewalls forget it after four minutes, and Linux would begin after two hours. */
const IDLE_MS = 60_000;

/** What `target_session_attrs` requires of a server. */
const FITS: Readonly<Record<string, (server: { readonly readOnly: boolean; readonly standby: boolean }) => boolean>> = {
  any: () => true,
  "read-write": ({ readOnly }) => !readOnly,
  "read-only": ({ readOnly }) => readOnly,
  primary: ({ standby }) => !standby,
  standby: ({ standby }) => standby,
  "prefer-standby": () => true,
};

/**
 * Returns a function that opens a connection: to the first host that responds and has the wanted role, in the first way that it accepts.
 * When `signal` aborts, connections are cut, including those that are being opened.
 */
export function openConnector({ Client }: Pick<typeof import("pg").default, "Client">, address: PostgresAddress, signal?: AbortSignal): () => Promise<Client> {
  const { hosts, options } = address;
  const ways = listWays(options);
  const wanted = options.get("target_session_attrs") ?? "any";
  const fits = FITS[wanted];
  if (!fits) throw new ConfigurationError(`target_session_attrs=${wanted} is unknown. Write one of ${Object.keys(FITS).join(", ")}.`);

  return async () => {
    let refusal: unknown;
    for (const place of hosts) {
      try {
        const client = await connectTo(place);
        if (wanted === "any" || (await isWanted(client))) return client;
        await client.end();
        refusal = new DestinationError(`No server of ${address.name} is what target_session_attrs=${wanted} asks for. Name another host, or leave it out.`);
      } catch (error) {
        signal?.throwIfAborted();
        refusal = error;
      }
    }
    throw refusal;
  };

  async function connectTo(place: PostgresAddress["hosts"][number]): Promise<Client> {
    // A socket has no TLS.
    const tried = place.host.startsWith("/") ? [false as const] : ways;
    for (const [index, tls] of tried.entries()) {
      try {
        return await connectIn(place, tls);
      } catch (error) {
        if (index === tried.length - 1 || !mayGoAnotherWay(error)) throw error;
      }
    }
    throw new Error("There is no way to connect.");
  }

  async function connectIn({ host, port }: PostgresAddress["hosts"][number], tls: Tls): Promise<Client> {
    const client: Client = new Client({
      ...(host && { host: host.replace(/^\[(.*)\]$/, "$1") }),
      ...(port && { port: Number(port) }),
      ...(address.user && { user: address.user }),
      ...(address.database && { database: address.database }),
      ...(options.has("options") && { options: options.get("options")! }),
      password: async () => address.password || process.env["PGPASSWORD"] || ((await readPasswordFile({ host: client.host, port: client.port, database: client.database ?? "", user: client.user ?? "" })) ?? missPassword(address.name)),
      ssl: tls,
      ...(options.get("sslnegotiation") === "direct" && tls && { sslnegotiation: "direct" as const }),
      ...(options.get("channel_binding") === "require" && { enableChannelBinding: true }),
      application_name: options.get("application_name") || "lago-loader",
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: IDLE_MS,
    });
    // If an idle connection is cut, the next statement fails; without a listener, the event would end the process.
    client.on("error", () => {});
    // `end` would wait for a server that does not answer.
    const cut = () => void client.connection.stream.destroy();
    signal?.addEventListener("abort", cut, { once: true });
    client.once("end", () => signal?.removeEventListener("abort", cut));
    try {
      signal?.throwIfAborted();
      await client.connect();
    } catch (error) {
      // A client that has not connected keeps its socket open, and the process alive.
      await client.end().catch(() => {});
      throw error;
    }
    return client;
  }

  async function isWanted(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ read_only: string; standby: boolean }>("SELECT current_setting('transaction_read_only') AS read_only, pg_is_in_recovery() AS standby");
    return fits!({ readOnly: rows[0]!.read_only === "on", standby: rows[0]!.standby });
  }
}

/** A signal that aborts with `signal` until `release` is called: it ends only the opening of a database, not its later connections. */
export function followSignal(signal: AbortSignal | undefined): { readonly signal: AbortSignal; readonly release: () => void } {
  const opening = new AbortController();
  const abort = () => opening.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return { signal: opening.signal, release: () => signal?.removeEventListener("abort", abort) };
}

function missPassword(name: string): never {
  throw new DestinationError(`${name} needs a password. Set PGPASSWORD, or write it into .pgpass (which nobody else may read) or into the address.`);
}

/** A server without TLS, one whose TLS fails, or one that accepts this user only in the other way. */
function mayGoAnotherWay(error: unknown): boolean {
  const { code = "", message } = error as { code?: string; message: string };
  return code === "28000" || /SSL|TLS|ssl/.test(`${code} ${message}`);
}

