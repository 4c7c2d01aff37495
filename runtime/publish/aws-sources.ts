import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Environment } from "../environment.ts";
import { ConfigurationError } from "../errors.ts";
import { findHome } from "../home-folder.ts";
import { registerSecret } from "../secrets.ts";
import { readTokenFile } from "./access-token.ts";
import { type Profile, readRegion, readSsoSession, toCredentials } from "./aws-settings.ts";
import { askForJson, findText } from "./credential-requests.ts";
import type { Credentials } from "./sign-request.ts";

export interface TemporaryCredentials {
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Exchanges the token file of Kubernetes or GitHub Actions for credentials of a role. */
export async function askWebIdentity(environment: Environment): Promise<TemporaryCredentials | undefined> {
  const [file, role] = [environment["AWS_WEB_IDENTITY_TOKEN_FILE"], environment["AWS_ROLE_ARN"]];
  if (!file || !role) return undefined;
  const endpoint = environment["AWS_ENDPOINT_URL_STS"] || `https://sts.${readRegion(environment)}.amazonaws.com`;
  const form = { Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", RoleArn: role, RoleSessionName: environment["AWS_ROLE_SESSION_NAME"] || "lago-loader", WebIdentityToken: readToken(file) };
  const answer = await askForJson<{ AssumeRoleWithWebIdentityResponse?: { AssumeRoleWithWebIdentityResult?: { Credentials?: Answered } } }>(endpoint, { service: "AWS STS", method: "POST", form, headers: { accept: "application/json" } });
  return toTemporary("AWS STS", answer.AssumeRoleWithWebIdentityResponse?.AssumeRoleWithWebIdentityResult?.Credentials);
}

/** Uses the session of `aws sso login`, for the account and role of the profile. */
export async function askSso(profile: Profile, environment: Environment): Promise<TemporaryCredentials | undefined> {
  const { sso_account_id: account, sso_role_name: role, sso_session: session } = profile;
  if (!account || !role) return undefined;
  const settings = session ? readSsoSession(session, environment) : profile;
  const name = createHash("sha1").update(session ?? settings["sso_start_url"] ?? "").digest("hex");
  const folder = environment["AWS_SSO_CACHE"] || join(findHome() ?? "/", ".aws", "sso", "cache");
  const { accessToken, expiresAt } = readCached(join(folder, `${name}.json`));
  if (!accessToken || Date.parse(expiresAt ?? "") < Date.now()) throw new ConfigurationError("The sign-in of AWS SSO has ended. Run `aws sso login`, then publish again.");
  registerSecret(accessToken);
  const endpoint = environment["AWS_ENDPOINT_URL_SSO"] || `https://portal.sso.${settings["sso_region"] ?? readRegion(environment)}.amazonaws.com`;
  const query = new URLSearchParams({ account_id: account, role_name: role });
  const { roleCredentials } = await askForJson<{ roleCredentials?: { accessKeyId: string; secretAccessKey: string; sessionToken: string; expiration: number } }>(`${endpoint}/federation/credentials?${String(query)}`, { service: "AWS SSO", headers: { "x-amz-sso_bearer_token": accessToken } });
  return toTemporary("AWS SSO", roleCredentials && { AccessKeyId: roleCredentials.accessKeyId, SecretAccessKey: roleCredentials.secretAccessKey, Token: roleCredentials.sessionToken, Expiration: roleCredentials.expiration });
}

/** Runs the profile's `credential_process`, without a shell. */
export async function runProcess(profile: Profile): Promise<TemporaryCredentials | undefined> {
  const command = profile["credential_process"];
  if (!command) return undefined;
  const [program, ...args] = [...command.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? plain!);
  try {
    const { stdout } = await promisify(execFile)(program!, args, { timeout: 60_000 });
    return toTemporary("credential_process", JSON.parse(stdout) as Answered);
  } catch {
    // What it printed can be a secret.
    throw new ConfigurationError("The credential_process of the AWS profile has failed, or has not printed JSON with credentials. Run it by hand to see why.");
  }
}

/** The role of an ECS task or an EKS pod. */
export async function askContainer(environment: Environment): Promise<TemporaryCredentials | undefined> {
  const [path, full] = [environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"]];
  if (!path && !full) return undefined;
  const file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  const token = file ? readToken(file) : environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
  if (token) registerSecret(token);
  const url = path ? `http://169.254.170.2${path}` : full!;
  return toTemporary("The container", await askForJson<Answered>(url, { service: "the container", direct: true, headers: token ? { authorization: token } : {} }));
}

/** The role of an EC2 machine, by its metadata service, version 2. Undefined on other machines. */
export async function askMachine(environment: Environment): Promise<TemporaryCredentials | undefined> {
  if (environment["AWS_EC2_METADATA_DISABLED"]?.toLowerCase() === "true") return undefined;
  const base = (environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] || "http://169.254.169.254").replace(/\/$/, "");
  const ask = (path: string, method: "GET" | "PUT", headers: Readonly<Record<string, string>>) => findText(`${base}/latest/${path}`, { service: "the machine", method, headers });
  const token = await ask("api/token", "PUT", { "x-aws-ec2-metadata-token-ttl-seconds": "300" });
  if (token === undefined) return undefined;
  const headers = { "x-aws-ec2-metadata-token": token };
  const role = (await ask("meta-data/iam/security-credentials/", "GET", headers))?.trim().split("\n")[0];
  return role ? toTemporary("The machine", await askForJson<Answered>(`${base}/latest/meta-data/iam/security-credentials/${role}`, { service: "the machine", direct: true, headers })) : undefined;
}

/** As AWS answers; with `Token`, or `SessionToken`. */
interface Answered {
  readonly AccessKeyId?: string;
  readonly SecretAccessKey?: string;
  readonly Token?: string;
  readonly SessionToken?: string;
  /** A time, in seconds or milliseconds where it is a number. */
  readonly Expiration?: string | number;
}

function toTemporary(source: string, answered: Answered | undefined): TemporaryCredentials {
  const credentials = toCredentials(answered?.AccessKeyId, answered?.SecretAccessKey, answered?.Token ?? answered?.SessionToken);
  if (!credentials) throw new ConfigurationError(`${source} has given no credentials for S3.`);
  return { credentials, until: toTime(answered?.Expiration) };
}

function toTime(expiration: string | number | undefined): number {
  if (expiration === undefined) return Infinity;
  if (typeof expiration === "string") return Date.parse(expiration);
  return expiration < 1e11 ? expiration * 1000 : expiration;
}

function readToken(file: string): string {
  return readTokenFile(file, `The file with the token for AWS, ${file}, cannot be read.`);
}

function readCached(file: string): { readonly accessToken?: string; readonly expiresAt?: string } {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as object;
  } catch {
    return {};
  }
}
