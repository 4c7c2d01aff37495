import { join } from "node:path";
import type { Environment } from "../environment.ts";
import { findHome } from "../home-folder.ts";
import { registerSecret } from "../secrets.ts";
import { readSection, type Section } from "./ini.ts";
import type { Credentials } from "./sign-request.ts";

/** The settings of a profile in AWS' files. */
export type Profile = Section;

/** Finds keys in the environment. Key and secret never come from two places. */
export function findKeysOfEnvironment(environment: Environment): Credentials | undefined {
  return toCredentials(environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"], environment["AWS_SESSION_TOKEN"]);
}

/** Finds the keys of a profile. */
export function findKeysOfProfile(profile: Profile): Credentials | undefined {
  return toCredentials(profile["aws_access_key_id"], profile["aws_secret_access_key"], profile["aws_session_token"]);
}

/** Registers the secret parts, so that no message contains them. */
export function toCredentials(keyId: string | undefined, secret: string | undefined, token: string | undefined): Credentials | undefined {
  if (!keyId || !secret) return undefined;
  registerSecret(secret);
  if (token) registerSecret(token);
  return { keyId, secret, ...(token && { token }) };
}

/** Default: us-east-1, as S3 itself takes it. */
export function readRegion(environment: Environment = process.env): string {
  return environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"] || readProfile(environment)["region"] || "us-east-1";
}

/** Undefined: Amazon's own endpoint. */
export function readEndpoint(environment: Environment = process.env): string | undefined {
  return environment["AWS_ENDPOINT_URL_S3"] || environment["AWS_ENDPOINT_URL"] || undefined;
}

/** Reads the chosen profile from AWS' files. The credentials file wins over the config file. */
export function readProfile(environment: Environment): Profile {
  const name = environment["AWS_PROFILE"] || "default";
  const home = join(findHome() ?? "/", ".aws");
  const config = readSection(environment["AWS_CONFIG_FILE"] || join(home, "config"), name === "default" ? name : `profile ${name}`);
  return { ...config, ...readSection(environment["AWS_SHARED_CREDENTIALS_FILE"] || join(home, "credentials"), name) };
}

/** A session of `aws configure sso`. */
export function readSsoSession(name: string, environment: Environment): Profile {
  return readSection(environment["AWS_CONFIG_FILE"] || join(findHome() ?? "/", ".aws", "config"), `sso-session ${name}`);
}
