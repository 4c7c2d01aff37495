import "./typescript-threads.ts";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { resources } from "../generated/index.ts";
import { createLago } from "../runtime/client.ts";
import { openDestination } from "../runtime/destinations/open.ts";
import { load } from "../runtime/load.ts";
import { ROOT } from "./built.ts";
import { makeCompany } from "./lago/company/company.ts";
import { startLago } from "./lago/server.ts";
import { makeEnvironment } from "./python/environment.ts";

/*
 * `npm run test:notebooks`: the notebooks of examples/notebooks run against a company. It needs Python 3.11 and PyPI, so it is no part of
 * `npm test`. What it installs stays in node_modules/.cache/.
 */
const run = promisify(execFile);
const NOTEBOOKS = join(ROOT, "examples/notebooks");

describe("the notebooks", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;
  let python: string;

  before(async () => {
    python = join(await makeEnvironment("notebooks", join(NOTEBOOKS, "requirements.txt")), "python");
    folder = await mkdtemp(join(tmpdir(), "lago-loader-notebooks-"));
    const file = join(folder, "company.duckdb");
    const lago = await startLago({ data: makeCompany({ customers: 20 }), apiKey: "key" });
    const destination = await openDestination(file);
    await load(resources.filter(({ name }) => ["customers", "invoices", "fees"].includes(name)), { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
    await destination.close();
    await lago.close();
    env = { ...process.env, LAGO_DUCKDB: file };
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("billing.py passes marimo's check and runs", async () => {
    await run(python, ["-m", "marimo", "check", "--strict", join(NOTEBOOKS, "billing.py")]);
    await run(python, [join(NOTEBOOKS, "billing.py")], { env });
  });

  it("billing.py asks in its header for what the tests run it with", () => {
    const [, header = ""] = /^# dependencies = (\[.*\])$/m.exec(readFileSync(join(NOTEBOOKS, "billing.py"), "utf8"))!;
    const tested = readFileSync(join(NOTEBOOKS, "requirements.txt"), "utf8");
    for (const dependency of JSON.parse(header) as string[]) assert.ok(tested.includes(`\n${dependency} `), dependency);
  });

  it("billing.ipynb is billing.py for Jupyter, and runs to its end with figures", async () => {
    const exported = join(folder, "exported.ipynb");
    await run(python, ["-m", "marimo", "--quiet", "export", "ipynb", join(NOTEBOOKS, "billing.py"), "--output", exported]);
    assert.equal(await readFile(join(NOTEBOOKS, "billing.ipynb"), "utf8"), await readFile(exported, "utf8"));
    await copyFile(join(NOTEBOOKS, "billing.ipynb"), join(folder, "billing.ipynb"));
    await run(python, ["-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", join(folder, "billing.ipynb")], { env });
    const { cells } = JSON.parse(readFileSync(join(folder, "billing.ipynb"), "utf8")) as { cells: { cell_type: string; outputs?: unknown[] }[] };
    const shown = cells.filter(({ outputs }) => JSON.stringify(outputs ?? []).includes("EUR"));
    assert.equal(shown.length, 3, "revenue, debtors and taxes are shown");
  });
});
