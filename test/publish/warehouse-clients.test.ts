import assert from "node:assert/strict";
import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { sql } from "../../runtime/destinations/sql.ts";
import { makeGoogleToken } from "../../runtime/publish/google-credentials.ts";
import { signRequest } from "../../runtime/publish/sign-request.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import { findLogin } from "../../runtime/publish/warehouse/redshift-password.ts";
import { untilGivenUp } from "../../runtime/publish/warehouse/snowflake-driver.ts";
import { readSnowflakeSettings } from "../../runtime/publish/warehouse/snowflake-settings.ts";
import type { WarehouseTable } from "../../runtime/publish/warehouse/warehouse.ts";

interface Asked {
  readonly what: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Answers, or undefined for a connection that breaks. */
type Handler = (asked: Asked, count: number) => { readonly status?: number; readonly body?: object | string; readonly headers?: Readonly<Record<string, string>> } | undefined;

const TABLE: WarehouseTable = { name: "add_ons", columns: [{ name: "lago_id", type: "uuid" }], key: ["lago_id"], match: [] };

describe("clients of warehouses", () => {
  let server: Server;
  let folder: string;
  let handler: Handler;
  const asked: Asked[] = [];
  const had = { ...process.env };
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    server = createServer((request: IncomingMessage, response: ServerResponse) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece)).on("end", () => {
        asked.push({ what: `${request.method} ${request.url}`, headers: request.headers, body: Buffer.concat(pieces) });
        const answer = handler(asked.at(-1)!, asked.length);
        if (!answer) return void request.socket.destroy();
        response.writeHead(answer.status ?? 200, answer.headers).end(typeof answer.body === "string" ? answer.body : answer.body && JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    asked.splice(0);
    for (const name of Object.keys(process.env)) if (!(name in had)) delete process.env[name];
    Object.assign(process.env, had);
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  it("BigQuery: a statement is a job with a name of its own, asked for until it ends; values are parameters; what breaks is sent again", async () => {
    process.env["BIGQUERY_EMULATOR_HOST"] = url();
    handler = ({ what }, count) => {
      if (count === 1) return { status: 503, body: { error: { message: "later" } } };
      if (count === 2) return undefined;
      if (what.startsWith("GET /bigquery/v2/projects/p/datasets/d")) return { body: { location: "EU" } };
      if (what.startsWith("POST")) return { status: count === 4 ? 500 : 409, body: { error: { message: "Already Exists" } } };
      if (what.startsWith("GET /bigquery/v2/projects/p/jobs/")) return { body: { status: { state: "DONE" }, statistics: { query: { totalBytesBilled: "10485760" } } } };
      return { body: count < 7 ? { jobComplete: false } : { jobComplete: true, rows: [{ f: [{ v: "1" }, { v: null }] }] } };
    };
    const warehouse = await openWarehouse("bigquery://p/d");
    assert.deepEqual(await warehouse.ask(sql`SELECT ${"o'neil`"}, ${null}`), [["1", null]]);
    const [first, again] = asked.filter(({ what }) => what.startsWith("POST")).map(({ body }) => JSON.parse(String(body)) as { jobReference: { jobId: string; location: string }; configuration: { query: { query: string; queryParameters: object[] } } });
    assert.deepEqual(first, again);
    assert.equal(first!.jobReference.location, "EU");
    assert.deepEqual([first!.configuration.query.query, first!.configuration.query.queryParameters.length], ["SELECT @p1, @p2", 2]);
    assert.ok(asked.some(({ what }) => what.includes(`/queries/${first!.jobReference.jobId}?location=EU`)));
    assert.equal(await warehouse.billedBytes!(), 10_485_760);
  });

  it("BigQuery: too many requests at once are sent again later; a job that has ended so is not asked again; what answers another form of JSON is somebody else", async () => {
    process.env["BIGQUERY_EMULATOR_HOST"] = url();
    const tooMany = { status: 403, body: { error: { message: "Exceeded rate limits", errors: [{ reason: "rateLimitExceeded" }] } } };
    const other: Record<string, object | string> = { "/datasets/d": { location: "EU" } };
    handler = ({ what }, count) => {
      if (count === 1 || what.includes("/queries/")) return tooMany;
      return { body: what.endsWith("/datasets/d") ? other["/datasets/d"]! : {} };
    };
    const warehouse = await openWarehouse("bigquery://p/d");
    await assert.rejects(warehouse.ask(sql`SELECT 1`), /answered 403\. rateLimitExceeded: Exceeded rate limits\. A quota of BigQuery is used up\./);
    assert.deepEqual(asked.map(({ what }) => what.replace(/lago_loader_\w+/, "JOB").replace(/\?.*/, "")), ["GET /bigquery/v2/projects/p/datasets/d", "GET /bigquery/v2/projects/p/datasets/d", "POST /bigquery/v2/projects/p/jobs", "GET /bigquery/v2/projects/p/queries/JOB"]);
    for (const answer of ["null", "[]", "7", "{}", "<html>"]) {
      other["/datasets/d"] = answer;
      await assert.rejects((await openWarehouse("bigquery://p/d")).ask(sql`SELECT 1`), /was answered 200, but not with the expected JSON\. Does something on the way answer in its place\?/);
    }
  });

  it("BigQuery: a file is uploaded in pieces, from where the server says that it ends; an error of a load has the words of BigQuery", async () => {
    process.env["BIGQUERY_EMULATOR_HOST"] = url();
    const file = join(folder, "x.parquet");
    await writeFile(file, Buffer.alloc(20 * 2 ** 20, "x"));
    handler = ({ what, headers }) => {
      if (what.includes("/datasets/d")) return { body: { location: "US" } };
      if (what.startsWith("POST /upload")) return { headers: { location: `${url()}/session` } };
      if (headers["content-range"] === `bytes 0-${16 * 2 ** 20 - 1}/${20 * 2 ** 20}`) return { status: 308, headers: { range: `bytes=0-${12 * 2 ** 20 - 1}` } };
      if (what === "PUT /session") return { body: {} };
      return { body: { status: { state: "DONE", errorResult: { reason: "invalid", message: "not Parquet" } } } };
    };
    const warehouse = await openWarehouse("bigquery://p/d");
    await assert.rejects(warehouse.stage(TABLE, file), /bigquery:\/\/p\/d: loading _lago_loader_stage_\w+_add_ons failed: invalid: not Parquet\./);
    assert.deepEqual(asked.filter(({ what }) => what === "PUT /session").map(({ headers, body }) => [headers["content-range"], body.length]), [[`bytes 0-16777215/20971520`, 16777216], [`bytes 12582912-20971519/20971520`, 8388608]]);
  });

  it("BigQuery: a load that fails for a reason that passes is started again, three times at most; any other is not", async () => {
    process.env["BIGQUERY_EMULATOR_HOST"] = url();
    const file = join(folder, "y.parquet");
    await writeFile(file, "y");
    let reasons = ["backendError", "rateLimitExceeded"];
    handler = ({ what }) => {
      if (what.includes("/datasets/d")) return { body: { location: "US" } };
      if (what.startsWith("POST /upload")) return { headers: { location: `${url()}/session` } };
      if (what === "PUT /session") return { body: {} };
      const reason = reasons.shift();
      return { body: { status: { state: "DONE", ...(reason && { errorResult: { reason, message: "Retry it" } }) } } };
    };
    const loads = () => new Set(asked.filter(({ what }) => what.startsWith("POST /upload")).map(({ body }) => (JSON.parse(String(body)) as { jobReference: { jobId: string } }).jobReference.jobId)).size;
    const warehouse = await openWarehouse("bigquery://p/d");
    await warehouse.fill!(TABLE, file);
    assert.equal(loads(), 3);
    reasons = ["backendError", "backendError", "internalError"];
    await assert.rejects(warehouse.fill!(TABLE, file), /loading add_ons failed: internalError: Retry it\. Publish again later\.$/);
    assert.equal(loads(), 6);
    reasons = ["invalid"];
    await assert.rejects(warehouse.fill!(TABLE, file), /loading add_ons failed: invalid: Retry it\.$/);
    assert.equal(loads(), 7);
  });

  it("a refusal is reported once, with the right to grant, and without the token", async () => {
    process.env["GOOGLE_OAUTH_ACCESS_TOKEN"] = "ya29.a-secret-token";
    Object.assign(process.env, { DATABRICKS_TOKEN: "dapi-a-secret-token" });
    const host = new URL(url()).host;
    handler = ({ headers }) => ({ status: 403, body: { error_code: "PERMISSION_DENIED", message: `may not: ${headers.authorization}` } });
    const warehouse = await openWarehouse(`databricks://${host}/main/lago?warehouse=abc`);
    const refused = await warehouse.ask(sql`SELECT 1`).catch((error: Error) => error.message);
    assert.match(String(refused), /was answered 403\. PERMISSION_DENIED may not: Bearer …\. Grant the account CAN USE/);
    assert.equal(asked.length, 1);
  });

  it("Databricks: a statement that takes long is asked for, with its values as parameters; a service principal's token is made anew when it has expired", async () => {
    Object.assign(process.env, { DATABRICKS_CLIENT_ID: "id", DATABRICKS_CLIENT_SECRET: "a-client-secret" });
    handler = ({ what }, count) => {
      if (what.includes("/oidc/")) return { body: { access_token: `token-${count}`, expires_in: 3600 } };
      if (count === 2) return { status: 401, body: {} };
      const isDone = what.startsWith("GET");
      return { body: { statement_id: "s1", status: { state: isDone ? "SUCCEEDED" : "RUNNING" }, ...(isDone && { result: { data_array: [["7"]] } }) } };
    };
    const warehouse = await openWarehouse(`databricks://${new URL(url()).host}/main/lago?warehouse=abc`);
    assert.deepEqual(await warehouse.ask(sql`SELECT ${"a"}, ${null}`), [["7"]]);
    assert.deepEqual(asked.map(({ what }) => what), ["POST /oidc/v1/token", "POST /api/2.0/sql/statements", "POST /oidc/v1/token", "POST /api/2.0/sql/statements", "GET /api/2.0/sql/statements/s1"]);
    assert.equal(asked[0]!.headers.authorization, `Basic ${Buffer.from("id:a-client-secret").toString("base64")}`);
    assert.equal(asked[3]!.headers.authorization, "Bearer token-3");
    const { statement, parameters, warehouse_id: id } = JSON.parse(String(asked[3]!.body)) as { statement: string; parameters: object[]; warehouse_id: string };
    assert.deepEqual([statement, parameters, id], ["SELECT :p1, :p2", [{ name: "p1", value: "a", type: "STRING" }, { name: "p2", value: null, type: "STRING" }], "abc"]);
  });

  it("Databricks: what is no answer of its API, and a statement that somebody has ended, are one sentence with what to do", async () => {
    process.env["DATABRICKS_TOKEN"] = "a-token";
    const warehouse = await openWarehouse(`databricks://${new URL(url()).host}/main/lago?warehouse=abc`);
    const answers = [
      ...["{}", "null", "[]", '{"status":null}'].map((body) => ({ body, says: /was answered 200, but not with the expected JSON\. .*Check the address and the proxy\.$/ })),
      ...[400, 404, 302].map((status) => ({ status, body: "<html></html>", says: new RegExp(`was answered ${status}\\. Check host and warehouse=… in the address\\.$`) })),
      ...["CANCELED", "CLOSED"].map((state) => ({ body: { statement_id: "s1", status: { state } }, says: new RegExp(`a statement ended as ${state}\\. Publish again\\.$`) })),
      { body: { status: { state: "FAILED", error: { message: "[DELTA_CONCURRENT_APPEND] Files were added" } } }, says: /Has somebody written at the same time\? Publish again\.$/ },
    ];
    for (const { says, ...answer } of answers) {
      handler = () => answer;
      await assert.rejects(warehouse.ask(sql`SELECT 1`), says);
    }
  });

  it("Databricks: a staged file that is larger than it takes is refused before it is sent", async () => {
    process.env["DATABRICKS_TOKEN"] = "a-token";
    const file = join(folder, "large.parquet");
    await writeFile(file, "");
    // Sparse: it takes no room.
    await truncate(file, 5 * 2 ** 30 + 1);
    handler = () => ({ body: { statement_id: "s1", status: { state: "SUCCEEDED" } } });
    const warehouse = await openWarehouse(`databricks://${new URL(url()).host}/main/lago?warehouse=abc`);
    await assert.rejects(warehouse.stage(TABLE, file), /the staged file of add_ons has 5\.0 GB, more than the 5\.0 GB that are taken at once\. Publish it where files can be larger/);
    assert.deepEqual(asked.map(({ what }) => what), ["POST /api/2.0/sql/statements"]);
  });

  it("Google: a service account signs for a token with its key; one of a person is refreshed; a refusal has no secret in it", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const file = join(folder, "key.json");
    const write = (content: object) => writeFile(file, JSON.stringify({ token_uri: `${url()}/token`, ...content }));
    handler = () => ({ body: { access_token: `token-${asked.length}`, expires_in: 3600 } });
    await write({ type: "service_account", client_email: "loader@p.iam", private_key: privateKey.export({ type: "pkcs8", format: "pem" }) });
    const token = makeGoogleToken("scope", { GOOGLE_APPLICATION_CREDENTIALS: file });
    assert.deepEqual([await token(), await token(), await token(true)], ["token-1", "token-1", "token-2"]);
    const [head, claims, signature] = new URLSearchParams(String(asked[0]!.body)).get("assertion")!.split(".");
    assert.ok(createVerify("RSA-SHA256").update(`${head}.${claims}`).verify(publicKey, signature!, "base64url"));
    assert.deepEqual((({ iss, aud, scope }) => ({ iss, aud, scope }))(JSON.parse(String(Buffer.from(claims!, "base64url"))) as Record<string, string>), { iss: "loader@p.iam", aud: `${url()}/token`, scope: "scope" });
    await write({ type: "authorized_user", client_id: "id", client_secret: "a-client-secret", refresh_token: "a-refresh-token" });
    handler = () => ({ status: 400, body: { error: "invalid_grant", error_description: "a-refresh-token was revoked" } });
    await assert.rejects(makeGoogleToken("scope", { GOOGLE_APPLICATION_CREDENTIALS: file })(), (error: Error) => /invalid_grant/.test(error.message) && !error.message.includes("a-refresh-token"));
    await write({ type: "external_account" });
    await assert.rejects(makeGoogleToken("scope", { GOOGLE_APPLICATION_CREDENTIALS: file })(), /GOOGLE_OAUTH_ACCESS_TOKEN/);
    await assert.rejects(makeGoogleToken("scope", { CLOUDSDK_CONFIG: folder, GCE_METADATA_HOST: "127.0.0.1:1" })(), /There are no credentials for Google/);
  });

  it("Redshift: without a password, AWS is asked for a temporary one of the cluster or workgroup that the host names, signed for its region", async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "an-aws-secret", AWS_ENDPOINT_URL_REDSHIFT: url(), AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS: url() });
    handler = ({ headers }) => (headers["x-amz-target"] ? { body: { dbUser: "IAM:loader", dbPassword: "temporary&1", expiration: 1 } } : { body: "<R><DbUser>IAM:loader</DbUser><DbPassword>temporary&amp;1</DbPassword></R>" });
    const cluster = { host: "billing.abc123.eu-west-1.redshift.amazonaws.com", database: "dev", user: undefined };
    const login = { user: "IAM:loader", password: "temporary&1" };
    assert.deepEqual(await findLogin(cluster), login);
    assert.deepEqual(await findLogin({ ...cluster, user: "loader" }), login);
    assert.deepEqual(await findLogin({ ...cluster, host: "lago.123456789012.eu-west-1.redshift-serverless.amazonaws.com" }), login);
    const [byIdentity, byName] = asked.map(({ body }) => Object.fromEntries(new URLSearchParams(String(body))));
    assert.deepEqual([byIdentity!["Action"], byIdentity!["ClusterIdentifier"], byIdentity!["DbName"], byName!["Action"], byName!["DbUser"]], ["GetClusterCredentialsWithIAM", "billing", "dev", "GetClusterCredentials", "loader"]);
    assert.deepEqual(JSON.parse(String(asked[2]!.body)), { workgroupName: "lago", dbName: "dev", durationSeconds: 3600 });
    assert.deepEqual(asked.map(({ headers }) => /Credential=AKIA\/\d{8}\/eu-west-1\/([\w-]+)\/aws4_request/.exec(headers.authorization!)?.[1]), ["redshift", "redshift", "redshift-serverless"]);
    for (const { headers, body, what } of asked) assert.equal(headers.authorization, signAgain(headers, body, { url: new URL(what.split(" ")[1]!, url()), secret: "an-aws-secret" }));
    // A password that is set is taken, and other hosts have no such service.
    assert.deepEqual(await findLogin({ ...cluster, user: "u" }, { PGPASSWORD: "a-password" }), { user: "u", password: "a-password" });
    assert.deepEqual(await findLogin({ ...cluster, host: "127.0.0.1" }, {}), { user: undefined, password: undefined });
    handler = () => ({ status: 400, body: { __type: "com.amazon#AccessDeniedException", Message: "an-aws-secret may not" } });
    await assert.rejects(findLogin(cluster), (error: Error) => /password of Redshift was answered 400 AccessDeniedException\. Grant the IAM identity redshift:GetClusterCredentialsWithIAM, or set PGPASSWORD\.$/.test(error.message) && !error.message.includes("an-aws-secret"));
    const serverless = { ...cluster, host: "lago.123456789012.eu-west-1.redshift-serverless.amazonaws.com" };
    for (const body of ["<html></html>", "{}", "null"]) {
      handler = () => ({ body });
      await assert.rejects(findLogin(serverless), /^RequestError: The request to AWS for a password of Redshift was answered 200, but not with the expected JSON\./);
      await assert.rejects(findLogin(cluster), /AWS has given no password for Redshift\. Set PGPASSWORD\.$/);
    }
  });

  it("Snowflake: a key pair, a token or a password; without its driver the error says what to install", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const [key, plain] = [join(folder, "rsa.p8"), String(privateKey.export({ type: "pkcs8", format: "pem" }))];
    await writeFile(key, String(privateKey.export({ type: "pkcs1", format: "pem" })));
    const read = (environment: Record<string, string>) => readSnowflakeSettings("snowflake://acme-eu/lago/billing?warehouse=LOADING", environment).options;
    assert.deepEqual(read({ SNOWFLAKE_USER: "u", SNOWFLAKE_PRIVATE_KEY_FILE: key, SNOWFLAKE_ROLE: "R" }), { account: "acme-eu", username: "u", warehouse: "LOADING", role: "R", database: "lago", authenticator: "SNOWFLAKE_JWT", privateKey: plain });
    assert.deepEqual(read({ SNOWFLAKE_TOKEN: "a-token" }), { account: "acme-eu", warehouse: "LOADING", database: "lago", authenticator: "OAUTH", token: "a-token" });
    assert.equal(read({ SNOWFLAKE_TOKEN: "a-token", SNOWFLAKE_AUTHENTICATOR: "programmatic_access_token" })["authenticator"], "PROGRAMMATIC_ACCESS_TOKEN");
    assert.throws(() => read({ SNOWFLAKE_TOKEN: "a-token", SNOWFLAKE_AUTHENTICATOR: "externalbrowser" }), /SNOWFLAKE_AUTHENTICATOR says what SNOWFLAKE_TOKEN is/);
    assert.throws(() => read({ SNOWFLAKE_USER: "u" }), /There is no secret for SNOWFLAKE_USER/);
    const withKey = (text: string, passphrase = "") => async () => {
      await writeFile(key, text);
      return read({ SNOWFLAKE_USER: "u", SNOWFLAKE_PRIVATE_KEY_FILE: key, PRIVATE_KEY_PASSPHRASE: passphrase })["privateKey"];
    };
    const encrypted = String(privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "swordfish" }));
    assert.equal(await withKey(encrypted, "swordfish")(), plain);
    await assert.rejects(withKey(encrypted), /is encrypted\. Set PRIVATE_KEY_PASSPHRASE\.$/);
    await assert.rejects(withKey(encrypted, "cod"), /^ConfigurationError: PRIVATE_KEY_PASSPHRASE does not open the key/);
    for (const other of ["", "swordfish", String(publicKey.export({ type: "spki", format: "pem" })), String(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }))]) await assert.rejects(withKey(other), /is no private RSA key in PEM\. Make one: openssl genrsa 2048/);
    Object.assign(process.env, { SNOWFLAKE_USER: "u", SNOWFLAKE_PASSWORD: "a-password" });
    await assert.rejects(openWarehouse("snowflake://acme/lago/billing"), /npm install snowflake-sdk/);
  });

  it("Snowflake: its driver, which goes on for hours, is given up behind a limit and at an interrupt", async () => {
    await assert.rejects(untilGivenUp("snowflake://a/d/s", { signal: undefined, limit: 20 }, () => {}), /^DestinationError: snowflake:\/\/a\/d\/s has not answered within 0\.02 seconds\. Check the account in the address/);
    const interrupt = new AbortController();
    const given = untilGivenUp("snowflake://a/d/s", { signal: interrupt.signal, limit: 60_000 }, () => {});
    interrupt.abort(new Error("interrupted"));
    await assert.rejects(given, /interrupted/);
    assert.equal(await untilGivenUp("snowflake://a/d/s", { signal: undefined, limit: 60_000 }, (resolve: (answer: string) => void) => resolve("rows")), "rows");
  });

  it("addresses that are none are refused with how one is written, and are not repeated: they may hold a secret", async () => {
    for (const [address, form] of [["bigquery://p:swordfish@x", "bigquery://project/dataset"], ["snowflake://u:swordfish@a/d/s", "snowflake://account/database/schema"], ["redshift://u:swordfish@h/d/s?bucket=b-b", "redshift://user@host"], ["redshift://u@h/d/s?bucket=b'x", "redshift://user@host"], ["redshift://u@h:99999/d/s?bucket=b-b", "redshift://user@host"], ["databricks://h/c/s", "databricks://host/catalog/schema"], ["databricks://h:x/c/s?warehouse=a", "databricks://host/catalog/schema"]] as const) {
      await assert.rejects(openWarehouse(address), (error: Error) => error.message.includes(form) && !error.message.includes("swordfish"), address);
    }
  });

  it("two clusters behind tunnels to this machine are two places", async () => {
    const names = await Promise.all([5439, 5440].map(async (port) => (await openWarehouse(`redshift://u@127.0.0.1:${port}/dev/lago?bucket=lake&sslmode=disable`)).name));
    assert.deepEqual(names, ["redshift://127.0.0.1/dev/lago", "redshift://127.0.0.1:5440/dev/lago"]);
  });
});

/** The signature that a request must have: of what has arrived, by the time and the scope that it names. */
function signAgain(headers: IncomingMessage["headers"], body: Buffer, { url, secret }: { readonly url: URL; readonly secret: string }): string {
  const [, keyId, region, service, names] = /Credential=(\w+)\/\d{8}\/([\w-]+)\/([\w-]+)\/aws4_request,SignedHeaders=([^,]+)/.exec(headers.authorization!)!;
  const own = new Set(["host", "x-amz-content-sha256", "x-amz-date"]);
  const signed = Object.fromEntries(names!.split(";").filter((name) => !own.has(name)).map((name) => [name, headers[name] as string]));
  const at = new Date((headers["x-amz-date"] as string).replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3:$4:$5Z"));
  return signRequest({ method: "POST", url, sha256: createHash("sha256").update(body).digest("hex"), region: region!, service: service!, at, headers: signed }, { keyId: keyId!, secret })["authorization"]!;
}
