import assert from "node:assert/strict";
import type { ObjectStore } from "../../runtime/publish/object-store.ts";
import { uploadBytes } from "../../runtime/publish/upload.ts";

/** Of two that have read an object, or that there is none, only the first replaces it. `open`: opens the same store again. */
export async function expectOneWriter(open: () => Promise<ObjectStore>): Promise<void> {
  const [one, two] = [await open(), await open()];
  const name = "_one-writer.json";
  const replace = (store: ObjectStore, text: string) => store.putUnlessChanged(name, uploadBytes(Buffer.from(text)));
  for (const round of ["new", "old"]) {
    await one.get(name);
    await two.get(name);
    await replace(one, `${round} by one`);
    await assert.rejects(replace(two, `${round} by two`), /Another publish has written to .* meanwhile\. Publish again, one at a time\./);
    // As where the first attempt was written, and its answer lost.
    await replace(two, `${round} by one`);
    assert.equal(String(await one.get(name)), `${round} by one`);
  }
  // Removed meanwhile.
  await two.remove(name);
  await assert.rejects(replace(one, "once more"), /Another publish/);
  assert.equal(await two.get(name), undefined);
}
