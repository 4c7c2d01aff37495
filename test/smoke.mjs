// Loads a list into DuckDB with what is built, by the command and by the library: on every platform and runtime, which have no more than that.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { createLago, load, openDuckDB, taxes } = await import("../dist/runtime/index.js");
const command = fileURLToPath(new URL("../dist/runtime/cli/cli.js", import.meta.url));
const runtime = process.versions.deno ? [process.execPath, "run", "--allow-all"] : [process.execPath];
const id = (last) => `00000000-0000-4000-8000-00000000000${last}`;
const tax = (last) => ({ lago_id: id(last), name: `Tax ${last}`, code: `tax_${last}`, rate: 7.5, created_at: "2026-01-01T00:00:00Z" });
const server = createServer((request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  const body = path.endsWith("/taxes") ? { taxes: [tax(1), tax(2), tax(3)], meta: { current_page: 1, next_page: null, prev_page: null, total_pages: 1, total_count: 3 } } : { organization: { lago_id: id(9), name: "Smoke" } };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const folder = join(mkdtempSync(join(tmpdir(), "lago-loader smoke ü ")), "a folder");
mkdirSync(folder);

try {
  const loaded = await run(["load", "taxes", "--to", "first file.duckdb"]);
  assert.match(loaded, /^taxes +loaded +3 /m);
  assert.match(await run(["query", "SELECT count(*) AS n FROM taxes", "--to", "first file.duckdb", "--format", "csv"]), /^n\r\n3\r\n/);
  const destination = await openDuckDB(join(folder, "second.duckdb"));
  const report = await load([taxes], { lago: createLago({ apiKey: "key", baseUrl: url }), destination });
  assert.deepEqual(report.resources.map(({ status, rows }) => [status, rows]), [["loaded", 3]]);
  await destination[Symbol.asyncDispose]();
  console.log(`${Object.entries(process.versions).find(([name]) => name === "deno" || name === "bun")?.join(" ") ?? `node ${process.version}`} on ${process.platform} ${process.arch}: the command and the library load`);
} finally {
  server.close();
  rmSync(join(folder, ".."), { recursive: true, force: true });
}

function run(args) {
  const [program, ...before] = runtime;
  const child = spawn(program, [...before, command, ...args], { cwd: folder, env: { ...process.env, LAGO_API_KEY: "key", LAGO_API_URL: url, LAGO_DESTINATION: "" }, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  return new Promise((resolve, reject) => child.on("error", reject).on("close", (code) => (code === 0 ? resolve(said) : reject(new Error(`${args[0]} ended with ${code}: ${said}`)))));
}
