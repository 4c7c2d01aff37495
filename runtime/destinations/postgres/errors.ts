import { DestinationError } from "../../errors.ts";

/** SQLSTATE: the table is not there. */
export const UNDEFINED_TABLE = "42P01";

/** By SQLSTATE, or by the code that Node gives an error of the network. */
const BY_CODE: Readonly<Record<string, (name: string, text: string) => string>> = {
  ECONNREFUSED: (name) => `Nothing listens at ${name}. Start the server, or correct the address.`,
  ENOTFOUND: (name) => `The host of ${name} is not known. Correct the address.`,
  EAI_AGAIN: (name) => `The host of ${name} could not be looked up. Check the network, or correct the address.`,
  EHOSTUNREACH: (name) => `The host of ${name} cannot be reached. Check the network, or correct the address.`,
  ETIMEDOUT: (name) => `${name} did not answer. Check the network and the firewall, or correct the address.`,
  ECONNRESET: (name) => `The connection to ${name} was cut. Nothing of what was being loaded is kept; load again.`,
  EPIPE: (name) => `The connection to ${name} was cut. Nothing of what was being loaded is kept; load again.`,
  "28P01": (name) => `${name} refused the user or the password. Correct them in the address, or set PGPASSWORD.`,
  "28000": (name, text) => `${name} does not let this user in: ${text}. Correct the address, or the server's pg_hba.conf.`,
  "3D000": (name) => `The server has no database for ${name}. Create it first, or correct the address.`,
  "42501": (name, text) => `${name}: ${text}. Grant the user the right to create in the schema, or load as its owner.`,
  "53100": (name) => `The disk of ${name} is full. Nothing of what was being loaded is kept; make room and load again.`,
  "53300": (name) => `${name} takes no more connections. Close some, or load fewer resources at once.`,
  "25006": (name) => `${name} cannot be written to: it is a replica, or was opened for reading only.`,
  "57P01": (name) => `${name} was shut down. Nothing of what was being loaded is kept; load again when it is back.`,
  "57P03": (name) => `${name} is starting up or shutting down. Try again in a moment.`,
};

/** Errors of the driver, which have no code. */
const BY_TEXT: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/password must be a string/, (name) => `${name} wants a password. Put it into the address, or set PGPASSWORD.`],
  [/does not support SSL/, (name) => `${name} does not speak TLS. Leave sslmode out of the address.`],
  [/timeout expired|connection timeout/, (name) => `${name} did not answer in time. Check that a Postgres server listens there.`],
  [/Connection terminated|not queryable/, (name) => `The connection to ${name} was cut. Check that it is a Postgres server, and load again.`],
];

/** One sentence about what went wrong with the database, and what to do. Never the address itself: it can hold a password. */
export function explainPostgres(error: unknown, name: string): DestinationError {
  if (error instanceof DestinationError) return error;
  const { code = "", message, where } = error as { code?: string; message: string; where?: string };
  const explain = BY_CODE[code] ?? BY_TEXT.find(([pattern]) => pattern.test(message))?.[1];
  // Errors about data quote it, and it may be anybody's name.
  const said = code.startsWith("22") ? message.replace(/: ".*$/s, "") : message;
  const text = explain?.(name, message) ?? `Postgres refused on ${name}: ${said}${where ? ` (${where})` : ""}`;
  return new DestinationError(text, { cause: error, concerns: OF_ONE_RESOURCE.test(code) ? "resource" : "all" });
}

/**
 * SQLSTATEs that speak of values, tables or rights: 22, 23 and 54 of data; 42 of a table or column that somebody altered, and of rights; P0 and 27 of
 * triggers; 44 of views; 21, 2B, 40 and 55 of rows and objects that others hold. All others, and codes of the network, are about the server.
 */
const OF_ONE_RESOURCE = /^(0A|2[1-3]|27|2B|40|42|44|54|55|P0)...$/;
