import assert from "node:assert/strict";
import { it } from "node:test";
import { sameJson } from "./compare.ts";
import { parseLossless } from "./lossless.ts";

it("JSON is the same only if it is so to the last digit", () => {
  const same = (left: string, right: string) => sameJson(parseLossless(left), parseLossless(right));
  for (const [left, right] of [["1e2", "100"], ["1.50", "1.5"], ["-0.0", "0"], ['{"a":1,"b":[2]}', '{"b":[2.0],"a":1}']]) assert.ok(same(left!, right!), left);
  for (const [left, right] of [["0.12345678901234567890123", "0.12345678901234568"], ["123456789012345678.5", "123456789012345680.0"], ["1e400", "1e401"], ['"1"', "1"], ['{"a":1}', '{"a":1,"b":null}'], ["[1,2]", "[2,1]"]]) assert.ok(!same(left!, right!), left);
});
