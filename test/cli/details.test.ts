import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk } from "./command-line.ts";

describe("load --details", () => {
  let lago: Lago;
  let desk: Desk;
  before(async () => {
    lago = await startLago({ data: makeCompany({ customers: 2, months: 2, eventsPerCharge: 1 }), apiKey: KEY });
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  it("--dry-run says which lists it takes single records of", async () => {
    const { stdout } = await desk.run(["load", "invoices", "taxes", "--details", "all", "--dry-run"]);
    assert.match(stdout, /^invoices .* and the single record of each row that is new or changed$/m);
    assert.match(stdout, /^taxes +\/taxes +\d+ *$/m);
  });

  it("gives them a line of their own, and says how many rows were new or changed", async () => {
    const count = lago.list("/invoices").length;
    const { code, stdout, stderr } = await desk.run(["load", "invoices", "plans", "--details", "invoices,plans"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`^invoices \\(details\\) +loaded +${count} `, "m"));
    assert.match(stdout, new RegExp(`^  invoices \\(details\\): single records of ${count} new or changed rows$`, "m"));
    const { stdout: status } = await desk.run(["status"]);
    assert.match(status, /^plans \(details\) +details +loaded /m);
    const { stdout: fees } = await desk.run(["query", "SELECT count(*) > 0 AS filled FROM invoices__fees"]);
    assert.match(fees, /true/);
  });

  it("is refused where there are none, and where the list is not loaded", async () => {
    const none = await desk.run(["load", "taxes", "--details", "taxes"]);
    assert.equal(none.code, 2);
    assert.match(none.stderr, /taxes has no single-record details/);
    const apart = await desk.run(["load", "taxes", "--details", "invoices"]);
    assert.equal(apart.code, 2);
    assert.match(apart.stderr, /Details of invoices come after its list/);
  });
});
