import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import Module from "node:module";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { addOns, resources } from "../../generated/index.ts";
import { checkAddress, publishOnce } from "../../runtime/cli/publish-once.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { describeResources } from "../../runtime/publish/warehouse/copied-resource.ts";
import { openNote } from "../../runtime/publish/warehouse/note.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import { describeCopy } from "../../runtime/publish/working-copy.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import type { Lago } from "../lago/server.ts";
import { putEnvironment } from "./environment.ts";
import { type Lake, newLake } from "./lake.ts";

describe("where nothing has changed, a publish asks nobody: no warehouse, and nobody for a token", { concurrency: 1 }, () => {
  let connections = 0;
  /** Whatever connects to it is closed at once. */
  const server = createServer((socket) => void ((connections += 1), socket.destroy()));
  let lake: Lake;
  let fake: Lago;
  let restore: () => void;
  let host: string;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const url = `http://${host}`;
    [lake, fake] = [await newLake(), await startBooks(9)];
    await lake.load(fake, [addOns]);
    const home = dirname(lake.file);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
    await writeFile(join(home, "google.json"), JSON.stringify({ type: "service_account", client_email: "loader@p.iam", private_key: privateKey, token_uri: `${url}/token` }));
    // A driver that must not be loaded.
    await mkdir(join(home, "modules/snowflake-sdk"), { recursive: true });
    await writeFile(join(home, "modules/snowflake-sdk/index.js"), `throw new Error("the driver was loaded");`);
    restore = putEnvironment({
      XDG_STATE_HOME: home, NODE_PATH: join(home, "modules"), BIGQUERY_EMULATOR_HOST: undefined, GOOGLE_OAUTH_ACCESS_TOKEN: undefined, GOOGLE_APPLICATION_CREDENTIALS: join(home, "google.json"),
      DATABRICKS_TOKEN: undefined, DATABRICKS_CLIENT_ID: "id", DATABRICKS_CLIENT_SECRET: "a-client-secret", SNOWFLAKE_HOST_URL: url, SNOWFLAKE_USER: "u", SNOWFLAKE_PASSWORD: "a-password",
      AWS_ACCESS_KEY_ID: undefined, AWS_SHARED_CREDENTIALS_FILE: "/nowhere", AWS_CONFIG_FILE: "/nowhere", AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/role`, AWS_ENDPOINT_URL_S3: url,
    });
    (Module as unknown as { _initPaths(): void })._initPaths();
  });
  after(async () => {
    restore();
    (Module as unknown as { _initPaths(): void })._initPaths();
    server.close();
    await Promise.all([lake.remove(), fake.close()]);
  });

  /** As a publish that has ended leaves it. */
  async function notePublished(address: string): Promise<void> {
    const [copy, { name }] = [await openDestination(lake.file, { readOnly: true }), await openWarehouse(address)];
    try {
      const working = await describeCopy(copy);
      const { copied } = await describeResources(copy, resources, working);
      await openNote(name).write(new Map(copied.map((resource) => [resource.name, { ...working, state: resource.state }])));
    } finally {
      await copy.close();
    }
  }

  const addresses = () => ({
    bigquery: "bigquery://project/dataset",
    snowflake: "snowflake://acme/lago/billing",
    redshift: `redshift://loader@${host}/dev/lago?bucket=lake&sslmode=disable`,
    databricks: `databricks://${host}/main/lago?warehouse=abc`,
  });

  for (const name of ["bigquery", "snowflake", "redshift", "databricks"] as const) {
    it(name, async () => {
      const address = addresses()[name];
      const options = { source: lake.file, schema: "lago_data", only: [addOns] };
      await notePublished(address);
      const before = connections;
      // Before a load; the keys of the bucket come from a container, which is asked for them then.
      if (name !== "redshift") await checkAddress(address);
      const publication = await publishOnce(address, options);
      assert.deepEqual([publication.unchanged, connections - before], [1, 0]);
      // A load that finds nothing new has changed nothing either.
      await lake.load(fake, [addOns]);
      assert.deepEqual([(await publishOnce(address, options)).unchanged, connections - before], [1, 0]);

      fake.put("add_ons", makeAddOn(3, 555 + name.length));
      await lake.load(fake, [addOns]);
      const signal = AbortSignal.timeout(300);
      await assert.rejects(publishOnce(address, { ...options, signal }), "what has changed is asked for");
    });
  }
});
