import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { type Gathering, newGathering } from "../../runtime/live/gathering.ts";

describe("records that webhooks name are due", () => {
  let now = 0;
  let gathering: Gathering<string>;
  beforeEach(() => {
    now = 0;
    gathering = newGathering<string>(2_000, () => now);
  });

  it("shortly after the first webhook, together with records that have waited long enough", () => {
    assert.equal(gathering.wait, Infinity);
    gathering.add("a", "a");
    assert.deepEqual([gathering.wait, gathering.take()], [200, []]);
    now = 100;
    gathering.add("b", "b");
    now = 200;
    assert.deepEqual([gathering.wait, gathering.take(), gathering.wait], [0, ["a"], 100]);
    now = 5_000;
    assert.deepEqual([gathering.wait, gathering.take(), gathering.wait], [-4_700, ["b"], Infinity]);
  });

  it("again when two seconds have passed since, however many webhooks name the same one", () => {
    gathering.add("a", "a");
    now = 200;
    gathering.take();
    now = 300;
    for (const record of ["a", "b"]) gathering.add(record, record);
    now = 500;
    assert.deepEqual([gathering.take(), gathering.wait], [["b"], 1_700]);
    now = 2_200;
    assert.deepEqual(gathering.take(), ["a"]);
    now = 4_200;
    gathering.add("a", "a");
    assert.equal(gathering.wait, 200);
  });

  it("all at once in a burst, two seconds after its first webhook", () => {
    for (let record = 0; record < 5_000; record++) {
      now = record / 5;
      gathering.add(`${record}`, `${record}`);
    }
    assert.deepEqual([gathering.wait, gathering.take()], [2_000 - now, []]);
    now = 2_000;
    assert.equal(gathering.take().length, 5_000);
  });
});
