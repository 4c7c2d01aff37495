import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createHmac } from "node:crypto";
import { openObjectStore } from "../../runtime/publish/open-store.ts";
import { signSharedKey } from "../../runtime/publish/azure-account.ts";
import { uploadBytes } from "../../runtime/publish/upload.ts";
import { addOns, resources } from "../../generated/index.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { putEnvironment } from "./environment.ts";
import { type FakeStore, startAzure, startGcs } from "./fake-stores.ts";
import { newLake, readContents } from "./lake.ts";
import { expectOneWriter } from "./one-writer.ts";

/** That of emulators, known to everybody. */
const KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const TOKEN = "ya29.token-of-the-test";

const STORES = [
  { name: "gs://lake/billing data/o'neil", start: () => startGcs(TOKEN), settings: (url: string) => ({ STORAGE_EMULATOR_HOST: url, GOOGLE_OAUTH_ACCESS_TOKEN: TOKEN }), role: /answered 403 forbidden.*Storage Object User/, put: "POST" },
  {
    name: "azure://lake/billing data/o'neil",
    start: () => startAzure(KEY),
    settings: (url: string) => ({ AZURE_STORAGE_CONNECTION_STRING: `AccountName=devstoreaccount1;AccountKey=${KEY};BlobEndpoint=${url}/devstoreaccount1` }),
    role: /answered 403 AuthenticationFailed.*Storage Blob Data Contributor/,
    put: "PUT",
  },
] as const;

for (const { name, start, settings, role, put } of STORES) {
  describe(`publishing into ${name.split(":")[0]}://`, () => {
    let fake: FakeStore;
    let restore: () => void;
    before(async () => (restore = putEnvironment(settings((fake = await start()).url))));
    after(async () => {
      restore?.();
      await fake?.close();
    });

    it("it has the same objects as a folder, and only what changed is put; answers of a server that is busy are waited out", async () => {
      const lago = await startBooks(9);
      const lake = await newLake();
      try {
        await lake.load(lago, [addOns]);
        await lake.publish(resources);
        const store = await openObjectStore(name);
        assert.equal(store.name, name);
        fake.objects.set("billing data/o'neil/add_ons/2019-05.parquet", Buffer.from("left by a publish that was killed"));
        fake.objects.set("another/add_ons/2019-05.parquet", Buffer.from("another's"));
        fake.faults.push(503, 500, 429);
        const { written, removed } = await lake.publish(resources, {}, store);
        assert.deepEqual([written.length, removed], [3, ["add_ons/2019-05.parquet"]]);
        const inFolder = [...await readContents(lake.folder, { times: false })].map(([file, body]) => [`billing data/o'neil/${file}`, body.trim()]);
        assert.deepEqual([...fake.objects].filter(([key]) => !key.startsWith("another/")).map(([key, body]) => [key, body.toString("base64")]).sort(), inFolder.sort());
        fake.requests.splice(0);
        await lake.publish(resources, {}, store);
        assert.deepEqual(fake.requests, ["GET billing data/o'neil/_manifest.json"]);
        lago.put("add_ons", makeAddOn(3, 5));
        await lake.load(lago, [addOns]);
        fake.requests.splice(0);
        await lake.publish(resources, {}, store);
        assert.deepEqual(fake.requests.filter((request) => request.startsWith(put)).map((request) => request.split("neil/")[1]), ["add_ons/all.parquet", "_loads/all.parquet", "_manifest.json"]);
      } finally {
        await lake.remove();
        await lago.close();
      }
    });

    it("of two that publish at once, one is refused: its manifest would not list what the other has written", async () => {
      await expectOneWriter(() => openObjectStore(name));
    });

    it("a refusal says what is missing, at once and without secrets", async () => {
      const store = await openObjectStore(name);
      fake.faults.push(403);
      const refused = await store.put("a/all.parquet", uploadBytes(Buffer.from("x"))).then(() => "", (error: Error) => error.message);
      assert.match(refused, role);
      assert.ok(!refused.includes(KEY.slice(0, 20)) && !refused.includes(TOKEN));
    });
  });
}

it("requests to Azure are signed as in the example of its documentation", () => {
  // https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key: what is signed, and in which order.
  const { authorization } = signSharedKey({ method: "GET", url: new URL("https://myaccount.blob.core.windows.net/mycontainer?comp=metadata&restype=container&timeout=20"), bytes: 0 }, { account: "myaccount", key: KEY, at: new Date("2015-06-26T23:39:12Z") });
  const signed = "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2019-12-12\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20";
  assert.equal(authorization, `SharedKey myaccount:${createHmac("sha256", Buffer.from(KEY, "base64")).update(signed).digest("base64")}`);
});

it("an address without a bucket or account says how it is written", async () => {
  await assert.rejects(openObjectStore("gs:///x"), /gs:\/\/bucket\/prefix/);
  for (const address of ["s3://lake/a/../other", "gs://lake/..", "azure://acc.blob.core.windows.net/lake/./a"]) await assert.rejects(openObjectStore(address), /has no parts "\." and "\.\."/);
  await assert.rejects(openObjectStore("azure:///x"), /azure:\/\/container\/prefix/);
  const restore = putEnvironment({ AZURE_STORAGE_CONNECTION_STRING: undefined, AZURE_STORAGE_ACCOUNT: undefined });
  await assert.rejects(openObjectStore("azure://lake/x"), /Set AZURE_STORAGE_ACCOUNT/).finally(restore);
});
