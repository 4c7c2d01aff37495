import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { createTypeCheck } from "../generator/emit/check.ts";

const project = join(import.meta.dirname, "..");

/** The command in a copy of the project, so that it may do its worst. */
describe("npm run generate", () => {
  let copy: string;
  const generated = (path: string) => join(copy, "generated", path);

  before(async () => {
    copy = await mkdtemp(join(tmpdir(), "lago-loader-generate-"));
    for (const name of ["generator", "runtime", "templates", "package.json", "tsconfig.json"]) await cp(join(project, name), join(copy, name), { recursive: true });
    await symlink(join(project, "node_modules"), join(copy, "node_modules"));
  });
  beforeEach(async () => {
    for (const name of ["spec", "generated"]) {
      await rm(join(copy, name), { recursive: true, force: true });
      await cp(join(project, name), join(copy, name), { recursive: true });
    }
  });
  after(() => rm(copy, { recursive: true }));

  it("says nothing differs when nothing does", async () => {
    assert.deepEqual(await run(copy, "generate", "--check"), { code: 0, stdout: "generated/ is up to date.\n", stderr: "" });
  });

  it("--check names what differs, writes nothing and exits 5", async () => {
    await writeFile(generated("index.ts"), "// edited\n");
    await rm(generated("fees/fees.ts"));
    await mkdir(generated("old"));
    await writeFile(generated("old/old.ts"), "");
    const { code, stdout } = await run(copy, "generate", "--check");
    assert.equal(code, 5);
    assert.deepEqual(stdout.trim().split("\n"), ["differs  generated/index.ts", "missing  generated/fees/fees.ts", "stray    generated/old/old.ts"]);
    assert.equal(await readFile(generated("index.ts"), "utf8"), "// edited\n");
  });

  it("writes the same bytes as ever, and deletes what is not its own", async () => {
    await rm(generated(""), { recursive: true });
    await mkdir(generated("old"), { recursive: true });
    await writeFile(generated("old/old.ts"), "");
    assert.equal((await run(copy, "generate")).code, 0);
    assert.deepEqual(await readAll(generated("")), await readAll(join(project, "generated")));
  });

  it("writes nothing when something could not be worked out, and says what", async () => {
    const overlay = join(copy, "spec", "overlay.yaml");
    await writeFile(overlay, (await readFile(overlay, "utf8")).replace("x-primary-key: [code]", "x-order: { ties: true }"));
    await writeFile(generated("index.ts"), "// edited\n");
    const { code, stderr } = await run(copy, "generate");
    assert.equal(code, 1);
    assert.match(stderr, /^error primary-key-not-found: findAllFeatures at \$\.paths\['\/features'\]\.get$/m);
    assert.equal(await readFile(generated("index.ts"), "utf8"), "// edited\n");
  });

  it("a list that is gone stops it, until that is said to be right", async () => {
    const overlay = join(copy, "spec", "overlay.yaml");
    await appendFile(overlay, "  - target: $.paths['/taxes'].get\n    remove: true\n");
    const refused = await run(copy, "generate");
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^error list-removed\n  The list taxes was there and is gone/m);
    assert.ok((await readdir(generated(""))).includes("taxes"));
    const { code, stdout } = await run(copy, "generate", "--allow-removal");
    assert.equal(code, 0);
    assert.match(stdout, /^deleted  generated\/taxes\/taxes\.ts$/m);
    assert.ok(!(await readdir(generated(""))).includes("taxes"));
  });

  it("a document without lists stops it in the same way", async () => {
    await writeFile(join(copy, "spec", "openapi.yaml"), "openapi: 3.1.0\ninfo: { title: Lago, version: 1.51.0 }\npaths:\n  /orders/{id}:\n    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n    get: { operationId: findOrder, responses: { 200: { description: One } } }\n");
    await writeFile(join(copy, "spec", "overlay.yaml"), "overlay: 1.0.0\ninfo: { title: None, version: 1.51.0 }\nextends: openapi.yaml\nactions: []\n");
    await writeFile(join(copy, "spec", "meaning.yaml"), "{}\n");
    const refused = await run(copy, "generate");
    assert.equal(refused.code, 1, refused.stderr);
    assert.match(refused.stderr, /^error document-without-lists/m);
    assert.ok((await readdir(generated(""))).includes("taxes"));
    assert.equal((await run(copy, "generate", "--allow-removal")).code, 0);
    assert.ok(!(await readdir(generated(""))).includes("taxes"));
  });

  it("exits 2 for an option that it does not know", async () => {
    const { code, stderr } = await run(copy, "generate", "--chek");
    assert.equal(code, 2);
    assert.match(stderr, /Did you mean --check\?/);
  });
});

function run(folder: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(folder, "generator/start.js"), ...args], { cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

async function readAll(folder: string): Promise<Record<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.path, entry.name)).sort();
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path.slice(folder.length).replace(/^\//, ""), await readFile(path, "utf8")])));
}

it("a template that writes no TypeScript is named, with the place", () => {
  const files = new Map([["taxes/taxes.ts", "export const taxes = {\n  name: ,\n};\n"]]);
  assert.throws(() => createTypeCheck(new URL("../", import.meta.url))(files), /generated\/taxes\/taxes\.ts:2:9 does not parse: Expression expected\./);
});

it("a module that does not compile is named, with the place, before it is written", async () => {
  const files = new Map(Object.entries(await readAll(join(project, "generated"))));
  const checkTypes = createTypeCheck(new URL("../", import.meta.url));
  checkTypes(files);
  files.set("taxes/taxes.ts", files.get("taxes/taxes.ts")!.replace('selector: "taxes"', 'selector: "tax"'));
  assert.throws(() => checkTypes(files), /generated\/taxes\/taxes\.ts:\d+:3 does not compile: Type '"tax"' is not assignable to type '"taxes"'/);
});
