import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { expectBuilt, ROOT } from "./built.ts";
import { newDatabase } from "./databases.ts";
import { type Lago, startLago } from "./lago/server.ts";
import { makeCompany } from "./lago/company/company.ts";

const run = promisify(execFile);

const PROGRAM = `import { createLago, load, openDestination, taxes } from "lago-loader";
const [baseUrl, address, schema] = process.argv.slice(2);
const destination = await openDestination(address, { schema });
try {
  const report = await load([taxes], { lago: createLago({ apiKey: "key", baseUrl }), destination });
  console.log(report.resources[0].status, report.resources[0].rows);
} catch (error) {
  console.log(error.name, error.message);
} finally {
  await destination.close();
}`;

const LISTING = `import { createLago, taxes } from "lago-loader";
const lago = createLago({ apiKey: "key", baseUrl: process.argv[2] });
let count = 0;
for await (const tax of lago.list(taxes)) count++;
console.log(count);`;

/** What cannot be in a bundle, having native libraries, and what has no need to. */
const EXTERNAL = ["@duckdb/node-api", "pg", "pg-copy-streams", "xxhash-wasm", "@opentelemetry/api"];

describe("a program that is bundled", () => {
  let folder: string;
  let lago: Lago;

  before(async () => {
    expectBuilt();
    lago = await startLago({ data: makeCompany({ customers: 2, months: 1 }), apiKey: "key" });
    folder = await mkdtemp(join(tmpdir(), "lago-loader-bundle-"));
    await mkdir(join(folder, "node_modules"));
    // As npm installs it: by its files, not by the sources of this clone.
    for (const name of ["dist", "package.json"]) {
      await mkdir(join(folder, "node_modules/lago-loader"), { recursive: true });
      await symlink(join(ROOT, name), join(folder, "node_modules/lago-loader", name));
    }
    for (const name of EXTERNAL) {
      await mkdir(dirname(join(folder, "node_modules", name)), { recursive: true });
      await symlink(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
    }
    await writeFile(join(folder, "program.mjs"), PROGRAM);
    await writeFile(join(folder, "listing.mjs"), LISTING);
  });
  after(async () => {
    await lago.close();
    await rm(folder, { recursive: true, force: true });
  });

  function bundle(entry: string, outfile: string, options: { readonly packages?: "external"; readonly external?: string[] }): string {
    const to = join(folder, outfile);
    buildSync({ entryPoints: [join(folder, entry)], outfile: to, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "silent", ...options });
    return to;
  }

  it("loads into DuckDB and Postgres where packages stay outside, as the documentation says", async () => {
    const file = bundle("program.mjs", "outside.mjs", { packages: "external" });
    const duckdb = await run(process.execPath, [file, lago.url, join(folder, "a.duckdb"), "lago_data"]);
    const loaded = `loaded ${lago.list("/taxes").length}\n`;
    assert.equal(duckdb.stdout, loaded);
    const database = await newDatabase("postgres");
    const postgres = await run(process.execPath, [file, lago.url, database.address, database.schema]).finally(() => database.remove());
    assert.equal(postgres.stdout, loaded);
  });

  it("reads lists from anywhere, with nothing beside it", async () => {
    const file = bundle("listing.mjs", "listing-alone.mjs", { external: [] });
    const elsewhere = await mkdtemp(join(tmpdir(), "lago-loader-alone-"));
    try {
      await run("cp", [file, join(elsewhere, "listing.mjs")]);
      assert.equal((await run(process.execPath, [join(elsewhere, "listing.mjs"), lago.url])).stdout, `${lago.list("/taxes").length}\n`);
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });

  it("says what to do where it holds the loader itself", async () => {
    const file = bundle("program.mjs", "dist/inside.mjs", { external: EXTERNAL });
    await mkdir(dirname(file), { recursive: true });
    const { stdout } = await run(process.execPath, [file, lago.url, join(folder, "b.duckdb"), "lago_data"]);
    assert.match(stdout, /^DestinationError .*keep the package lago-loader out of a bundle \(esbuild: --packages=external\)/);
  });
});

it("the command reads DuckDB's driver from one file instead of a hundred", async () => {
  expectBuilt();
  const lago = await startLago({ data: makeCompany({ customers: 1, months: 1 }), apiKey: "key" });
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-driver-"));
  try {
    const env = { ...process.env, LAGO_API_KEY: "key", LAGO_API_URL: lago.url, NODE_DEBUG: "module" };
    const { stderr } = await run(process.execPath, [join(ROOT, "dist/runtime/cli/cli.js"), "load", "taxes", "--to", join(folder, "a.duckdb")], { env, maxBuffer: 1e8 });
    assert.match(stderr, /load ".*bundled.duckdb\.cjs"/);
    assert.doesNotMatch(stderr, /load ".*node-api.lib.\w+\.js"/);
  } finally {
    await lago.close();
    await rm(folder, { recursive: true, force: true });
  }
});
