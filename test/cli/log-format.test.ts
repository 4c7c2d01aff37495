import assert from "node:assert/strict";
import { it } from "node:test";
import { startBooks } from "../load/add-on-books.ts";
import { KEY, newDesk } from "./command-line.ts";

it("--log-format json says what happens as lines of JSON, and agrees with --json and _loads", async (t) => {
  const lago = await startBooks(45, { apiKey: KEY });
  const desk = await newDesk(lago.url);
  t.after(async () => {
    await desk.remove();
    await lago.close();
  });
  lago.setFaults([{ path: "/add_ons", page: 2, nth: 1, answer: { status: 503, body: "" } }]);
  const { code, stdout, stderr } = await desk.run(["load", "add_ons", "--per-page", "10", "--log-format", "json", "--json"]);
  assert.equal(code, 0, stderr);
  const events = stderr.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.ok(events.every((fields) => Object.keys(fields).every((name) => /^[a-z_]+$/.test(name))), "one spelling");
  assert.deepEqual(new Set(events.map(({ event, level }) => `${String(event)} ${String(level)}`)), new Set(["message info", "progress info", "resource info", "retry warn"]));
  assert.ok(events.every(({ time }) => !Number.isNaN(Date.parse(String(time)))));
  const retry = events.find(({ event }) => event === "retry")!;
  assert.match(String(retry["reason"]), /503/);
  const { time, level, event, ...figures } = events.find(({ event }) => event === "resource")!;
  const { resources } = JSON.parse(stdout) as { resources: Record<string, unknown>[] };
  assert.deepEqual({ ...figures, error: null }, resources[0]);
  const { stdout: journal } = await desk.run(["query", "SELECT rows, pages, requests, retries, waits_ms, passes, resumed, total_count FROM _loads", "--json"]);
  const [entry] = journal.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const [name, value] of Object.entries([entry].flat()[0]!)) assert.equal(String(value), String(resources[0]![name]), name);

  const failed = await desk.run(["load", "add_ons", "--log-format", "json", "--to", "postgres://nobody:secret@127.0.0.1:1/none"]);
  assert.equal(failed.code, 6);
  const last = JSON.parse(failed.stderr.trim().split("\n").at(-1)!) as Record<string, unknown>;
  assert.deepEqual([last["event"], last["level"]], ["message", "error"]);
  assert.match(String(last["text"]), /Nothing listens at postgres:\/\/127\.0\.0\.1:1\/none/);
});
