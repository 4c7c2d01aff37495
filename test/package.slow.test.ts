import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { expectBuilt, ROOT } from "./built.ts";
import { newDatabase } from "./databases.ts";
import { makeCompany } from "./lago/company/company.ts";
import { type Lago, startLago } from "./lago/server.ts";

const run = promisify(execFile);

/** What a user of the package writes, as the README shows it. */
const EXAMPLE = `import { createLago, fees, invoices, load, openDuckDB, type Invoice } from "lago-loader";
import type { Tables } from "lago-loader/tables";

const [apiKey = "", baseUrl = ""] = process.argv.slice(2);
const lago = createLago({ apiKey, baseUrl });
const numbers: string[] = [];
for await (const invoice of lago.list(invoices, { "statuses[]": ["finalized"], issuing_date_from: "2020-01-01" })) {
  const typed: Invoice = invoice;
  numbers.push(typed.number);
}
await using destination = await openDuckDB("lago.duckdb");
const report = await load([invoices, fees], { lago, destination });
console.log(JSON.stringify({ numbers, rows: report.resources.map(({ name, rows }) => [name, rows]) }));

export type Total = Tables["invoices"]["total_amount_cents"];
const total: Total = "885";
// @ts-expect-error: A number would lose digits.
const lossy: Total = 885;

// @ts-expect-error: Lago would ignore a misspelt filter and answer with everything.
lago.list(invoices, { issuing_date_form: "2026-01-01" });
// @ts-expect-error: A list below a parent needs to know which.
lago.list((await import("lago-loader")).planCharges);
`;

/** CommonJS, which can require an ES module since Node 20.19. */
const REQUIRED = `import loader = require("lago-loader");
console.log(loader.resources.length, typeof loader.load);
`;

const STRICT = {
  compilerOptions: {
    target: "ES2023",
    module: "NodeNext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    types: ["node"],
  },
  files: ["example.ts"],
};

describe("what npm pack packs, installed in an empty folder", () => {
  const data = makeCompany({ customers: 4, months: 3 });
  let folder: string;
  let files: string[];
  let lago: Lago;

  before(async () => {
    expectBuilt();
    lago = await startLago({ data, apiKey: "key" });
    folder = await mkdtemp(join(tmpdir(), "lago-loader-package-"));
    files = await install(folder);
  });
  after(async () => {
    await lago.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("holds what is built, with the SQL of both dialects beside each module, and nothing else", () => {
    const rest = files.filter((file) => !/^dist\/((runtime|generated)\/.*\.(js|d\.ts|sql|json)|runtime\/bundled\/(duckdb\.cjs|(\w+\.js\.LEGAL|LICENCES)\.txt)|metrics\/.*\.sql)$|^skills\/lago-billing-sql\/.*\.md$/.test(file));
    assert.deepEqual(rest.filter((file) => !["package.json", "README.md", "LICENSE", "CHANGELOG.md", "generated/SCHEMA.md", "docs/lago-loader.schema.json"].includes(file) && !/^docs\/([\w-]+\.md|deploy\/[\w.-]+)$/.test(file)), []);
    const modules = files.filter((file) => /^dist\/generated\/\w+\/\w+\.js$/.test(file));
    assert.ok(modules.length >= 42);
    for (const dialect of ["duckdb", "postgres"]) {
      assert.deepEqual(modules.map((file) => file.replace(/js$/, `${dialect}.sql`)).filter((file) => !files.includes(file)), []);
    }
  });

  it("its command loads", async () => {
    const command = join(folder, "node_modules/.bin/lago-loader");
    const env = { PATH: process.env["PATH"] ?? "", LAGO_API_KEY: "key", LAGO_API_URL: lago.url };
    const { stdout } = await run(command, ["load", "taxes", "--to", "taxes.duckdb"], { cwd: folder, env });
    assert.match(stdout, new RegExp(`^taxes +loaded +${lago.list("/taxes").length} `, "m"));
  });

  it("its types compile under strict settings, and the example runs", async () => {
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(STRICT));
    await writeFile(join(folder, "example.ts"), EXAMPLE);
    await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder]).catch(({ stdout }: { stdout: string }) => assert.fail(stdout));
    const { stdout } = await run(process.execPath, ["example.js", "key", lago.url], { cwd: folder });
    const finalized = lago.list("/invoices?statuses[]=finalized").map((text) => (JSON.parse(text) as { number: string }).number);
    assert.deepEqual(JSON.parse(stdout), { numbers: finalized, rows: [["invoices", lago.list("/invoices").length], ["fees", lago.list("/fees").length]] });
  });

  it("its types compile in a .cts file, which requires it", async () => {
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...STRICT, files: ["required.cts"] }));
    await writeFile(join(folder, "required.cts"), REQUIRED);
    await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder]).catch(({ stdout }: { stdout: string }) => assert.fail(stdout));
    assert.match((await run(process.execPath, ["required.cjs"], { cwd: folder })).stdout, /^\d+ function\n$/);
  });

  it("the examples compile as they stand, and run", async () => {
    const names = readdirSync(join(ROOT, "examples")).filter((name) => name.endsWith(".ts"));
    for (const name of names) await copyFile(join(ROOT, "examples", name), join(folder, name));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...STRICT, files: names }));
    await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder]).catch(({ stdout }: { stdout: string }) => assert.fail(stdout));
    const database = await newDatabase("postgres");
    const env = { PATH: process.env["PATH"] ?? "", LAGO_API_KEY: "key", LAGO_API_URL: lago.url, DATABASE_URL: database.address, LAGO_SCHEMA: database.schema, TMPDIR: folder };
    const script = await run(process.execPath, ["script.js", "script.duckdb"], { cwd: folder, env });
    assert.equal(script.stdout, `customers: loaded, 4 rows\ntaxes: loaded, ${lago.list("/taxes").length} rows\n4 customers\n`);
    const lambda = `const { handler } = await import("./lambda.js"); console.log(JSON.stringify(await handler({}, { getRemainingTimeInMillis: () => 60_000 })))`;
    const loaded = await run(process.execPath, ["--input-type=module", "--eval", lambda], { cwd: folder, env });
    assert.match(loaded.stdout, /"resource":"invoices","status":"loaded","rows":[1-9]/);
    const route = `const { GET } = await import("./next-route.js"); console.log(await (await GET(new Request("http://x/?customer=cust_00001"))).text())`;
    const answered = await run(process.execPath, ["--input-type=module", "--eval", route], { cwd: folder, env });
    assert.ok(Array.isArray(JSON.parse(answered.stdout)));
    const report = await run(process.execPath, ["kysely-report.js"], { cwd: folder, env });
    assert.match(report.stdout, /^(20\d\d-\d\d [A-Z]{3} \d+\n)+$/);
    await database.remove();
  });

  it("loads no database driver before one is opened", async () => {
    const script = 'await import("lago-loader"); console.log(Object.keys((await import("node:module")).default._cache).join("\\n"))';
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: folder });
    assert.doesNotMatch(stdout, /duckdb|[/\\]pg[/\\]/);
  });
});

/** Unpacks it as npm would, and links the packages that it names: the network is not needed. Answers its files. */
async function install(folder: string): Promise<string[]> {
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], { cwd: ROOT });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const modules = join(folder, "node_modules");
  const home = join(modules, "lago-loader");
  await mkdir(home, { recursive: true });
  await run("tar", ["-xzf", join(folder, filename), "--strip-components=1", "-C", home]);
  const { bin, dependencies } = JSON.parse(await readFile(join(home, "package.json"), "utf8")) as Record<"bin" | "dependencies", Record<string, string>>;
  await link(join(home, bin["lago-loader"]!), join(modules, ".bin/lago-loader"));
  for (const name of [...Object.keys(dependencies), "@types/node", "kysely", "@types/pg"]) await link(join(ROOT, "node_modules", name), join(modules, name));
  return files.map(({ path }) => path);
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path);
}
