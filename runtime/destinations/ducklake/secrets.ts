import type { DuckDBConnection } from "@duckdb/node-api";
import type { Environment } from "../../environment.ts";
import { DestinationError } from "../../errors.ts";
import { writeSecret } from "./write-secret.ts";

/** Gives DuckDB access to the store of a lake's data, by the platform's own credential chain. A folder needs none. */
export async function makeSecret(session: DuckDBConnection, data: string | undefined, environment: Environment = process.env): Promise<void> {
  const [scope, scheme] = /^([a-z0-9]+):\/\/[^/]+/i.exec(data ?? "") ?? [];
  const kind = KINDS[scheme?.toLowerCase() ?? ""];
  if (scope === undefined || kind === undefined) return;
  try {
    for (const sql of kind.statements(scope, environment)) await session.run(sql);
  } catch (error) {
    throw new DestinationError(`There are no credentials for ${scope}. ${kind.help}`, { cause: error });
  }
}

interface Kind {
  readonly statements: (scope: string, environment: Environment) => readonly string[];
  readonly help: string;
}

const S3: Kind = {
  statements: (scope, environment) => {
    const endpoint = environment["AWS_ENDPOINT_URL_S3"] || environment["AWS_ENDPOINT_URL"];
    const region = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"];
    return [
      secret("s3", scope, { provider: "credential_chain", ...(region && { region }), ...(endpoint && atEndpoint(endpoint)) }),
      // DuckDB's uploads have parts for files of 800 GB, which do not fit into its memory. GLOBAL: each stage has a connection of its own.
      "SET GLOBAL s3_uploader_max_filesize = '50GB'",
    ];
  },
  help: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or give this machine a role.",
};

const GCS: Kind = {
  statements: (scope, environment) => [
    secret("gcs", scope, { key_id: environment["GCS_HMAC_KEY_ID"] ?? "", secret: environment["GCS_HMAC_SECRET"] ?? "" }),
    "SET GLOBAL s3_uploader_max_filesize = '50GB'",
  ],
  help: "Set GCS_HMAC_KEY_ID and GCS_HMAC_SECRET, an HMAC key of Cloud Storage.",
};

const AZURE: Kind = {
  statements: (scope, { AZURE_STORAGE_CONNECTION_STRING: connection, AZURE_STORAGE_ACCOUNT: account }) => [
    connection ? secret("azure", scope, { connection_string: connection }) : secret("azure", scope, { provider: "credential_chain", ...(account && { account_name: account }) }),
  ],
  help: "Set AZURE_STORAGE_CONNECTION_STRING, or AZURE_STORAGE_ACCOUNT and sign in (az login, environment or managed identity).",
};

const KINDS: Readonly<Record<string, Kind>> = { s3: S3, gs: GCS, gcs: GCS, az: AZURE, azure: AZURE, abfss: AZURE };

function secret(type: string, scope: string, options: Readonly<Record<string, string>>): string {
  return writeSecret("lago_data", { type, scope, ...options });
}

/** A server other than Amazon's. */
function atEndpoint(url: string): Record<string, string> {
  const { protocol, host, pathname } = new URL(url);
  return { endpoint: `${host}${pathname.replace(/\/$/, "")}`, url_style: "path", use_ssl: String(protocol === "https:") };
}
