import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { it } from "node:test";
import { FAULT_CASES } from "./fault-cases.ts";
import { gatewayTable } from "./gateway-cases.ts";

const page = new URL("../../docs/reliability.md", import.meta.url);

it("docs/reliability.md has the faults that are tested, and no other", () => {
  const rows = FAULT_CASES.map(({ name, outcome, because }) => `| ${name} | ${outcome} | ${because} |\n`);
  const table = `| what happens | the load is | because |\n| --- | --- | --- |\n${rows.join("")}`;
  const text = readFileSync(page, "utf8");
  const expected = text.replace(/(?<=<!-- faults -->\n).*(?=<!-- \/faults -->)/s, table).replace(/(?<=<!-- gateways -->\n).*(?=<!-- \/gateways -->)/s, gatewayTable());
  // As for golden files: UPDATE_GOLDEN=1 writes what is made, to be read as a diff.
  if (process.env["UPDATE_GOLDEN"]) writeFileSync(page, expected);
  assert.equal(readFileSync(page, "utf8"), expected);
});
