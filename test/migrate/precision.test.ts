import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { newDatabase } from "../databases.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { id, make, shop } from "./versions.ts";

const DECIMAL = { type: "string", format: "decimal" } as const;

test("DuckDB's decimals get eighteen places in place, and what was rounded before is exact then", async () => {
  const database = await newDatabase("duckdb");
  const { resources: [orders] } = make(shop({ price: DECIMAL, rate: DECIMAL }));
  const open = () => database.open();
  let destination = await open();
  const records = [
    { lago_id: id(1), price: "1.123456789012345678", rate: "0.33333333333333333333" },
    { lago_id: id(2), price: "12345678901234567890.5", rate: null },
  ];
  await load(destination, orders!, [{ records }]);
  await destination.close();
  await inFile(database.address, [
    // As version 0.1 kept them: fifteen places, and the exact value beside them.
    "ALTER TABLE lago_data.orders ALTER price TYPE DECIMAL(38,15)",
    "ALTER TABLE lago_data.orders ALTER rate TYPE DECIMAL(38,15)",
    `UPDATE lago_data.orders SET _extra = '{"price":"1.123456789012345678","rate":"0.33333333333333333333","note":"x"}' WHERE lago_id = '${id(1)}'`,
  ]);
  destination = await open();
  const { orphans, reread } = await destination.migrate([orders!]);
  assert.deepEqual({ orphans, reread }, { orphans: [], reread: [] });
  assert.deepEqual(await rowsOf(destination, "SELECT price, rate, _extra FROM orders ORDER BY lago_id"), [
    ["1.123456789012345678", "0.333333333333333333", '{"rate":"0.33333333333333333333","note":"x"}'],
    ["12345678901234567890.500000000000000000", null, null],
  ]);
  assert.deepEqual((await destination.migrate([orders!])).statements, []);
  await destination.close();
  await database.remove();
});

async function inFile(address: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(address.slice("duckdb:".length));
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}
