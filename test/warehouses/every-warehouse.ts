import { describe } from "node:test";
import type { WarehouseName } from "../../runtime/publish/warehouse/column-types.ts";
import { describeWarehouse } from "./scenario.ts";
import { findStandIn } from "./stand-ins.ts";

/*
 * `npm run test:warehouses [bigquery snowflake redshift databricks]`: the same promises for every warehouse, on what stands in for it. One
 * that is not installed is named, and is no failure, unless it was asked for.
 */
const asked = (process.env["LAGO_TEST_ONLY"] ?? "").split(" ").filter((name) => name !== "");
for (const warehouse of (asked.length > 0 ? asked : ["redshift", "snowflake", "bigquery", "databricks"]) as WarehouseName[]) {
  const start = findStandIn(warehouse);
  if (start) describeWarehouse(warehouse, start);
  else if (asked.length > 0) throw new Error(`There is nothing that stands in for ${warehouse}. Run .ci/warehouses/set-up ${warehouse}`);
  else describe(`publishing to ${warehouse}`, { skip: `not installed: .ci/warehouses/set-up ${warehouse}` });
}
