import assert from "node:assert/strict";
import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { openAwsCredentials } from "../../runtime/publish/aws-credentials.ts";
import { openAzureToken } from "../../runtime/publish/azure-token.ts";
import { makeGoogleToken } from "../../runtime/publish/google-credentials.ts";
import { toSafeText } from "../../runtime/secrets.ts";

interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

describe("credentials of clouds, where their own clients find them", () => {
  let folder: string;
  let server: Server;
  let url: string;
  /** What was asked, and what is answered to a path that begins so. */
  let asked: Asked[];
  let answers: Record<string, { readonly status?: number; readonly body: unknown }>;
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const own = { AWS_EC2_METADATA_DISABLED: "true", AWS_SHARED_CREDENTIALS_FILE: "/nowhere", AWS_CONFIG_FILE: "/nowhere" };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    server = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      asked.push({ path: request.url!, headers: request.headers, body: String(Buffer.concat(pieces)) });
      const found = Object.entries(answers).filter(([path]) => request.url!.startsWith(path)).sort(([a], [b]) => b.length - a.length)[0]?.[1];
      response.writeHead(found?.status ?? (found ? 200 : 404)).end(typeof found?.body === "string" ? found.body : JSON.stringify(found?.body ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => void ([asked, answers] = [[], {}]));
  after(async () => {
    server?.closeAllConnections();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it("AWS: a container's role, asked for again before it ends, and when it is refused", async () => {
    answers["/role"] = { body: { AccessKeyId: "ASIA1", SecretAccessKey: "secret-of-container", Token: "token-of-container", Expiration: new Date(Date.now() + 60_000).toISOString() } };
    const credentials = openAwsCredentials({ ...own, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/role`, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: await file("pod", "token-of-pod\n") });
    assert.deepEqual(await credentials(), { keyId: "ASIA1", secret: "secret-of-container", token: "token-of-container" });
    assert.equal(asked[0]!.headers["authorization"], "token-of-pod");
    answers["/role"] = { body: { AccessKeyId: "ASIA2", SecretAccessKey: "secret-of-container", Token: "t", Expiration: soon } };
    assert.equal((await credentials()).keyId, "ASIA2");
    assert.equal((await credentials()).keyId, "ASIA2");
    assert.equal(asked.length, 2);
    await credentials(true);
    assert.equal(asked.length, 3);
    assert.equal(toSafeText("secret-of-container token-of-pod"), "… …");
  });

  it("AWS: the role of a machine, by the second version of its metadata", async () => {
    answers["/latest/api/token"] = { body: "metadata-token" };
    answers["/latest/meta-data/iam/security-credentials/"] = { body: "loader\n" };
    answers["/latest/meta-data/iam/security-credentials/loader"] = { body: { AccessKeyId: "ASIA3", SecretAccessKey: "secret-of-machine", Token: "t", Expiration: soon } };
    const credentials = openAwsCredentials({ ...own, AWS_EC2_METADATA_DISABLED: undefined, AWS_EC2_METADATA_SERVICE_ENDPOINT: url });
    assert.equal((await credentials()).keyId, "ASIA3");
    assert.deepEqual(asked.map(({ headers }) => headers["x-aws-ec2-metadata-token"]), [undefined, "metadata-token", "metadata-token"]);
  });

  it("AWS: a role for a web identity, before the keys of the default profile", async () => {
    answers["/"] = { body: { AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult: { Credentials: { AccessKeyId: "ASIA4", SecretAccessKey: "secret-of-web", SessionToken: "t", Expiration: Date.now() / 1000 + 3600 } } } } };
    const environment = { ...own, AWS_SHARED_CREDENTIALS_FILE: await file("credentials", "[default]\naws_access_key_id=AKIA\naws_secret_access_key=secret-of-profile\n"), AWS_ENDPOINT_URL_STS: url, AWS_ROLE_ARN: "arn:aws:iam::1:role/x", AWS_WEB_IDENTITY_TOKEN_FILE: await file("web", "identity-token") };
    assert.deepEqual(await openAwsCredentials(environment)(), { keyId: "ASIA4", secret: "secret-of-web", token: "t" });
    const form = new URLSearchParams(asked[0]!.body);
    assert.deepEqual([form.get("Action"), form.get("RoleArn"), form.get("WebIdentityToken")], ["AssumeRoleWithWebIdentity", "arn:aws:iam::1:role/x", "identity-token"]);
    assert.equal((await openAwsCredentials({ ...environment, AWS_PROFILE: "default" })()).keyId, "AKIA", "a profile that is named");
  });

  it("AWS: SSO, and a program that the profile names; what has ended says how to sign in", async () => {
    const program = await file("program.js", `console.log(JSON.stringify({ Version: 1, AccessKeyId: "ASIA6", SecretAccessKey: "secret-of-program" }))`);
    const profiles = [
      "[profile sso]", "sso_session = work", "sso_account_id = 12", "sso_role_name = Loader", "[sso-session work]", "sso_region = eu-west-1",
      "[profile program]", `credential_process = "${process.execPath}" "${program}"`,
      "[profile chained]", "role_arn = arn:aws:iam::1:role/x", "source_profile = sso",
    ];
    const AWS_CONFIG_FILE = await file("config", profiles.join("\n"));
    const cache = join(folder, "cache");
    await mkdir(cache);
    const signIn = (expiresAt: string) => writeFile(join(cache, `${createHash("sha1").update("work").digest("hex")}.json`), JSON.stringify({ accessToken: "token-of-sso", expiresAt }));
    const environment = { ...own, AWS_CONFIG_FILE, AWS_SSO_CACHE: cache, AWS_ENDPOINT_URL_SSO: url };
    answers["/federation/credentials?account_id=12&role_name=Loader"] = { body: { roleCredentials: { accessKeyId: "ASIA5", secretAccessKey: "secret-of-sso", sessionToken: "t", expiration: Date.now() + 3_600_000 } } };
    await signIn(soon);
    assert.equal((await openAwsCredentials({ ...environment, AWS_PROFILE: "sso" })()).keyId, "ASIA5");
    assert.equal(asked[0]!.headers["x-amz-sso_bearer_token"], "token-of-sso");
    await signIn("2020-01-01T00:00:00Z");
    await assert.rejects(openAwsCredentials({ ...environment, AWS_PROFILE: "sso" })(), /aws sso login/);
    assert.equal((await openAwsCredentials({ ...environment, AWS_PROFILE: "program" })()).keyId, "ASIA6");
    await assert.rejects(openAwsCredentials({ ...environment, AWS_PROFILE: "chained" })(), /aws configure export-credentials/);
    await assert.rejects(openAwsCredentials(own)(), /There are no credentials for S3\. .*AWS_PROFILE/);
  });

  it("Azure: an application's secret, a pod's token, the identity of an app or a machine", async () => {
    answers["/tenant/oauth2/v2.0/token"] = { body: { access_token: "token-1", expires_in: 3600 } };
    const application = { AZURE_AUTHORITY_HOST: url, AZURE_TENANT_ID: "tenant", AZURE_CLIENT_ID: "client" };
    const token = openAzureToken({ ...application, AZURE_CLIENT_SECRET: "secret-of-application" });
    assert.deepEqual([await token(), await token(), asked.length], ["token-1", "token-1", 1]);
    await openAzureToken({ ...application, AZURE_FEDERATED_TOKEN_FILE: await file("azure", "token-of-kubernetes") })();
    assert.deepEqual(asked.map(({ body }) => new URLSearchParams(body)).map((form) => [form.get("client_secret"), form.get("client_assertion"), form.get("scope")]), [
      ["secret-of-application", null, "https://storage.azure.com/.default"],
      [null, "token-of-kubernetes", "https://storage.azure.com/.default"],
    ]);
    answers["/msi"] = { body: { access_token: "token-2", expires_on: String(Math.floor(Date.now() / 1000) + 3600) } };
    assert.equal(await openAzureToken({ IDENTITY_ENDPOINT: `${url}/msi`, IDENTITY_HEADER: "header-of-app" })(), "token-2");
    assert.equal(asked.at(-1)!.headers["x-identity-header"], "header-of-app");
    answers["/metadata/identity/oauth2/token"] = { body: { access_token: "token-3", expires_in: "3600" } };
    assert.equal(await openAzureToken({ AZURE_POD_IDENTITY_AUTHORITY_HOST: url })(), "token-3");
    answers["/tenant/oauth2/v2.0/token"] = { status: 401, body: { error: "invalid_client", error_description: "secret-of-application is wrong" } };
    await assert.rejects(openAzureToken({ ...application, AZURE_CLIENT_SECRET: "secret-of-application" })(), /^RequestError: The request to Azure for credentials was answered 401 invalid_client\. Check/);
  });

  it("Google: a service account, whose request is signed with its key, and the machine", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
    const key = { type: "service_account", client_email: "loader@example.iam.gserviceaccount.com", private_key: privateKey, token_uri: `${url}/token` };
    answers["/token"] = { body: { access_token: "token-4", expires_in: 3600 } };
    const token = makeGoogleToken("scope", { GOOGLE_APPLICATION_CREDENTIALS: await file("google.json", JSON.stringify(key)) });
    assert.deepEqual([await token(), await token(), asked.length], ["token-4", "token-4", 1]);
    const [header, claims, signature] = new URLSearchParams(asked[0]!.body).get("assertion")!.split(".");
    assert.ok(createVerify("RSA-SHA256").update(`${header}.${claims}`).verify(publicKey, signature!, "base64url"));
    assert.equal((JSON.parse(String(Buffer.from(claims!, "base64url"))) as { scope: string }).scope, "scope");
    answers["/computeMetadata/v1/instance/service-accounts/default/token"] = { body: { access_token: "token-5", expires_in: 3600 } };
    assert.equal(await makeGoogleToken("scope", { CLOUDSDK_CONFIG: folder, GCE_METADATA_HOST: new URL(url).host })(), "token-5");
  });
});
