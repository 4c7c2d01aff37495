import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { addOns, resources } from "../../generated/index.ts";
import { openAwsCredentials } from "../../runtime/publish/aws-credentials.ts";
import { readRegion } from "../../runtime/publish/aws-settings.ts";
import { openObjectStore } from "../../runtime/publish/open-store.ts";
import { signRequest } from "../../runtime/publish/sign-request.ts";
import { uploadBytes } from "../../runtime/publish/upload.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { putEnvironment } from "./environment.ts";
import { type FakeS3, startS3 } from "./fake-s3.ts";
import { newLake, readContents } from "./lake.ts";
import { expectOneWriter } from "./one-writer.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

it("requests are signed as in the examples of AWS' documentation", () => {
  const credentials = { keyId: "AKIAIOSFODNN7EXAMPLE", secret: SECRET };
  const { sha256 } = uploadBytes(Buffer.alloc(0));
  const sign = (path: string, headers = {}) =>
    signRequest({ method: "GET", url: new URL(`https://examplebucket.s3.amazonaws.com/${path}`), sha256, region: "us-east-1", at: new Date("2013-05-24T00:00:00Z"), headers }, credentials)["authorization"]!.split("Signature=")[1];
  assert.equal(sign("test.txt", { range: "bytes=0-9" }), "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  assert.equal(sign("?lifecycle"), "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  assert.equal(sign("?max-keys=2&prefix=J"), "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
});

it("credentials come from the environment, else from the profile of AWS' files, and never from two places", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  const [AWS_SHARED_CREDENTIALS_FILE, AWS_CONFIG_FILE] = [join(folder, "credentials"), join(folder, "config")];
  await writeFile(AWS_SHARED_CREDENTIALS_FILE, "[default]\naws_access_key_id = one\naws_secret_access_key=first secret\n# aws_session_token = none\n[billing]\naws_access_key_id = two\naws_secret_access_key = second/secret\naws_session_token = t2==\n");
  await writeFile(AWS_CONFIG_FILE, "[profile billing]\nregion = eu-west-3\n");
  const files = { AWS_SHARED_CREDENTIALS_FILE, AWS_CONFIG_FILE, AWS_EC2_METADATA_DISABLED: "true" };
  const readCredentials = (environment: Record<string, string>) => openAwsCredentials(environment)();
  assert.deepEqual(await readCredentials(files), { keyId: "one", secret: "first secret" });
  assert.deepEqual(await readCredentials({ ...files, AWS_PROFILE: "billing" }), { keyId: "two", secret: "second/secret", token: "t2==" });
  assert.deepEqual(await readCredentials({ ...files, AWS_PROFILE: "billing", AWS_ACCESS_KEY_ID: "three", AWS_SECRET_ACCESS_KEY: "third secret" }), { keyId: "three", secret: "third secret" });
  assert.deepEqual([readRegion({ ...files, AWS_PROFILE: "billing" }), readRegion(files)], ["eu-west-3", "us-east-1"]);
  await assert.rejects(readCredentials({ ...files, AWS_PROFILE: "none" }), /There are no credentials for S3/);
  await rm(folder, { recursive: true });
});

describe("publishing into S3", () => {
  const set = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: undefined, AWS_REGION: undefined };
  let s3: FakeS3;
  let restore: () => void;
  beforeEach(async () => (restore = putEnvironment({ ...set, AWS_ENDPOINT_URL_S3: (s3 = await startS3()).url })));
  afterEach(async () => {
    restore();
    await s3.close();
  });

  it("it has the same objects as a folder, and only what changed is put; answers of a server that is busy are waited out", async () => {
    const fake = await startBooks(9);
    const lake = await newLake();
    await lake.load(fake, [addOns]);
    await lake.publish(resources);
    const store = await openObjectStore("s3://lake/billing data/o'neil");
    assert.equal(store.name, "s3://lake/billing data/o'neil");
    s3.objects.set("billing data/o'neil/add_ons/2019-05.parquet", Buffer.from("left by a publish that was killed"));
    s3.objects.set("another/add_ons/2019-05.parquet", Buffer.from("another's"));
    s3.faults.push(503, "break", 500);
    const { written, removed } = await lake.publish(resources, {}, store);
    assert.deepEqual([written.length, removed], [3, ["add_ons/2019-05.parquet"]]);
    const inFolder = [...await readContents(lake.folder, { times: false })].map(([name, body]) => [`billing data/o'neil/${name}`, body.trim()]);
    assert.deepEqual([...s3.objects].filter(([name]) => !name.startsWith("another/")).map(([name, body]) => [name, body.toString("base64")]).sort(), inFolder.sort());
    assert.ok(s3.objects.has("another/add_ons/2019-05.parquet"));
    s3.requests.splice(0);
    await lake.publish(resources, {}, store);
    assert.deepEqual(s3.requests, ["GET billing data/o'neil/_manifest.json"]);
    fake.put("add_ons", makeAddOn(3, 5));
    await lake.load(fake, [addOns]);
    s3.requests.splice(0);
    await lake.publish(resources, {}, store);
    assert.deepEqual(s3.requests.filter((request) => request.startsWith("PUT")).map((request) => request.split("neil/")[1]), ["add_ons/all.parquet", "_loads/all.parquet", "_manifest.json"]);
    await lake.remove();
    await fake.close();
  });

  it("of two that publish at once, one is refused: its manifest would not list what the other has written; a server that knows no conditions is asked without", async () => {
    const open = () => openObjectStore("s3://lake/x");
    await expectOneWriter(open);
    const store = await open();
    await store.get("_manifest.json");
    s3.faults.push(501);
    await store.putUnlessChanged("_manifest.json", uploadBytes(Buffer.from("{}")));
    assert.equal(String(s3.objects.get("x/_manifest.json")), "{}");
  });

  it("an object that is larger than S3 takes at once is refused before it is sent", async () => {
    const store = await openObjectStore("s3://lake/x");
    const large = { bytes: 6 * 2 ** 30, sha256: "", open: () => assert.fail("it was read") };
    const before = s3.requests.length;
    await assert.rejects(store.put("fees/all.parquet", large), /PUT s3:\/\/lake\/x\/fees\/all\.parquet has 6\.0 GB, more than the 5\.0 GB that are taken at once/);
    assert.equal(s3.requests.length, before);
  });

  it("a refusal is reported in S3's words at once, without key or secret; a server that never answers, after some attempts", async () => {
    const store = await openObjectStore("s3://lake/x");
    s3.faults.push(403);
    const refused = await store.put("a/all.parquet", uploadBytes(Buffer.from("x"))).catch((error: Error) => error.message);
    assert.equal(refused, "PUT s3://lake/x/a/all.parquet was answered 403 AccessDenied. Check the credentials. They need s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket.");
    s3.faults.push(...Array.from({ length: 9 }, () => 503));
    await assert.rejects(store.get("a/all.parquet"), /was answered 503 SlowDown/);
    assert.equal(s3.faults.length, 4);
    await assert.rejects(openObjectStore("s3://key:secret@lake/x"), (error: Error) => !error.message.includes("secret@") && /s3:\/\/bucket\/prefix/.test(error.message));
  });
});
