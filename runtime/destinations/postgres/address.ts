import { ConfigurationError } from "../../errors.ts";

/** A parsed Postgres address. Only `name` may be shown. */
export interface PostgresAddress {
  /** Without user, password and options: safe to show. */
  readonly name: string;
  /** Tried in this order. An empty host is left to PGHOST. */
  readonly hosts: readonly { readonly host: string; readonly port: string }[];
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The parameters after the question mark, by libpq's names: `sslmode`, `target_session_attrs`, …. */
  readonly options: ReadonlyMap<string, string>;
}

const FORM = "Write postgres://user:password@host:5432/database, with special characters percent-encoded.";

/**
 * Parses a `postgres://` address by libpq's rules, including addresses without a host, with several hosts, or with the folder of a socket. If
 * a part looks like the rest of an unencoded password, the address is refused, and the error does not repeat it.
 */
export function parseAddress(address: string): PostgresAddress {
  const [, authority = "", path, query = ""] = /^postgres(?:ql)?:\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/i.exec(address.trim()) ?? refuse();
  const at = authority.lastIndexOf("@");
  // An @ after the authority: the password contains a character that ends it.
  if (path?.includes("@") || path?.includes("/") || (at < 0 && query.split("&").some((part) => part.includes("@") && !part.includes("=")))) refuse();
  const options = parseOptions(query);
  const [user = "", ...password] = (at < 0 ? "" : authority.slice(0, at)).split(":");
  const hosts = zipHosts(splitHosts(authority.slice(at + 1)), options);
  const database = decode(path ?? "") || (options.get("dbname") ?? "");
  return {
    name: `postgres://${hosts.map(({ host, port }) => `${host || "localhost"}${port && `:${port}`}`).join(",")}/${encodeURI(database)}`,
    hosts,
    user: decode(user) || (options.get("user") ?? ""),
    password: decode(password.join(":")) || (options.get("password") ?? ""),
    database,
    options,
  };
}

/** The user that the driver logs in as. */
export function findUser({ user }: Pick<PostgresAddress, "user">): string {
  return user || (process.env["PGUSER"] ?? process.env[process.platform === "win32" ? "USERNAME" : "USER"] ?? "");
}

function splitHosts(text: string): [host: string, port: string][] {
  return text.split(",").map((each) => {
    const [, bracketed, plain, port = ""] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d*))?$/.exec(each) ?? refuse();
    return [bracketed === undefined ? decode(plain ?? "") : `[${bracketed}]`, port];
  });
}

/** `host` and `port` can be parameters as well, and lists. */
function zipHosts(hosts: readonly (readonly [string, string])[], options: ReadonlyMap<string, string>): PostgresAddress["hosts"] {
  const named = options.get("host")?.split(",") ?? hosts.map(([host]) => host);
  const ports = options.get("port")?.split(",") ?? hosts.map(([, port]) => port);
  if (ports.some((port) => port !== "" && !(Number(port) > 0 && Number(port) < 65_536))) refuse();
  return named.map((host, index) => ({ host, port: ports[index] ?? ports[0] ?? "" }));
}

function parseOptions(query: string): Map<string, string> {
  const parts = query.split("&").filter((part) => part !== "");
  if (parts.some((part) => !/^[\w.]+=/.test(part))) refuse();
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("=")).toLowerCase(), decode(part.slice(part.indexOf("=") + 1))]));
}

/** A percent sign that begins no code stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/%(?![\da-f]{2})/gi, "%25"));
  } catch {
    return refuse();
  }
}

function refuse(): never {
  throw new ConfigurationError(`The address of the Postgres database is malformed. ${FORM}`);
}

/** Refuses a connection string in another format, e.g. `host=db dbname=billing` or `Server=db;Database=billing`: it is no file name. Errors do not repeat it. */
export function refuseKeyValues(destination: string): void {
  if (!/^(?!duckdb:|postgres(ql)?:)(.*[\s;])?(host|hostaddr|server|port|dbname|database|user|username|user id|password|pwd|passfile|service|sslmode)\s*=/is.test(destination.trim())) return;
  throw new ConfigurationError("A connection string of keys and values is no destination. Write postgres://USER@HOST:5432/DATABASE, with the password in PGPASSWORD or .pgpass.");
}
