import type { Environment } from "../environment.ts";
import { ConfigurationError } from "../errors.ts";
import { askContainer, askMachine, askSso, askWebIdentity, runProcess, type TemporaryCredentials } from "./aws-sources.ts";
import { findKeysOfEnvironment, findKeysOfProfile, readProfile } from "./aws-settings.ts";
import type { Credentials } from "./sign-request.ts";

/** Returns valid credentials. `renew`: the previous ones were refused, so find others. */
export type AwsCredentials = (renew?: boolean) => Promise<Credentials>;

/**
 * Finds credentials where AWS' own clients do, in their order (https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html):
 * the environment, web identity (EKS, GitHub Actions), the profile with its keys, SSO or `credential_process`, the container (ECS, EKS Pod
 * Identity), the machine (EC2). Temporary ones are renewed before they expire.
 */
export function openAwsCredentials(environment: Environment = process.env): AwsCredentials {
  let known: TemporaryCredentials | undefined;
  return async (renew = false) => {
    if (!renew && known && known.until - EARLY_MS > Date.now()) return known.credentials;
    known = await find(environment);
    return known.credentials;
  };
}

/** Time before expiry at which credentials are renewed: an upload may take minutes. */
const EARLY_MS = 300_000;

async function find(environment: Environment): Promise<TemporaryCredentials> {
  const keys = findKeysOfEnvironment(environment);
  if (keys) return lasting(keys);
  const profile = readProfile(environment);
  const ofProfile = findKeysOfProfile(profile);
  // A profile that is named explicitly comes first.
  const first = environment["AWS_PROFILE"] ? [async () => ofProfile && lasting(ofProfile)] : [];
  const sources = [
    ...first,
    () => askWebIdentity(environment),
    async () => ofProfile && lasting(ofProfile),
    () => askSso(profile, environment),
    () => runProcess(profile),
    () => askContainer(environment),
    () => askMachine(environment),
  ];
  for (const source of sources) {
    const found = await source();
    if (found) return found;
  }
  if (profile["role_arn"]) throw new ConfigurationError("The profile of AWS assumes a role by another profile, which is not done here. Run `aws configure export-credentials --format env` and set what it prints.");
  throw new ConfigurationError("There are no credentials for S3. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, set AWS_PROFILE to a profile that has some, run `aws sso login`, or give this machine or container a role.");
}

function lasting(credentials: Credentials): TemporaryCredentials {
  return { credentials, until: Infinity };
}
