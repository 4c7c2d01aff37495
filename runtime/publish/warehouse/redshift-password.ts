import type { Environment } from "../../environment.ts";
import { ConfigurationError } from "../../errors.ts";
import { registerSecret } from "../../secrets.ts";
import { openAwsCredentials } from "../aws-credentials.ts";
import { type HttpAnswer, makeHttpClient, parseJson } from "../http-client.ts";
import { signRequest } from "../sign-request.ts";
import { codeOf, readElements } from "../store-requests.ts";
import { hashOf } from "../upload.ts";

/** Who signs in to a cluster. */
export interface Login {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

interface Cluster {
  readonly host: string;
  readonly database: string;
  /** Undefined: the user of Redshift that belongs to the IAM identity. */
  readonly user: string | undefined;
}

/**
 * Finds the password of a cluster: REDSHIFT_PASSWORD or PGPASSWORD; else, for a host of Amazon's, a temporary one for the IAM identity that
 * the AWS credentials are of. Its region, and whether it is serverless, are in the name of the host.
 */
export async function findLogin(cluster: Cluster, environment: Environment = process.env): Promise<Login> {
  const password = environment["REDSHIFT_PASSWORD"] || environment["PGPASSWORD"];
  const user = cluster.user ?? environment["PGUSER"];
  if (password) registerSecret(password);
  const [, name, region, isServerless] = AMAZON.exec(cluster.host) ?? [];
  if (password || name === undefined || region === undefined) return { user, password };
  const login = await (isServerless ? askServerless : askCluster)({ name, region, database: cluster.database, user, environment });
  if (!login.user || !login.password) throw new ConfigurationError("AWS has given no password for Redshift. Set PGPASSWORD.");
  registerSecret(login.password);
  return login;
}

/** `cluster.hash.region.redshift.amazonaws.com`, or `workgroup.account.region.redshift-serverless.amazonaws.com`. */
const AMAZON = /^([\w-]+)\.[\w-]+\.([a-z0-9-]+)\.redshift(-serverless)?\.amazonaws\.com(?:\.cn)?$/i;

interface Asked {
  readonly name: string;
  readonly region: string;
  readonly database: string;
  readonly user: string | undefined;
  readonly environment: Environment;
}

/** https://docs.aws.amazon.com/redshift/latest/APIReference/API_GetClusterCredentials.html, or …WithIAM where no user is named. */
async function askCluster({ name, region, database, user, environment }: Asked): Promise<Login> {
  const action = user === undefined ? { Action: "GetClusterCredentialsWithIAM" } : { Action: "GetClusterCredentials", DbUser: user };
  const body = Buffer.from(String(new URLSearchParams({ ...action, Version: "2012-12-01", ClusterIdentifier: name, DbName: database, DurationSeconds: "3600" })));
  const answer = await post({ service: "redshift", region, body, headers: { "content-type": "application/x-www-form-urlencoded" }, endpoint: environment["AWS_ENDPOINT_URL_REDSHIFT"], environment, right: `redshift:${action.Action}` });
  const [given, password] = ["DbUser", "DbPassword"].map((element) => readElements(answer.body, element)[0]);
  return { user: given, password };
}

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_GetCredentials.html */
async function askServerless({ name, region, database, environment }: Asked): Promise<Login> {
  const body = Buffer.from(JSON.stringify({ workgroupName: name, dbName: database, durationSeconds: 3600 }));
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "RedshiftServerless.GetCredentials" };
  const answer = await post({ service: "redshift-serverless", region, body, headers, endpoint: environment["AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS"], environment, right: "redshift-serverless:GetCredentials" });
  const { dbUser, dbPassword } = parseJson<{ readonly dbUser: string; readonly dbPassword: string }>(answer, { what: WHAT, needs: ["dbUser", "dbPassword"] });
  return { user: dbUser, password: dbPassword };
}

const WHAT = "The request to AWS for a password of Redshift";

interface Posted {
  readonly service: string;
  readonly region: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly endpoint: string | undefined;
  readonly environment: Environment;
  /** The right that IAM has to give. */
  readonly right: string;
}

async function post({ service, region, body, headers, endpoint, environment, right }: Posted): Promise<HttpAnswer> {
  const url = new URL(endpoint || `https://${service}.${region}.amazonaws.com/`);
  const credentials = openAwsCredentials(environment);
  const sha256 = hashOf(body);
  const http = makeHttpClient({
    name: "AWS",
    authorize: async (_, renew) => signRequest({ method: "POST", url, sha256, region, service, headers, at: new Date() }, await credentials(renew)),
    codeOf: (answer) => codeOf(answer) || (/"__type":\s*"(?:[\w.]*#)?(\w+)"/.exec(String(answer.body))?.[1] ?? ""),
    explain: () => `Grant the IAM identity ${right}, or set PGPASSWORD.`,
    patience: { attempts: 4, unanswered: 4, firstWait: 400, timeout: 30_000, mostBytes: 2 ** 20 },
  });
  return http.send({ method: "POST", url: url.href, headers, body, what: WHAT });
}
