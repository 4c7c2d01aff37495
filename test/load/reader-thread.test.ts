import assert from "node:assert/strict";
import { after, it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { newDatabase } from "../databases.ts";
import { startBooks } from "./add-on-books.ts";

it("loads that are tested as sources have the reading thread that users have", async () => {
  const warnings: string[] = [];
  const note = ({ message }: Error) => void warnings.push(message);
  let threads = 0;
  const count = () => void threads++;
  process.on("warning", note).on("worker", count);
  after(() => process.off("warning", note).off("worker", count));
  const fake = await startBooks(10_000);
  const database = await newDatabase("duckdb");
  after(async () => {
    await database.remove();
    await fake.close();
  });
  const destination = await database.open();
  const { resources } = await load([addOns], { lago: createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 1_000 }), destination });
  await destination.close();
  assert.deepEqual([resources[0]!.status, resources[0]!.rows], ["loaded", 10_000]);
  assert.equal(threads, 1);
  assert.deepEqual(warnings.filter((message) => message.includes("thread")), []);
});
