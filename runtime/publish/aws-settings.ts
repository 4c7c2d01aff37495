import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { findHome } from "../home-folder.ts";
import { registerSecret } from "../secrets.ts";
import type { Credentials } from "./sign-request.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** From the environment, else from the profile of AWS' own files. Throws where neither has a key. */
export function readCredentials(environment: Environment = process.env): Credentials {
  const profile = readProfile(environment);
  const own = environment["AWS_ACCESS_KEY_ID"] ? environment : undefined;
  const keyId = own?.["AWS_ACCESS_KEY_ID"] ?? profile["aws_access_key_id"];
  const secret = own ? own["AWS_SECRET_ACCESS_KEY"] : profile["aws_secret_access_key"];
  const token = own ? own["AWS_SESSION_TOKEN"] : profile["aws_session_token"];
  if (!keyId || !secret) throw new ConfigurationError("There are no credentials for S3. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile of ~/.aws/credentials that has both.");
  registerSecret(secret);
  if (token) registerSecret(token);
  return { keyId, secret, ...(token && { token }) };
}

/** Default: us-east-1, as S3 itself takes it. */
export function readRegion(environment: Environment = process.env): string {
  return environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"] || readProfile(environment)["region"] || "us-east-1";
}

/** Undefined for Amazon's own. */
export function readEndpoint(environment: Environment = process.env): string | undefined {
  return environment["AWS_ENDPOINT_URL_S3"] || environment["AWS_ENDPOINT_URL"] || undefined;
}

/** What AWS' files say of the profile; the credentials file wins over the other one. */
function readProfile(environment: Environment): Record<string, string> {
  const name = environment["AWS_PROFILE"] || "default";
  const home = join(findHome() ?? "/", ".aws");
  const config = readSection(environment["AWS_CONFIG_FILE"] || join(home, "config"), name === "default" ? name : `profile ${name}`);
  return { ...config, ...readSection(environment["AWS_SHARED_CREDENTIALS_FILE"] || join(home, "credentials"), name) };
}

function readSection(file: string, wanted: string): Record<string, string> {
  const found: Record<string, string> = {};
  let section = "";
  for (const line of readLines(file)) {
    section = /^\s*\[\s*(.*?)\s*\]/.exec(line)?.[1] ?? section;
    const [, name, value] = /^([a-z_0-9]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === wanted && name !== undefined) found[name] = value!;
  }
  return found;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}
