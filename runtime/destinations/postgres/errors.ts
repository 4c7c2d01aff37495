import { ConfigurationError, DestinationError } from "../../errors.ts";
import { type Asker, findGrant } from "./grants.ts";
import { quoteName } from "../identifiers.ts";

/** SQLSTATE: the table does not exist. */
export const UNDEFINED_TABLE = "42P01";

const LOCK_NOT_AVAILABLE = "55P03";

/** Whether another session held a lock for longer than `lock_timeout`. */
export function isLocked(error: unknown): boolean {
  return (error as { code?: string }).code === LOCK_NOT_AVAILABLE;
}

const CUT = (name: string) => `The connection to ${name} was cut. Nothing of what was being loaded is kept; load again.`;
const UNTRUSTED = (name: string, text: string) =>
  `The certificate of ${name} cannot be trusted: ${text}. Name the authority that signed it with sslrootcert=FILE (hosts offer it for download), or write sslmode=require to encrypt without checking it.`;

/** By SQLSTATE, or by Node's code for errors of the network or of TLS. */
const BY_CODE: Readonly<Record<string, (name: string, text: string, asker: Asker) => string>> = {
  ECONNREFUSED: (name) => `Nothing listens at ${name}. Start the server, or correct the address.`,
  ENOENT: (name) => `There is no socket at ${name}. Start the server, or correct the folder in the address.`,
  ENOTFOUND: (name) => `The host of ${name} is not known. Correct the address.`,
  EAI_AGAIN: (name) => `The host of ${name} could not be looked up. Check the network, or correct the address.`,
  EHOSTUNREACH: (name) => `The host of ${name} cannot be reached. Check the network, or correct the address.`,
  ENETUNREACH: (name) => `The host of ${name} cannot be reached. Check the network (some hosts have IPv6 addresses only), or correct the address.`,
  ETIMEDOUT: (name) => `${name} did not answer. Check the network and the firewall, or correct the address.`,
  ECONNRESET: CUT,
  EPIPE: CUT,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_HAS_EXPIRED: (name) => `The certificate of ${name} has expired. Renew it on the server, or write sslmode=require to encrypt without checking it.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (name) => `The certificate of ${name} is of another host name. Correct the host in the address, or write sslmode=verify-ca to check the authority only.`,
  "28P01": (name) => `${name} refused the user or the password. Correct them in the address, or set PGPASSWORD.`,
  "28000": (name, text) =>
    /no encryption|SSL off/.test(text)
      ? `${name} lets this user in with TLS only: ${text}. Write sslmode=require, or correct the server's pg_hba.conf.`
      : `${name} does not let this user in: ${text}. Correct the address, or the server's pg_hba.conf.`,
  "3D000": (name) => `The server has no database for ${name}. Create it first, or correct the address.`,
  "42501": (name, text, asker) => `${name}: ${text}. ${findGrant(text, asker)}`,
  "2BP01": (name, text) => `On ${name}, other objects depend on a table of the loader's: ${text}. Drop them, run \`lago-loader migrate\`, and make them anew.`,
  "53100": (name) => `The disk of ${name} is full. Nothing of what was being loaded is kept; make room and load again.`,
  "53300": (name) => `${name} takes no more connections. Close some, or load fewer resources at once.`,
  "25006": (name) => `${name} cannot be written to: it is a replica, or was opened for reading only.`,
  "25P04": (name, _, { role }) => `A time limit of ${name} for transactions (transaction_timeout) ended the load. Nothing of what was being loaded is kept; lift the limit for this role: ALTER ROLE ${quoteName(role)} SET transaction_timeout = 0`,
  [LOCK_NOT_AVAILABLE]: (name) =>
    `Another session of ${name} holds the lock of a table for too long. SELECT pid, usename, application_name, state, xact_start FROM pg_stat_activity WHERE xact_start < now() - interval '10 s' shows which it can be. End it, or wait until it has ended, and load again.`,
  "57P01": (name) => `The server ended the connection to ${name}: it was shut down, or an administrator ended this session. Nothing of what was being loaded is kept; load again.`,
  "57P02": (name) => `The server of ${name} crashed and ended all connections. Nothing of what was being loaded is kept; load again when it is back.`,
  "57P03": (name) => `${name} is starting up or shutting down. Try again in a moment.`,
  "57P05": (name) => `A time limit of ${name} for idle sessions ended the connection. Nothing of what was being loaded is kept; load again.`,
  "25P03": (name) => `A time limit of ${name} for idle transactions ended the connection. Nothing of what was being loaded is kept; load again.`,
};

/** Errors of the driver, which have no code. */
const BY_TEXT: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/password must be a string/, (name) => `${name} needs a password. Set PGPASSWORD, or write it into .pgpass or the address.`],
  [/does not support SSL/, (name) => `${name} does not speak TLS. Leave sslmode out of the address.`],
  [/timeout expired|connection timeout/, (name) => `${name} did not answer in time. Check that a Postgres server listens there.`],
  [/Connection terminated|not queryable|closed the connection/, (name) => `The connection to ${name} was cut. Check that it is a Postgres server, and load again.`],
  [/establishing an SSL connection|Received unexpected|unexpected.*message/i, (name) => `What answers at ${name} does not speak as Postgres does. Check that it is a Postgres server, or correct the address.`],
];

/** One sentence about what went wrong with the database, and what to do. It never has the address: it can hold a password. */
export function explainPostgres(error: unknown, name: string, asker: Asker): DestinationError {
  if (error instanceof DestinationError) return error;
  const { code = "", message, where, detail } = error as { code?: string; message: string; where?: string; detail?: string };
  const explain = BY_CODE[code] ?? BY_TEXT.find(([pattern]) => pattern.test(message))?.[1];
  // Errors about data quote it, and it may be anybody's name.
  const said = code.startsWith("22") ? message.replace(/: ".*$/s, "") : message;
  const text = explain?.(name, detail !== undefined && WITH_DETAIL.has(code) ? `${message}: ${detail}`.replaceAll("\n", "; ").replace(/\.$/, "") : message, asker) ?? `Postgres refused on ${name}: ${said}${where ? ` (${where})` : ""}`;
  return new DestinationError(text, { cause: error, concerns: OF_ONE_RESOURCE.test(code) ? "resource" : "all" });
}

/** Details of other errors may quote values. */
const WITH_DETAIL: ReadonlySet<string> = new Set(["2BP01", "42501"]);

/**
 * SQLSTATEs that speak of values, tables or rights: 22, 23 and 54 of data; 42 of a table or column that somebody altered, and of rights; P0 and 27 of
 * triggers; 44 of views; 21, 2B, 40 and 55 of rows and objects that others hold. All others, and codes of the network, are about the server.
 */
const OF_ONE_RESOURCE = /^(0A|2[1-3]|27|2B|40|42|44|54|55|P0)...$/;

/** Explains the failure of a user's query: a mistake in the SQL, with its position. */
export function explainQuery(error: unknown, name: string, asker: Asker & { readonly sql: string }): Error {
  const { code = "", message, position, hint } = error as { code?: string; message: string; position?: string; hint?: string };
  if (code === "25006") return new ConfigurationError("query only reads: no statement that writes is run.");
  if (code === "42601" && /multiple commands/.test(message)) return new ConfigurationError("query runs one statement. Leave one, and ask for the others by themselves.");
  if (!/^42/.test(code) || code === "42501") return explainPostgres(error, name, asker);
  return new ConfigurationError(`The SQL cannot be run: ${message}${position ? `, ${placeOf(asker.sql, Number(position))}` : ""}.${hint ? ` ${hint}` : ""}`, { cause: error });
}

/** `position` counts characters from 1. */
function placeOf(text: string, position: number): string {
  const before = [...text].slice(0, position - 1).join("").split("\n");
  return `line ${before.length}, column ${[...before.at(-1)!].length + 1}`;
}
