import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { addOns, resources } from "../../generated/index.ts";
import { openAzureAccount } from "../../runtime/publish/azure-account.ts";
import { openObjectStore } from "../../runtime/publish/open-store.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { putEnvironment } from "./environment.ts";
import { newLake, readContents } from "./lake.ts";

/*
 * Publishes into stores that others have written: `npm run test:stores`. Azurite is Microsoft's emulator, s3rver comes from npm as it does, and
 * fake-gcs-server is built by Go, where there is one.
 */
const STORES = join(import.meta.dirname, "../../.ci/stores");
const BUILT = join(STORES, "bin");
const ACCOUNT = "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

interface Emulator {
  readonly address: string;
  readonly start: (url: string, port: number, folder: string) => { child?: ChildProcess; close?: () => Promise<void> } | Promise<{ child?: ChildProcess; close?: () => Promise<void> }>;
  readonly environment: (url: string) => Record<string, string>;
  /** Makes the bucket or container. */
  readonly prepare: (url: string) => Promise<Response | undefined>;
  readonly skip?: string | false;
}

const EMULATORS: readonly Emulator[] = [
  {
    address: "s3://lake/billing data/o'neil",
    start: async (_, port, folder) => {
      const S3rver = createRequire(join(STORES, "package.json"))("s3rver") as new (options: object) => { run(): Promise<unknown>; close(): Promise<void> };
      const server = new S3rver({ address: "127.0.0.1", port, silent: true, directory: folder, configureBuckets: [{ name: "lake" }] });
      await server.run();
      return { close: () => server.close() };
    },
    environment: (url) => ({ AWS_ENDPOINT_URL_S3: url, AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" }),
    prepare: async () => undefined,
  },
  {
    address: "azure://lake/billing data/o'neil",
    start: (_, port, folder) => ({ child: spawn(process.execPath, [join(STORES, "node_modules/azurite/dist/src/blob/main.js"), "--blobHost", "127.0.0.1", "--blobPort", String(port), "--location", folder, "--silent"], { stdio: "ignore" }) }),
    environment: (url) => ({ AZURE_STORAGE_CONNECTION_STRING: `${ACCOUNT};BlobEndpoint=${url}/devstoreaccount1` }),
    prepare: async (url) => {
      const target = new URL(`${url}/devstoreaccount1/lake?restype=container`);
      const { authorize } = await openAzureAccount(undefined, { AZURE_STORAGE_CONNECTION_STRING: `${ACCOUNT};BlobEndpoint=${url}/devstoreaccount1` });
      return fetch(target, { method: "PUT", headers: await authorize({ method: "PUT", url: target, bytes: 0 }, false) });
    },
  },
  {
    address: "gs://lake/billing data/o'neil",
    start: (url, port) => ({ child: spawn(join(BUILT, "fake-gcs-server"), ["-scheme", "http", "-host", "127.0.0.1", "-port", String(port), "-backend", "memory", "-public-host", new URL(url).host], { stdio: "ignore" }) }),
    environment: (url) => ({ STORAGE_EMULATOR_HOST: url }),
    prepare: (url) => fetch(`${url}/storage/v1/b?project=test`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "lake" }) }),
    skip: !buildGcs() && "fake-gcs-server is built by Go, which is not here",
  },
];

for (const { address, start, environment, prepare, skip = false } of EMULATORS) {
  describe(`publishing into ${address.split("/")[0]}//`, { skip }, () => {
    let folder: string;
    let restore: () => void;
    let running: Awaited<ReturnType<Emulator["start"]>>;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
      const port = await findPort();
      const url = `http://127.0.0.1:${port}`;
      running = await start(url, port, folder);
      restore = putEnvironment({ AWS_REGION: undefined, GOOGLE_OAUTH_ACCESS_TOKEN: undefined, ...environment(url) });
      await ready(() => prepare(url));
    });
    after(async () => {
      restore?.();
      running?.child?.kill("SIGKILL");
      await running?.close?.();
      await rm(folder, { recursive: true, force: true });
    });

    it("has the same objects as a folder, replaces what changed and removes what is gone", async () => {
      const lago = await startBooks(40);
      const lake = await newLake();
      try {
        await lake.load(lago, [addOns]);
        const store = await openObjectStore(address);
        assert.deepEqual(await store.list(), []);
        assert.equal(await store.get("_manifest.json"), undefined);
        // So many objects that lists have several pages, or could.
        await lake.publish(resources, { rowsPerObject: 5 }, store);
        await lake.publish(resources, { rowsPerObject: 5 });
        const compare = async () => {
          const wanted = [...await readContents(lake.folder, { times: false })].map(([name, body]) => [name, body.trim()]);
          const found = await Promise.all((await store.list()).map(async (name) => [name, (await store.get(name))!.toString("base64")]));
          assert.deepEqual(found.sort(), wanted.sort());
        };
        await compare();
        lago.put("add_ons", makeAddOn(3, 5));
        await lake.load(lago, [addOns]);
        const { written } = await lake.publish(resources, {}, store);
        assert.deepEqual(written.map(({ table }) => table), ["add_ons", "_loads"]);
        await lake.publish(resources);
        await compare();
        await store.remove("_manifest.json");
        await store.remove("_manifest.json");
        assert.equal(await store.get("_manifest.json"), undefined);
      } finally {
        await lake.remove();
        await lago.close();
      }
    });

    it("says what is wrong where there is no such bucket", async () => {
      const store = await openObjectStore(address.replace("//lake/", "//nothing-here/"));
      await assert.rejects(store.list(), /was answered 404 .*Check the name/);
    });
  });
}

function buildGcs(): boolean {
  if (existsSync(join(BUILT, "fake-gcs-server"))) return true;
  try {
    execFileSync("go", ["install", "github.com/fsouza/fake-gcs-server@v1.56.1"], { env: { ...process.env, GOBIN: BUILT, GOFLAGS: "-mod=mod" }, stdio: ["ignore", "ignore", "inherit"] });
    return true;
  } catch {
    return false;
  }
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function ready(prepare: () => Promise<Response | undefined>): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answer = await prepare().catch(() => null);
    if (answer === undefined || answer?.ok) return;
    await sleep(200);
  }
  throw new Error("The emulator does not answer.");
}
