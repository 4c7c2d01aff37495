import { createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../environment.ts";
import { ConfigurationError } from "../errors.ts";
import { findHome } from "../home-folder.ts";
import { registerSecret } from "../secrets.ts";
import { keepToken } from "./access-token.ts";
import { askForJson, findJson } from "./credential-requests.ts";

/** What Google's clients take for credentials of an application: a service account's key, or those of a person. */
interface KeyFile {
  readonly type?: string;
  readonly client_email?: string;
  readonly private_key?: string;
  readonly token_uri?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly refresh_token?: string;
}

/**
 * Answers with an access token, kept until it expires or is to be renewed. Where it comes from, in the order of Google's own clients
 * (https://cloud.google.com/docs/authentication/application-default-credentials): GOOGLE_APPLICATION_CREDENTIALS, the file of `gcloud auth
 * application-default login`, the metadata server of the machine. Before these, GOOGLE_OAUTH_ACCESS_TOKEN, a token from elsewhere.
 */
export function makeGoogleToken(scope: string, environment: Environment = process.env): (renew?: boolean) => Promise<string> {
  return keepToken(async () => {
    const { access_token: token, expires_in: seconds = 3600 } = await requestToken(scope, environment);
    if (!token) throw new ConfigurationError("Google has given no access token for these credentials.");
    return { token, until: Date.now() + (seconds - 60) * 1000 };
  });
}

/** Throws if there are no credentials, or none that can be used. Google is not asked: at most the metadata server of the machine, if nothing else is configured. */
export async function checkGoogleCredentials(environment: Environment = process.env): Promise<void> {
  if (!environment["GOOGLE_OAUTH_ACCESS_TOKEN"] && !findGrant("", environment)) await askMetadata(environment);
}

const RENEW = "Check the file that GOOGLE_APPLICATION_CREDENTIALS names, or run `gcloud auth application-default login` again.";

interface Token {
  readonly access_token?: string;
  readonly expires_in?: number;
}

async function requestToken(scope: string, environment: Environment): Promise<Token> {
  const given = environment["GOOGLE_OAUTH_ACCESS_TOKEN"];
  if (given) return { access_token: given };
  const grant = findGrant(scope, environment);
  return grant ? askForJson<Token>(grant.uri, { service: "Google", method: "POST", form: grant.form, advice: RENEW }) : askMetadata(environment);
}

/** What a key file is exchanged for a token with. Undefined if there is no such file. */
function findGrant(scope: string, environment: Environment): { readonly uri: string; readonly form: Readonly<Record<string, string>> } | undefined {
  const file = readKeyFile(environment);
  if (!file) return undefined;
  const uri = file.token_uri ?? "https://oauth2.googleapis.com/token";
  if (file.type === "service_account" && file.client_email && file.private_key) return { uri, form: { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: signAssertion(file, { uri, scope }) } };
  if (file.type === "authorized_user" && file.refresh_token) return { uri, form: { grant_type: "refresh_token", client_id: file.client_id ?? "", client_secret: file.client_secret ?? "", refresh_token: file.refresh_token } };
  throw new ConfigurationError("Google's credentials are of a kind that is not supported here: use a service account's key, or set GOOGLE_OAUTH_ACCESS_TOKEN to what `gcloud auth print-access-token` prints.");
}

/** RFC 7523. The hour is the longest that Google takes. */
export function signAssertion({ client_email: email, private_key: key }: KeyFile, { uri, scope, now = Date.now() }: { readonly uri: string; readonly scope: string; readonly now?: number }): string {
  const at = Math.floor(now / 1000);
  const parts = [{ alg: "RS256", typ: "JWT" }, { iss: email, scope, aud: uri, iat: at, exp: at + 3600 }];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  try {
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key!, "base64url")}`;
  } catch {
    throw new ConfigurationError("The private key of Google's service account cannot be read. Download the key anew.");
  }
}

async function askMetadata(environment: Environment): Promise<Token> {
  const host = environment["GCE_METADATA_HOST"] || "metadata.google.internal";
  const token = await findJson<Token>(`http://${host}/computeMetadata/v1/instance/service-accounts/default/token`, { service: "the machine", headers: { "metadata-flavor": "Google" } }, 3000);
  if (token) return token;
  throw new ConfigurationError("There are no credentials for Google. Set GOOGLE_APPLICATION_CREDENTIALS to a service account's key file, or run `gcloud auth application-default login`.");
}

function readKeyFile(environment: Environment): KeyFile | undefined {
  const named = environment["GOOGLE_APPLICATION_CREDENTIALS"];
  const folder = environment["CLOUDSDK_CONFIG"] || join(environment["APPDATA"] || join((findHome() ?? "/"), ".config"), "gcloud");
  const path = named || join(folder, "application_default_credentials.json");
  try {
    const file = JSON.parse(readFileSync(path, "utf8")) as KeyFile;
    for (const secret of [file.private_key, file.client_secret, file.refresh_token]) if (secret) registerSecret(secret);
    return file;
  } catch {
    if (!named) return undefined;
    throw new ConfigurationError("The file that GOOGLE_APPLICATION_CREDENTIALS names cannot be read, or is no JSON.");
  }
}
