import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { quoteText } from "../../runtime/destinations/duckdb/literals.ts";
import { quoted, sql } from "../../runtime/destinations/sql.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import { PASSWORD } from "../cli/command-line.ts";

/** A way in which a publish is refused. */
export interface Refusal {
  readonly what: string;
  readonly code: number;
  readonly says: RegExp;
  /** Put over that of the server. `refusing`: the address of what gives `answer`. */
  readonly environment?: (refusing: string) => Readonly<Record<string, string | undefined>>;
  readonly change?: (address: string, refusingHost: string) => string;
  readonly prepare?: (address: string) => Promise<void>;
  /** What stands in for the service answers so, whatever it is asked, where the stand-in of the warehouse cannot refuse. */
  readonly answer?: (request: IncomingMessage) => { readonly status: number; readonly body: object | string };
}

const NOWHERE = "/nonexistent";

/** Answers as the services document it; messages repeat the credentials, which must not come through. */
export const REFUSALS: Readonly<Record<string, readonly Refusal[]>> = {
  redshift: [
    { what: "a wrong password", code: 6, says: /cannot be reached: password authentication failed for user .*\. Check the user in the address, and REDSHIFT_PASSWORD or PGPASSWORD\./, environment: () => ({ PGPASSWORD: PASSWORD }) },
    { what: "no password", code: 6, says: /cannot be reached: .*password.*\. Check the user in the address, and REDSHIFT_PASSWORD or PGPASSWORD\./, environment: () => ({ PGPASSWORD: undefined }) },
    { what: "an unknown database", code: 6, says: /database "nothing" does not exist\. Check the database in the address\./, change: (address) => address.replace(/(:\d+)\/\w+/, "$1/nothing") },
    { what: "nobody who answers", code: 6, says: /ECONNREFUSED.*\. Check host and port/, change: (address) => address.replace(/:\d+/, ":1") },
    {
      what: "a user without rights", code: 6, says: /permission denied for .*\. Grant the user CREATE and TEMP on the database\./,
      prepare: async (address) => {
        const warehouse = await openWarehouse(address);
        await warehouse.run([sql`CREATE ROLE nobody LOGIN PASSWORD ${quoted(PASSWORD, quoteText)}`]).finally(() => warehouse.close());
      },
      change: (address) => address.replace(/\/\/\w+@/, "//nobody@").replace("/lago_command", "/elsewhere"),
      environment: () => ({ PGPASSWORD: PASSWORD }),
    },
    {
      what: "a bucket that may not be written", code: 6, says: /s3:\/\/lake\/\S+ was answered 403 AccessDenied\. Check the credentials\. They need s3:GetObject/,
      environment: (url) => ({ AWS_ENDPOINT_URL_S3: url, AWS_SECRET_ACCESS_KEY: PASSWORD }),
      answer: () => ({ status: 403, body: `<Error><Code>AccessDenied</Code><Message>${PASSWORD}</Message></Error>` }),
    },
    { what: "no credentials for the bucket", code: 2, says: /There are no credentials for S3\. Set AWS_ACCESS_KEY_ID/, environment: () => ({ AWS_ACCESS_KEY_ID: undefined, AWS_EC2_METADATA_DISABLED: "true" }) },
  ],
  snowflake: [
    {
      what: "a wrong password", code: 6, says: /cannot be reached: .*Incorrect username or password was specified\. Check SNOWFLAKE_USER/,
      environment: (url) => ({ SNOWFLAKE_HOST_URL: url, SNOWFLAKE_PASSWORD: PASSWORD }),
      answer: () => ({ status: 200, body: { success: false, code: "390100", message: "Incorrect username or password was specified.", data: { nextAction: "RETRY_LOGIN" } } }),
    },
    { what: "no credentials", code: 2, says: /There is no secret for SNOWFLAKE_USER\. Set SNOWFLAKE_PRIVATE_KEY_FILE/, environment: () => ({ SNOWFLAKE_PASSWORD: undefined }) },
    {
      what: "an unknown database", code: 6, says: /Database 'LAGO' does not exist or not authorized\. Check the database in the address/,
      environment: (url) => ({ SNOWFLAKE_HOST_URL: url }), answer: afterLogin("002003", "SQL compilation error:\nDatabase 'LAGO' does not exist or not authorized."),
    },
    {
      what: "a role without rights", code: 6, says: /Insufficient privileges to operate on database 'LAGO'\. Grant the role USAGE on warehouse and database/,
      environment: (url) => ({ SNOWFLAKE_HOST_URL: url }), answer: afterLogin("003001", "SQL access control error:\nInsufficient privileges to operate on database 'LAGO'"),
    },
    {
      what: "no warehouse", code: 6, says: /No active warehouse selected in the current session\. .*\. Name one: \?warehouse=NAME/,
      environment: (url) => ({ SNOWFLAKE_HOST_URL: url }), answer: afterLogin("000606", "No active warehouse selected in the current session.  Select an active warehouse with the 'use warehouse' command."),
    },
    { what: "a driver that is not installed", code: 2, says: /needs its driver, which is not installed\. .*npm install snowflake-sdk/, environment: () => ({ NODE_PATH: undefined }) },
  ],
  bigquery: [
    { what: "an unknown dataset", code: 2, says: /there is no such project or dataset\. Check both names, or create the dataset .*: bq --location=EU mk --dataset local:nothing/, change: () => "bigquery://local/nothing" },
    { what: "no credentials", code: 2, says: /There are no credentials for Google\. Set GOOGLE_APPLICATION_CREDENTIALS/, environment: () => ({ BIGQUERY_EMULATOR_HOST: undefined, GCE_METADATA_HOST: "127.0.0.1:1", CLOUDSDK_CONFIG: NOWHERE }) },
    {
      what: "an account without rights", code: 6, says: /was answered 403\. accessDenied: Access Denied: .*\. Grant the account roles\/bigquery\.jobUser/,
      environment: (url) => ({ BIGQUERY_EMULATOR_HOST: url }),
      answer: () => ({ status: 403, body: { error: { code: 403, message: "Access Denied: Dataset local:lago: Permission bigquery.datasets.get denied on dataset local:lago.", errors: [{ reason: "accessDenied" }] } } }),
    },
    {
      what: "a token that has ended", code: 6, says: /was answered 401\. authError: .*\. Check GOOGLE_APPLICATION_CREDENTIALS/,
      environment: (url) => ({ BIGQUERY_EMULATOR_HOST: url }),
      answer: () => ({ status: 401, body: { error: { code: 401, message: "Request had invalid authentication credentials.", errors: [{ reason: "authError" }] } } }),
    },
  ],
  databricks: [
    { what: "a wrong token", code: 6, says: /was answered 403\. .*Invalid access token\. Check DATABRICKS_TOKEN/, environment: () => ({ DATABRICKS_TOKEN: PASSWORD }) },
    { what: "no credentials", code: 2, says: /There are no credentials for Databricks\. Set DATABRICKS_TOKEN/, environment: () => ({ DATABRICKS_TOKEN: undefined, DATABRICKS_CONFIG_FILE: NOWHERE }) },
    {
      // Spark has one catalog only.
      what: "an unknown catalog", code: 6, says: /a statement ended as FAILED\. \[NO_SUCH_CATALOG_EXCEPTION\] Catalog 'nothing' was not found\. SQLSTATE: 42704\. Check the catalog in the address\./,
      change: (address, host) => address.replace(/127\.0\.0\.1:\d+/, host),
      answer: () => ({ status: 200, body: { statement_id: "1", status: { state: "FAILED", error: { error_code: "BAD_REQUEST", message: "[NO_SUCH_CATALOG_EXCEPTION] Catalog 'nothing' was not found. SQLSTATE: 42704" } } } }),
    },
    {
      what: "an account without rights", code: 6, says: /was answered 403\. PERMISSION_DENIED .*\. Grant the account CAN USE on the SQL warehouse/,
      environment: () => ({ DATABRICKS_TOKEN: PASSWORD }),
      change: (address, host) => address.replace(/127\.0\.0\.1:\d+/, host),
      answer: ({ headers }) => ({ status: 403, body: { error_code: "PERMISSION_DENIED", message: `${headers.authorization} is not allowed to use this SQL warehouse.` } }),
    },
  ],
};

/** Snowflake lets the user in, and refuses every statement: the stand-in makes whatever is missing. */
function afterLogin(code: string, message: string): NonNullable<Refusal["answer"]> {
  return ({ url = "" }) => {
    if (url.startsWith("/session/v1/login-request")) return { status: 200, body: { success: true, code: null, message: null, data: { token: "token", masterToken: "master", parameters: [], sessionInfo: {} } } };
    if (url.startsWith("/session")) return { status: 200, body: { success: true, code: null, message: null, data: {} } };
    return { status: 200, body: { success: false, code, message, data: { sqlState: "02000", queryId: "1", errorCode: code } } };
  };
}

export async function startRefusing(answer: NonNullable<Refusal["answer"]>): Promise<{ readonly url: string; readonly host: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const { status, body } = answer(request);
      response.writeHead(status, { "content-type": typeof body === "string" ? "application/xml" : "application/json" }).end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}`, host, stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) };
}
