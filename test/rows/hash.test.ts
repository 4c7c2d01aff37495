import assert from "node:assert/strict";
import { test } from "node:test";
import { hashRecords, loadHash } from "../../runtime/rows/hash.ts";
import { parcels } from "../runtime/destinations/parcels/parcels.ts";

test("rows have another hash when anything that they are made from is another, and no other time", async () => {
  const hash = await loadHash();
  const record = Buffer.from('{"lago_id":1,"state":"a"}');
  const [root, ...others] = parcels.tables;
  const columns = root.columns.map((column) => (column.name === "weight" ? { ...column, type: "text" as const } : column));
  const hashOf = hashRecords(hash, parcels);
  const all = [
    hashOf(["n"])(record),
    hashOf(["n"])(Buffer.from('{"lago_id":1,"state":"b"}')),
    hashOf(["m"])(record),
    hashOf(["n", ""])(record),
    hashOf([])(record),
    hashRecords(hash, { tables: [{ ...root, columns }, ...others] })(["n"])(record),
    hashRecords(hash, { tables: [root] })(["n"])(record),
  ];
  assert.equal(new Set(all).size, all.length);
  assert.equal(hashRecords(await loadHash(), { ...parcels })(["n"])(Buffer.from(record)), all[0]);
});

test("a hash is that of XXH64", async () => {
  // Of the empty string and of "a", from the specification's own implementation.
  const hash = await loadHash();
  assert.equal(hash(Buffer.alloc(0)), 0xef46db3751d8e999n);
  assert.equal(hash(Buffer.from("a")), 0xd24ec4f1a98c6e5bn);
});
