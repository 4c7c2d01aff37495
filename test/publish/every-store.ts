import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { addOns, resources } from "../../generated/index.ts";
import { openObjectStore } from "../../runtime/publish/open-store.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { EMULATORS, GOFAKES3, type RunningStore } from "./emulators.ts";
import { putEnvironment } from "./environment.ts";
import { newLake, readContents } from "./lake.ts";
import { expectOneWriter } from "./one-writer.ts";

/* Publishes into stores that others have written: `npm run test:stores`. */
for (const { scheme, name, start, skip } of [...EMULATORS, GOFAKES3]) {
  const address = `${scheme}://lake/billing data/o'neil`;
  describe(`publishing into ${scheme}://, which is ${name}`, { skip }, () => {
    let restore: () => void;
    let running: RunningStore | undefined;
    before(async () => {
      running = await start();
      restore = putEnvironment({ AWS_REGION: undefined, GOOGLE_OAUTH_ACCESS_TOKEN: undefined, ...running.environment });
    });
    after(async () => {
      restore?.();
      await running?.stop();
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

    it("of two that publish at once, one is refused", { skip: name === "s3rver" && "it ignores conditions" }, async () => {
      await expectOneWriter(() => openObjectStore(address));
    });

    it("says what is wrong where there is no such bucket", async () => {
      const store = await openObjectStore(address.replace("//lake/", "//nothing-here/"));
      await assert.rejects(store.list(), /was answered 404 .*Check the name/);
    });
  });
}
