import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Environment } from "../environment.ts";
import { ConfigurationError } from "../errors.ts";
import { registerSecret } from "../secrets.ts";
import { keepToken, readTokenFile } from "./access-token.ts";
import { askForJson, findJson } from "./credential-requests.ts";

interface Token {
  readonly access_token?: string;
  /** Seconds; as text by the managed identity. */
  readonly expires_in?: number | string;
}

const RESOURCE = "https://storage.azure.com/";

/**
 * Returns an access token for blobs, kept until it expires. It comes from where Azure's own clients take it, in their order
 * (https://learn.microsoft.com/azure/developer/javascript/sdk/authentication/credential-chains): a client secret, workload identity, the
 * managed identity of App Service or of the machine, `az login`.
 */
export function openAzureToken(environment: Environment = process.env): (renew?: boolean) => Promise<string> {
  return keepToken(async () => {
    for (const source of [askLogin, askAppService, askMachine, askAz]) {
      const { access_token: token, expires_in: seconds } = (await source(environment)) ?? {};
      if (token) return { token, until: Date.now() + (Number(seconds ?? 3600) - 300) * 1000 };
    }
    throw new ConfigurationError("There are no credentials for Azure. Set AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_KEY, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, give this machine an identity, or run `az login`.");
  });
}

/** Signs in as an application, with a secret or with the token that Kubernetes provides. */
async function askLogin(environment: Environment): Promise<Token | undefined> {
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, AZURE_CLIENT_SECRET: secret, AZURE_FEDERATED_TOKEN_FILE: file } = environment;
  if (!tenant || !client || !(secret || file)) return undefined;
  const host = (environment["AZURE_AUTHORITY_HOST"] || "https://login.microsoftonline.com").replace(/\/$/, "");
  if (secret) registerSecret(secret);
  const proof = secret ? { client_secret: secret } : { client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", client_assertion: readTokenFile(file!, `The file that AZURE_FEDERATED_TOKEN_FILE names, ${file}, cannot be read.`) };
  return askForJson<Token>(`${host}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, { service: "Azure", method: "POST", needs: ["access_token", "expires_in"], form: { grant_type: "client_credentials", client_id: client, scope: `${RESOURCE}.default`, ...proof } });
}

/** App Service, Functions, Container Apps. */
async function askAppService({ IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header, AZURE_CLIENT_ID: client }: Environment): Promise<Token | undefined> {
  if (!endpoint || !header) return undefined;
  registerSecret(header);
  const query = new URLSearchParams({ resource: RESOURCE, "api-version": "2019-08-01", ...(client && { client_id: client }) });
  const answer = await askForJson<Token & { expires_on?: string }>(`${endpoint}?${String(query)}`, { service: "Azure", direct: true, needs: ["access_token"], headers: { "x-identity-header": header } });
  return { ...answer, expires_in: Number(answer.expires_on) - Date.now() / 1000 };
}

/** Undefined on machines that are not Azure's. */
async function askMachine({ AZURE_POD_IDENTITY_AUTHORITY_HOST: host, AZURE_CLIENT_ID: client }: Environment): Promise<Token | undefined> {
  const query = new URLSearchParams({ resource: RESOURCE, "api-version": "2018-02-01", ...(client && { client_id: client }) });
  const url = `${(host || "http://169.254.169.254").replace(/\/$/, "")}/metadata/identity/oauth2/token?${String(query)}`;
  return findJson<Token>(url, { service: "the machine", headers: { metadata: "true" } });
}

/** Uses the session of `az login`. */
async function askAz(environment: Environment): Promise<Token | undefined> {
  try {
    const { stdout } = await promisify(execFile)("az", ["account", "get-access-token", "--output", "json", "--resource", RESOURCE], { timeout: 30_000, env: { ...environment } });
    const { accessToken, expires_on: until } = JSON.parse(stdout) as { accessToken?: string; expires_on?: number };
    return accessToken ? { access_token: accessToken, expires_in: until === undefined ? 600 : until - Date.now() / 1000 } : undefined;
  } catch {
    // Not installed, or nobody is signed in.
    return undefined;
  }
}
