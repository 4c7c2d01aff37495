import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Environment } from "../../environment.ts";
import { ConfigurationError } from "../../errors.ts";
import { registerSecret } from "../../secrets.ts";

export interface SnowflakeSettings {
  readonly account: string;
  readonly database: string;
  readonly schema: string;
  /** As Snowflake's driver takes them. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * An address `snowflake://account/database/schema?warehouse=…&role=…`, and the credentials of the environment, under the names that
 * Snowflake's own command line has: a token, a key pair, or a password.
 */
export function readSnowflakeSettings(address: string, environment: Environment = process.env): SnowflakeSettings {
  const [, account = "", database = "", schema = "", query = ""] = /^snowflake:\/\/([\w.-]+)\/([\w$]+)\/([\w$]+)\/?(?:\?(.*))?$/i.exec(address) ?? [];
  if (schema === "") throw new ConfigurationError("An address of Snowflake is written snowflake://account/database/schema?warehouse=NAME&role=NAME. Credentials come from SNOWFLAKE_… variables.");
  const flags = new URLSearchParams(query);
  const warehouse = flags.get("warehouse") ?? environment["SNOWFLAKE_WAREHOUSE"];
  const role = flags.get("role") ?? environment["SNOWFLAKE_ROLE"];
  const place = { account, ...(environment["SNOWFLAKE_USER"] && { username: environment["SNOWFLAKE_USER"] }), ...(warehouse && { warehouse }), ...(role && { role }), ...(environment["SNOWFLAKE_HOST_URL"] && { accessUrl: environment["SNOWFLAKE_HOST_URL"] }) };
  return { account, database, schema, options: { ...place, database, ...readCredentials(environment) } };
}

function readCredentials(environment: Environment): Record<string, unknown> {
  const token = environment["SNOWFLAKE_TOKEN"];
  const keyFile = environment["SNOWFLAKE_PRIVATE_KEY_FILE"] || environment["SNOWFLAKE_PRIVATE_KEY_PATH"];
  const passphrase = environment["PRIVATE_KEY_PASSPHRASE"] || environment["SNOWFLAKE_PRIVATE_KEY_PASSPHRASE"];
  const password = environment["SNOWFLAKE_PASSWORD"];
  for (const secret of [token, passphrase, password]) if (secret) registerSecret(secret);
  if (token) return { authenticator: readAuthenticator(environment), token };
  if (!environment["SNOWFLAKE_USER"]) throw new ConfigurationError("There are no credentials for Snowflake. Set SNOWFLAKE_USER with SNOWFLAKE_PRIVATE_KEY_FILE or SNOWFLAKE_PASSWORD, or SNOWFLAKE_TOKEN.");
  if (keyFile) return { authenticator: "SNOWFLAKE_JWT", privateKey: readKey(keyFile, passphrase) };
  if (password) return { password };
  throw new ConfigurationError("There is no secret for SNOWFLAKE_USER. Set SNOWFLAKE_PRIVATE_KEY_FILE, SNOWFLAKE_TOKEN or SNOWFLAKE_PASSWORD.");
}

function readAuthenticator(environment: Environment): string {
  const name = (environment["SNOWFLAKE_AUTHENTICATOR"] || "OAUTH").toUpperCase();
  if (name === "OAUTH" || name === "PROGRAMMATIC_ACCESS_TOKEN") return name;
  throw new ConfigurationError("SNOWFLAKE_AUTHENTICATOR says what SNOWFLAKE_TOKEN is: OAUTH or PROGRAMMATIC_ACCESS_TOKEN.");
}

/** The key, decrypted, in the only form that the driver takes. */
function readKey(file: string, passphrase: string | undefined): string {
  const text = readText(file);
  registerSecret(text);
  try {
    const key = createPrivateKey({ key: text, ...(passphrase && { passphrase }) });
    if (key.asymmetricKeyType !== "rsa") throw new TypeError("Snowflake takes RSA keys");
    const plain = String(key.export({ type: "pkcs8", format: "pem" }));
    registerSecret(plain);
    return plain;
  } catch {
    const encrypted = text.includes("ENCRYPTED");
    if (encrypted && passphrase) throw new ConfigurationError("PRIVATE_KEY_PASSPHRASE does not open the key that SNOWFLAKE_PRIVATE_KEY_FILE names.");
    if (encrypted) throw new ConfigurationError("The key that SNOWFLAKE_PRIVATE_KEY_FILE names is encrypted. Set PRIVATE_KEY_PASSPHRASE.");
    throw new ConfigurationError("The file that SNOWFLAKE_PRIVATE_KEY_FILE names is no private RSA key in PEM. Make one: openssl genrsa 2048 | openssl pkcs8 -topk8 -nocrypt -out rsa_key.p8");
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new ConfigurationError("The file that SNOWFLAKE_PRIVATE_KEY_FILE names cannot be read.");
  }
}
