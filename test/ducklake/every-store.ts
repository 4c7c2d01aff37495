import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Desk, newDesk, PASSWORD } from "../cli/command-line.ts";
import type { Lago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { EMULATORS, type RunningStore, speakXml } from "../publish/emulators.ts";
import { startRefusing } from "../warehouses/refusals.ts";
import { DRIVER_FOLDER, EXTENSIONS, IS_INSTALLED, NODE_OPTIONS } from "./switch.ts";

type Scheme = (typeof EMULATORS)[number]["scheme"];

/** What each chain of credentials finds. Google's HMAC key, and its token. */
const CREDENTIALS: Readonly<Record<Scheme, readonly Readonly<Record<string, string>>[]>> = {
  s3: [{}],
  azure: [{}],
  gs: [{ GCS_HMAC_KEY_ID: "GOOG1TEST", GCS_HMAC_SECRET: PASSWORD }, { GOOGLE_OAUTH_ACCESS_TOKEN: PASSWORD }],
};

/** DuckDB's own statement for a reader, as its documentation has it. */
const READER: Readonly<Record<Scheme, (environment: Readonly<Record<string, string>>) => string>> = {
  s3: ({ AWS_ENDPOINT_URL_S3: url }) => `TYPE s3, KEY_ID 'S3RVER', SECRET 'S3RVER', ENDPOINT '${new URL(url!).host}', URL_STYLE path, USE_SSL false`,
  azure: ({ AZURE_STORAGE_CONNECTION_STRING: connection }) => `TYPE azure, CONNECTION_STRING '${connection}'`,
  gs: ({ STORAGE_EMULATOR_HOST: host }) => `TYPE gcs, KEY_ID 'any', SECRET 'any', ENDPOINT '${host}', URL_STYLE path, USE_SSL false`,
};

const ANSWER = `<Error><Code>AccessDenied</Code><Message>${PASSWORD}</Message></Error>`;

/* Lakes with their data in stores that others have written, by the built command: `npm run test:stores`, after test/ducklake/install.ts. */
for (const { scheme, start, skip } of EMULATORS) {
  describe(`a DuckLake with data on ${scheme}://`, { skip: IS_INSTALLED ? skip : "npx tsx test/ducklake/install.ts fetches what it takes" }, () => {
    let lago: Lago;
    let desk: Desk;
    let store: RunningStore;
    before(async () => {
      const started = await start();
      store = scheme === "gs" ? await speakXml(started) : started;
      lago = await startBooks(30);
      desk = await newDesk(lago.url);
    });
    after(async () => {
      await desk?.remove();
      await lago?.close();
      await store?.stop();
    });
    const run = (args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) => desk.run(args, { NODE_OPTIONS, HOME: desk.folder, LAGO_EXTENSION_DIRECTORY: EXTENSIONS, ...store.environment, ...env });
    const address = (name: string, bucket = "lake") => `ducklake:${name}.ducklake?data=${encodeURIComponent(`${scheme}://${bucket}/billing data/${name}`)}`;

    for (const [index, credentials] of CREDENTIALS[scheme].entries()) {
      it(`takes a first load and changes with ${Object.keys(credentials).join() || "the credentials of the environment"}, and any DuckDB reads it`, async () => {
        const to = address(`lake${index}`);
        const load = async (rows: string) => {
          const { code, stdout, stderr } = await run(["load", "add_ons", "--to", to, "--json"], credentials);
          assert.equal(code, 0, stderr);
          const { resources: [{ inserted, updated, deleted } = { inserted: 0, updated: 0, deleted: 0 }] } = JSON.parse(stdout) as { resources: { inserted: number; updated: number; deleted: number }[] };
          assert.equal(`${inserted} ${updated} ${deleted}`, rows);
        };
        await load("30 0 0");
        lago.put("add_ons", makeAddOn(4, 99));
        lago.remove("add_ons", makeAddOn(7).lago_id);
        await load("0 1 1");
        const asked = await run(["query", "SELECT count(*) AS n, sum(amount_cents) AS s FROM add_ons WHERE _deleted_at IS NULL", "--json", "--to", to], credentials);
        const { n, s } = JSON.parse(asked.stdout) as { n: string; s: string };
        assert.deepEqual(await readWithDuckDB(join(desk.folder, `lake${index}.ducklake`), READER[scheme](store.environment)), [n, s, "99"]);
        assert.equal(n, "29");
        // Secrets are in no file that a load leaves.
        assert.ok(!readFileSync(join(desk.folder, `lake${index}.ducklake`)).includes(PASSWORD));
        lago.put("add_ons", makeAddOn(4));
        lago.put("add_ons", makeAddOn(7));
      });
    }

    const [credentials = {}] = CREDENTIALS[scheme];
    const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_EC2_METADATA_DISABLED: "true", AZURE_STORAGE_CONNECTION_STRING: undefined, STORAGE_EMULATOR_HOST: undefined };
    const at = (url: string) => ({ AWS_ENDPOINT_URL_S3: url, AWS_SECRET_ACCESS_KEY: PASSWORD, STORAGE_EMULATOR_HOST: url, AZURE_STORAGE_CONNECTION_STRING: `AccountName=devstoreaccount1;AccountKey=${Buffer.from(PASSWORD).toString("base64")};BlobEndpoint=${url}/devstoreaccount1` });
    for (const { what, bucket, code, says, environment } of [
      { what: "no such bucket", bucket: "nothing-here", code: 6, says: /^The (bucket or container of ducklake:\S+ does not exist \(\w+\)|store of ducklake:\S+ was asked for something that it does not have \(404\))\. Check (its name|the name of the bucket)/m, environment: () => credentials },
      { what: "credentials without rights", code: 6, says: /^The store of ducklake:\S+ refuses the credentials \(\w+\)\. Check them, and that they may read, write, delete and list objects: docs\/ducklake\.md\.$/m, environment: (refusing: string) => ({ ...credentials, ...at(refusing) }) },
      { what: "no credentials", code: 2, says: new RegExp(`^There are no credentials for ${scheme}://lake\\. Set `, "m"), environment: () => none },
      { what: "nobody who answers", code: 6, says: /^The store of ducklake:\S+ cannot be reached\. Check the network, and the address of the store/m, environment: () => ({ ...credentials, ...at("http://127.0.0.1:1") }) },
    ] as const) {
      it(`${what}: one sentence says what happened and what to do, exit code ${code}, without a secret`, async () => {
        const refusing = await startRefusing(() => ({ status: 403, body: ANSWER }));
        try {
          const ended = await run(["load", "add_ons", "--to", address(what.replaceAll(" ", "-"), bucket)], environment(refusing.url));
          assert.equal(ended.code, code, ended.stderr);
          assert.match(ended.stderr, says);
          assert.doesNotMatch(ended.stderr, /\[Error|^\s+at |undefined/m);
        } finally {
          await refusing.stop();
        }
      });
    }
  });
}

/** Rows, a sum and a changed value, as text, by a DuckDB that knows nothing of the loader. */
async function readWithDuckDB(catalog: string, secret: string): Promise<unknown[]> {
  const { DuckDBInstance } = createRequire(join(DRIVER_FOLDER, "package.json"))("@duckdb/node-api") as typeof import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { extension_directory: EXTENSIONS });
  const session = await instance.connect();
  try {
    for (const name of ["ducklake", "httpfs", "azure"]) await session.run(`LOAD ${name}`);
    await session.run(`CREATE SECRET (${secret})`);
    await session.run(`ATTACH 'ducklake:${catalog}' AS lake (READ_ONLY)`);
    const select = `SELECT count(*)::VARCHAR, sum(amount_cents)::VARCHAR, max(amount_cents) FILTER (lago_id = '${makeAddOn(4).lago_id}')::VARCHAR FROM lake.lago_data.add_ons WHERE _deleted_at IS NULL`;
    return (await session.runAndReadAll(select)).getRows()[0]!;
  } finally {
    session.closeSync();
    instance.closeSync();
  }
}
