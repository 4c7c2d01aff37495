import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk } from "./command-line.ts";

const data = makeCompany({ customers: 2, months: 1 });
const refusal = { status: 403, body: '{"status":403,"error":"Forbidden","code":"read_action_not_allowed_for_tax"}' };

describe("exit code 0 means that the data is there", () => {
  let lago: Lago;
  let desk: Desk;
  before(async () => {
    lago = await startLago({ data, apiKey: KEY });
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  it("a key that may read nothing is exit code 7, with what to do", async () => {
    lago.setFaults([{ path: /^\/(?!organizations)/, answer: refusal }]);
    const { code, stderr } = await desk.run(["load", "taxes", "add_ons", "--to", "nothing.duckdb"]);
    assert.equal(code, 7);
    assert.match(stderr, /Nothing could be loaded: Lago refused all 2 resources\..*lago-loader check/);
    lago.setFaults([]);
  });

  it("a resource that was never read and is refused is skipped, exit code 0; once it was read, its refusal is 4", async () => {
    lago.setFaults([{ path: "/taxes", answer: refusal }]);
    assert.equal((await desk.run(["load", "taxes", "add_ons"])).code, 0);
    lago.setFaults([]);
    assert.equal((await desk.run(["load", "taxes", "add_ons"])).code, 0);
    lago.setFaults([{ path: "/taxes", answer: refusal }]);
    const { code, stdout } = await desk.run(["load", "taxes", "add_ons", "--json"]);
    assert.equal(code, 4);
    const [taxes] = (JSON.parse(stdout) as { resources: { status: string; was_loaded?: boolean; error: string }[] }).resources;
    assert.deepEqual([taxes!.status, taxes!.was_loaded], ["skipped", true]);
    assert.match(taxes!.error, /An earlier load has read it: its rows stay as they were then/);
    lago.setFaults([]);
  });

  it("--since says of which resources it cannot be", async () => {
    const { code, stderr } = await desk.run(["load", "taxes", "--since", "2026-01-01"]);
    assert.equal(code, 0);
    assert.match(stderr, /Lago has no filter by time for taxes/);
  });

  it("an interrupted load says how much of it is done, and that the next one resumes it", async () => {
    lago.setFaults([{ path: "/add_ons", break: "stall" }]);
    const { child, said, ended } = desk.start(["load", "taxes", "add_ons", "--to", "stopped.duckdb"]);
    await said("taxes");
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    assert.equal(code, 130);
    assert.match(stdout, /Interrupted: 1 of 2 resources finished, 1 not\. The next load resumes\./);
  });
});
