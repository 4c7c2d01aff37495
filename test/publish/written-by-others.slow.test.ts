import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { addOns, resources } from "../../generated/index.ts";
import { openFolder } from "../../runtime/publish/folder.ts";
import type { ObjectStore } from "../../runtime/publish/object-store.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { type Lake, newLake, readContents } from "./lake.ts";

describe("a folder that others write into as well", () => {
  let lake: Lake;
  let fake: FakeLago;
  beforeEach(async () => {
    lake = await newLake();
    fake = await startBooks(9);
    await lake.load(fake, [addOns]);
  });
  afterEach(async () => {
    await lake.remove();
    await fake.close();
  });

  it("an object that somebody has removed is written again with the next change, and by a full publish", async () => {
    await lake.publish(resources);
    const wanted = await readContents(lake.folder, { times: false });
    await rm(join(lake.folder, "add_ons__taxes"), { recursive: true });
    await lake.publish(resources, { full: true });
    assert.deepEqual(await readContents(lake.folder, { times: false }), wanted);
    await rm(join(lake.folder, "add_ons__taxes"), { recursive: true });
    fake.put("add_ons", makeAddOn(0, 77));
    await lake.load(fake, [addOns]);
    const { written } = await lake.publish(resources);
    assert.ok(written.some(({ table }) => table === "add_ons__taxes"));
    assert.equal(await lake.countDifferences("add_ons__taxes"), "0");
  });

  it("a publish is refused where another one has written meanwhile, and repeated it ends right", async () => {
    const other = await newLake();
    try {
      await other.load(fake, [addOns]);
      let amount = 0;
      for (const _ of ["the first time", "later"]) {
        // The other copy publishes where this one has read the manifest, and is about to write.
        let told = false;
        const racing: ObjectStore = { ...lake.store, async put(key, upload) {
          if (!told) {
            fake.put("add_ons", makeAddOn(1, ++amount));
            await other.load(fake, [addOns]);
            await other.publish(resources, {}, openFolder(lake.folder));
          }
          told = true;
          await lake.store.put(key, upload);
        } };
        await assert.rejects(lake.publish(resources, {}, racing), /Another publish has written to file:.* meanwhile\. Publish again, one at a time\./);
        await lake.publish(resources);
        assert.equal(await lake.countDifferences("add_ons"), "0");
        await other.publish(resources, {}, openFolder(lake.folder));
        await lake.load(fake, [addOns]);
      }
    } finally {
      await other.remove();
    }
  });
});
