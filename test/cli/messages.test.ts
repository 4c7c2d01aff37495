import assert from "node:assert/strict";
import { openSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { COMMAND } from "../built.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { startBooks } from "../load/add-on-books.ts";
import { type Desk, KEY, newDesk, PASSWORD } from "./command-line.ts";

describe("what is said", () => {
  let lago: Lago;
  let desk: Desk;
  before(async () => {
    lago = await startBooks(3, { apiKey: KEY });
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  it("holds no character of a server's that would command a terminal, in text and in JSON", async (t) => {
    const evil = "\u001b]0;owned\u0007\u009b31m\u202e";
    const server = await startLago({ data: { organization: "{}", tables: {} }, faults: [{ answer: { status: 401, body: JSON.stringify({ status: 401, error: `Unauthorized${evil}` }) } }] });
    t.after(() => server.close());
    for (const format of ["text", "json"]) {
      const { code, stdout, stderr } = await desk.run(["load", "add_ons", "--log-format", format], { LAGO_API_URL: server.url });
      assert.equal(code, 3);
      assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      assert.match(stderr, /\]0;owned/);
    }
  });

  it("hides a key that a server repeats, as it is and as JSON has it, and not the words around it", async (t) => {
    const escaped = [...KEY].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
    const server = await startLago({ data: { organization: "{}", tables: {} }, faults: [{ answer: { status: 422, body: `{"status":422,"error":"bad ${KEY} and ${escaped}"}` } }] });
    t.after(() => server.close());
    const { stderr } = await desk.run(["load", "add_ons"], { LAGO_API_URL: server.url });
    assert.match(stderr, /bad … and …/);
  });

  it("is not spoilt by a key or a password of a few letters", async () => {
    const { stderr } = await desk.run(["load", "xyzzy"], { LAGO_API_KEY: "e" });
    assert.match(stderr, /^There is no resource "xyzzy"\./);
    const postgres = await desk.run(["load", "add_ons", "--to", "postgres://postgres:postgres@127.0.0.1:1/postgres"]);
    assert.match(postgres.stderr, /^Nothing listens at postgres:\/\/127\.0\.0\.1:1\/postgres\./m);
  });

  it("hides the password of each address in a command line, encoded or not", async () => {
    for (const password of [PASSWORD, encodeURIComponent(`${PASSWORD}/ü`), "abc"]) {
      const { stderr } = await desk.run(["load", `--two=postgres://me:${password}@h/d`]);
      assert.match(stderr, /unknown option '--two=postgres:\/\/me:…@h\/d'/);
    }
  });

  it("names the output that cannot be written", { skip: process.platform !== "linux" }, () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, [COMMAND, "resources"], { stdio: ["ignore", full, "pipe"], encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(stderr, /^The output cannot be written: ENOSPC: no space left on device, write\. Make room, or write it elsewhere\.$/m);
  });

  it("of the status, what of some resources is asked for", async () => {
    assert.equal((await desk.run(["load", "add_ons"])).code, 0);
    assert.match((await desk.run(["status", "add_ons"])).stdout, /^add_ons /m);
    assert.doesNotMatch((await desk.run(["status", "taxes"])).stdout, /^add_ons /m);
    assert.match((await desk.run(["status", "add_on"])).stderr, /^There is no resource "add_on"\. Did you mean add_ons\?$/m);
  });
});
