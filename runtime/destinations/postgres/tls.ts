import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectionOptions } from "node:tls";
import { ConfigurationError } from "../../errors.ts";
import { findHome } from "../../home-folder.ts";

/** One way to connect: without TLS, or with these options for Node. */
export type Tls = false | ConnectionOptions;

/** The modes by libpq's names; `no-verify` is node-postgres's name for `require`. */
const MODES = ["disable", "allow", "prefer", "require", "no-verify", "verify-ca", "verify-full"] as const;

/**
 * The ways to try a connection, in order, with the meaning of libpq's sslmode (https://www.postgresql.org/docs/current/libpq-ssl.html):
 * `prefer`, the default, uses TLS if the server offers it and checks nothing; `require` needs TLS, and checks the authority if one is
 * named; `verify-ca` checks the authority, `verify-full` also the host name. One difference: without `sslrootcert`, the last two use Node's authorities.
 */
export function listWays(options: ReadonlyMap<string, string>): readonly Tls[] {
  const option = (name: string) => options.get(name) ?? process.env[`PG${name.toUpperCase()}`] ?? "";
  const root = option("sslrootcert");
  const mode = option("sslmode") || (isOn(options.get("ssl")) ? "require" : root === "system" ? "verify-full" : "prefer");
  if (!MODES.includes(mode as never)) throw new ConfigurationError(`sslmode=${mode} is unknown. Write one of ${MODES.join(", ")}.`);
  if (mode === "disable") return [false];
  if (root === "system" && mode !== "verify-full") throw new ConfigurationError(`sslrootcert=system needs sslmode=verify-full: with ${mode}, anybody with a certificate could answer.`);
  const own = {
    ...(option("sslcert") && { cert: readPem(option("sslcert"), "sslcert") }),
    ...(option("sslkey") && { key: readPem(option("sslkey"), "sslkey") }),
  };
  const ca = root === "system" ? undefined : root ? readPem(root, "sslrootcert") : readDefaultAuthorities();
  const checked = { ...own, ...(ca && { ca }), rejectUnauthorized: true };
  const unchecked = { ...own, rejectUnauthorized: false };
  // As libpq does for compatibility: with a named authority, require is verify-ca.
  if (mode === "verify-full") return [checked];
  if (mode === "verify-ca" || (mode === "require" && ca)) return [{ ...checked, checkServerIdentity: () => undefined }];
  return mode === "allow" ? [false, unchecked] : mode === "prefer" ? [unchecked, false] : [unchecked];
}

function isOn(value: string | undefined): boolean {
  return value === "true" || value === "1";
}

function readPem(file: string, option: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(`The file of ${option}, ${file}, cannot be read (${(error as NodeJS.ErrnoException).code}). Correct its path${option === "sslrootcert" ? ", or write sslrootcert=system for the authorities that Node knows" : ""}.`);
  }
}

/** libpq's default location. */
function readDefaultAuthorities(): string | undefined {
  const home = findHome();
  try {
    return home && readFileSync(join(home, ".postgresql", "root.crt"), "utf8");
  } catch {
    return undefined;
  }
}
