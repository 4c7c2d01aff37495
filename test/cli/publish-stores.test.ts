import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Lago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { startS3 } from "../publish/fake-s3.ts";
import { startAzure, startGcs } from "../publish/fake-stores.ts";
import { startRefusing } from "../warehouses/refusals.ts";
import { type Desk, newDesk, PASSWORD } from "./command-line.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A store, what names it and its credentials, and what its errors say. */
interface Store {
  readonly address: string;
  start(desk: Desk): Promise<{ readonly environment: Environment; readonly names: () => Promise<string[]>; close(): Promise<unknown> }>;
  readonly refusals: readonly { readonly what: string; readonly code: number; readonly says: RegExp; readonly environment?: (url: string) => Environment; readonly to?: string; readonly answer?: { readonly status: number; readonly body: string } }[];
}

const KEY = Buffer.from("key-of-the-store").toString("base64");
const azureAt = (url: string, key = KEY) => ({ AZURE_STORAGE_CONNECTION_STRING: `AccountName=devstoreaccount1;AccountKey=${key};BlobEndpoint=${url}/devstoreaccount1` });
const error = (code: string) => `<Error><Code>${code}</Code><Message>${PASSWORD} ${Buffer.from(PASSWORD).toString("base64")}</Message></Error>`;
const keysOf = (objects: ReadonlyMap<string, Buffer>) => async () => [...objects.keys()].map((key) => key.replace("billing/", ""));

const STORES: readonly Store[] = [
  {
    address: "s3://lake/billing",
    async start() {
      const { url, objects, close } = await startS3();
      return { environment: { AWS_ENDPOINT_URL_S3: url, AWS_ACCESS_KEY_ID: "AKIATEST", AWS_SECRET_ACCESS_KEY: PASSWORD }, names: keysOf(objects), close };
    },
    refusals: [
      { what: "wrong credentials", code: 6, says: /was answered 403 SignatureDoesNotMatch\. Check the credentials\./, environment: (url) => ({ AWS_ENDPOINT_URL_S3: url }), answer: { status: 403, body: error("SignatureDoesNotMatch") } },
      { what: "no rights", code: 6, says: /s3:\/\/lake\/billing\/\S+ was answered 403 AccessDenied\. Check the credentials\. They need s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket\./, environment: (url) => ({ AWS_ENDPOINT_URL_S3: url }), answer: { status: 403, body: error("AccessDenied") } },
      { what: "no such bucket", code: 6, says: /was answered 404 NoSuchBucket\. Check the name of the bucket/, environment: (url) => ({ AWS_ENDPOINT_URL_S3: url }), answer: { status: 404, body: error("NoSuchBucket") } },
      { what: "no credentials", code: 2, says: /There are no credentials for S3\. Set AWS_ACCESS_KEY_ID/, environment: () => ({ AWS_ACCESS_KEY_ID: undefined, AWS_EC2_METADATA_DISABLED: "true" }) },
      { what: "nobody who answers", code: 6, says: /failed: .*ECONNREFUSED.*\. Check the network and AWS_ENDPOINT_URL/, environment: () => ({ AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" }) },
    ],
  },
  {
    address: "gs://lake/billing",
    async start() {
      const { url, objects, close } = await startGcs(PASSWORD);
      return { environment: { STORAGE_EMULATOR_HOST: url, GOOGLE_OAUTH_ACCESS_TOKEN: PASSWORD }, names: keysOf(objects), close };
    },
    refusals: [
      { what: "wrong credentials", code: 6, says: /was answered 401 \w+\. Check the credentials\./, environment: () => ({ GOOGLE_OAUTH_ACCESS_TOKEN: "another-token" }) },
      { what: "no rights", code: 6, says: /was answered 403 forbidden\. .*Storage Object User/, environment: (url) => ({ STORAGE_EMULATOR_HOST: url }), answer: { status: 403, body: JSON.stringify({ error: { code: 403, message: PASSWORD, errors: [{ reason: "forbidden" }] } }) } },
      { what: "no credentials", code: 2, says: /There are no credentials for Google\. Set GOOGLE_APPLICATION_CREDENTIALS/, environment: () => ({ STORAGE_EMULATOR_HOST: undefined, GOOGLE_OAUTH_ACCESS_TOKEN: undefined, GCE_METADATA_HOST: "127.0.0.1:1", CLOUDSDK_CONFIG: "/nonexistent" }) },
    ],
  },
  {
    address: "azure://lake/billing",
    async start() {
      const { url, objects, close } = await startAzure(KEY);
      return { environment: azureAt(url), names: keysOf(objects), close };
    },
    refusals: [
      { what: "wrong credentials", code: 6, says: /was answered 403 AuthenticationFailed\. .*Storage Blob Data Contributor/, environment: (url) => azureAt(url, Buffer.from(PASSWORD).toString("base64")), answer: { status: 403, body: error("AuthenticationFailed") } },
      { what: "no such container", code: 6, says: /was answered 404 ContainerNotFound\. Check/, environment: (url) => azureAt(url), answer: { status: 404, body: error("ContainerNotFound") } },
    ],
  },
  {
    address: "file:lake",
    start: async (desk) => ({
      environment: {},
      names: async () => (await readdir(join(desk.folder, "lake"), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(join(desk.folder, "lake/").length)),
      close: async () => {},
    }),
    refusals: [{ what: "a folder that cannot be made", code: 6, says: /\/proc\/lake/, to: "file:/proc/lake" }],
  },
];

for (const { address, start, refusals } of STORES) {
  const scheme = address.split(":")[0]!;
  describe(`lago-loader publish --to ${scheme}:`, { concurrency: 1 }, () => {
    let lago: Lago;
    let desk: Desk;
    let store: Awaited<ReturnType<Store["start"]>>;
    const run = (args: readonly string[], env: Environment = {}) => desk.run(args, { HOME: desk.folder, ...store.environment, ...env });
    before(async () => {
      lago = await startBooks(9);
      desk = await newDesk(lago.url);
      store = await start(desk);
    });
    after(async () => {
      await store?.close();
      await desk?.remove();
      await lago?.close();
    });

    it("publishes after a load, then nothing, then what changed, and without --full nothing again", async () => {
      const loaded = await run(["load", "add_ons", "--publish", address]);
      assert.equal(loaded.code, 0, loaded.stderr);
      assert.match(loaded.stderr, /Published to \S+: 3 objects written, 0 unchanged\.$/m);
      const names = ["_loads/all.parquet", "_manifest.json", "add_ons/all.parquet", "add_ons__taxes/all.parquet"];
      assert.deepEqual((await store.names()).sort(), names);
      assert.match((await run(["publish", "--to", address])).stdout, /^Nothing to publish to \S+: 3 objects unchanged\.\n$/);
      // A load that finds nothing new is no news.
      assert.match((await run(["load", "add_ons", "--publish", address])).stderr, /Nothing to publish to \S+: 3 objects unchanged\.$/m);

      lago.put("add_ons", makeAddOn(3, 555));
      assert.equal((await run(["load", "add_ons"])).code, 0);
      const changed = await run(["publish", "--to", address, "--json"]);
      assert.equal(changed.code, 0, changed.stderr);
      const { written, removed, unchanged } = JSON.parse(changed.stdout) as { written: { key: string; rows: number; bytes: number }[]; removed: string[]; unchanged: number };
      assert.deepEqual([written.map(({ key }) => key), written[0]!.rows, removed, unchanged], [["add_ons/all.parquet", "_loads/all.parquet"], 9, [], 1]);
      assert.match((await run(["publish", "--to", address, "--full"])).stdout, /3 objects written, 0 unchanged\.\n$/);
      assert.match((await run(["publish", "--to", address])).stdout, /^Nothing to publish/);
      assert.deepEqual((await store.names()).sort(), names);
    });

    it("refuses --verify, which compares with a warehouse, before it publishes", async () => {
      const { code, stdout, stderr } = await run(["publish", "--to", address, "--full", "--verify"]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /^--verify compares with a warehouse: leave it out where files are published\.\n$/);
    });

    for (const { what, code, says, environment = () => ({}), to = address, answer } of refusals) {
      it(`${what}: one sentence says what happened and what to do, exit code ${code}, without a secret`, async () => {
        const refusing = answer && (await startRefusing(() => answer));
        try {
          const ended = await run(["publish", "--full", "--to", to], environment(refusing?.url ?? ""));
          assert.equal(ended.code, code, ended.stderr);
          assert.match(ended.stderr, says);
          assert.equal(ended.stdout, "");
          assert.equal(ended.stderr.trimEnd().split("\n").length, 1, ended.stderr);
          assert.doesNotMatch(ended.stderr, /\.\.|\. \.|: \.|undefined|\[object|^\s+at /m);
          assert.ok(!ended.stderr.includes(Buffer.from(PASSWORD).toString("base64")));
        } finally {
          await refusing?.stop();
        }
      });
    }
  });
}
