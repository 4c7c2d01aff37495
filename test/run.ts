import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { startPostgres, TEST_POSTGRES } from "./postgres.ts";

/*
 * Runs every test but the slow ones, the slow ones (`--slow`), or the files that are named, with one Postgres server for all, and ends with a line for machines.
 * The processes of the test files inherit the loader of this one: `tsx test/run.ts`.
 */
const named = process.argv.slice(2);
const slow = named[0] === "--slow";
const files = named.length > 0 && !slow ? named : findTests(import.meta.dirname).filter((file) => isSlow(file) === slow);
const server = process.env[TEST_POSTGRES] ? undefined : await startPostgres();
if (server) process.env[TEST_POSTGRES] = server.url;
// What loads keep for the next one is not kept among that of the person who runs the tests.
const state = mkdtempSync(join(tmpdir(), "lago-loader-state-"));
process.env["XDG_STATE_HOME"] = state;

/** Milliseconds for a test file on a busy machine: one that hangs fails, and the others go on. Files that are named may be those that take an hour. */
const PATIENCE = named.length > 0 && !slow ? 3_600_000 : 600_000;

/** The runner's closing lines: `pass`, `fail`, … A file that does not even start is one that failed. */
const counts = new Map<string, number>();
try {
  await runFiles(files.filter((file) => !isAlone(file)), availableParallelism());
  await runFiles(files.filter(isAlone), 1);
} finally {
  await server?.stop();
  rmSync(state, { recursive: true, force: true });
}

const passed = counts.get("pass") ?? 0;
const failed = (counts.get("fail") ?? 0) + (counts.get("cancelled") ?? 0);
console.log(`${passed} passed, ${failed} failed`);
// Where nothing ran, nothing was shown.
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

/** Tests of what time is spent on: others beside them would spend it too. */
function isAlone(file: string): boolean {
  return file.endsWith(".alone.test.ts");
}

/** Tests of more than half a minute: `npm test` is to be run before each push. */
function isSlow(file: string): boolean {
  return file.endsWith(".slow.test.ts");
}

async function runFiles(files: string[], concurrency: number): Promise<void> {
  if (files.length === 0) return;
  const results = run({ files, concurrency, timeout: PATIENCE });
  results.on("test:diagnostic", ({ nesting, message }) => {
    const [, what, count] = /^(\w+) (\d+)$/.exec(message) ?? [];
    if (nesting === 0 && what !== undefined) counts.set(what, (counts.get(what) ?? 0) + Number(count));
  });
  for await (const text of results.compose(new spec())) process.stdout.write(text);
}

function findTests(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.path, entry.name))
    .sort();
}
