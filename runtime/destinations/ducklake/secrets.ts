import type { DuckDBConnection } from "@duckdb/node-api";
import type { Environment } from "../../environment.ts";
import { ConfigurationError } from "../../errors.ts";
import { registerSecret } from "../../secrets.ts";
import { writeSecret } from "./write-secret.ts";

/** Gives DuckDB access to the store of a lake's data, by the platform's own credential chain. A folder needs none. Throws if there are no credentials. */
export async function makeSecret(session: DuckDBConnection, data: string | undefined, environment: Environment = process.env): Promise<void> {
  const [scope, scheme] = /^([a-z0-9]+):\/\/[^/]+/i.exec(data ?? "") ?? [];
  const kind = KINDS[scheme?.toLowerCase() ?? ""];
  if (scope === undefined || kind === undefined) return;
  for (const name of SECRETS) registerSecret(environment[name] ?? "");
  for (const [, value] of environment["AZURE_STORAGE_CONNECTION_STRING"]?.matchAll(/(?:AccountKey|SharedAccessSignature)=([^;]*)/gi) ?? []) registerSecret(value!);
  const without = (cause?: unknown) => new ConfigurationError(`There are no credentials for ${scope}. ${kind.help}`, { cause });
  const statements = kind.statements(scope, environment);
  if (statements === undefined) throw without();
  for (const sql of statements) await session.run(sql).catch((error: unknown) => Promise.reject(without(error)));
}

/** DuckDB repeats none of them, but what a store answers may. */
const SECRETS = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "GCS_HMAC_SECRET", "GOOGLE_OAUTH_ACCESS_TOKEN", "AZURE_CLIENT_SECRET"];

interface Kind {
  /** Undefined if the environment has no credentials. */
  readonly statements: (scope: string, environment: Environment) => readonly string[] | undefined;
  readonly help: string;
}

/** DuckDB's uploads have parts for files of 800 GB, which do not fit into its memory. GLOBAL: each stage has a connection of its own. */
const FOR_UPLOADS = "SET GLOBAL s3_uploader_max_filesize = '50GB'";

const S3: Kind = {
  statements: (scope, environment) => {
    const endpoint = environment["AWS_ENDPOINT_URL_S3"] || environment["AWS_ENDPOINT_URL"];
    const region = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"];
    return [
      secret("s3", scope, { provider: "credential_chain", ...(region && { region }), ...(endpoint && atEndpoint(endpoint)) }),
      FOR_UPLOADS,
    ];
  },
  help: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or give this machine a role.",
};

/** By Google's XML API, as S3's. An emulator gets the credentials that there are. */
const GCS: Kind = {
  statements: (scope, { GOOGLE_OAUTH_ACCESS_TOKEN: token, GCS_HMAC_KEY_ID: id, GCS_HMAC_SECRET: key, STORAGE_EMULATOR_HOST: emulator }) => {
    const credentials = id && key ? { key_id: id, secret: key } : token ? { bearer_token: token } : emulator ? {} : undefined;
    if (credentials === undefined) return undefined;
    const endpoint = emulator && atEndpoint(/^https?:/i.test(emulator) ? emulator : `http://${emulator}`);
    return [secret("gcs", scope, { ...credentials, ...endpoint }), FOR_UPLOADS];
  },
  help: "Set GCS_HMAC_KEY_ID and GCS_HMAC_SECRET, an HMAC key of Cloud Storage, or GOOGLE_OAUTH_ACCESS_TOKEN.",
};

const AZURE: Kind = {
  statements: (scope, { AZURE_STORAGE_CONNECTION_STRING: connection, AZURE_STORAGE_ACCOUNT: account }) => {
    if (connection) return [secret("azure", scope, { connection_string: connection })];
    // Without an account DuckDB (1.5.5) ends with an internal error.
    if (!account && !scope.includes(".")) return undefined;
    return [secret("azure", scope, { provider: "credential_chain", ...(account && { account_name: account }) })];
  },
  help: "Set AZURE_STORAGE_CONNECTION_STRING, or AZURE_STORAGE_ACCOUNT and sign in (az login, environment or managed identity).",
};

const KINDS: Readonly<Record<string, Kind>> = { s3: S3, gs: GCS, gcs: GCS, az: AZURE, azure: AZURE, abfss: AZURE };

function secret(type: string, scope: string, options: Readonly<Record<string, string>>): string {
  return writeSecret("lago_data", { type, scope, ...options });
}

/** A server other than Amazon's. */
function atEndpoint(url: string): Record<string, string> {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) throw new ConfigurationError("The address of an object store begins with https:// or http://. Check the variable that names it: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL or STORAGE_EMULATOR_HOST.");
  const { protocol, host, pathname } = new URL(url);
  return { endpoint: `${host}${pathname.replace(/\/$/, "")}`, url_style: "path", use_ssl: String(protocol === "https:") };
}
