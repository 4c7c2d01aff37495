import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { updateSpec } from "../../generator/spec-update.ts";
import { readDocument, stringifyDocument } from "../../generator/spec/document.ts";
import type { Document } from "../../generator/spec/types.ts";
import { ref, shop } from "./shop.ts";

const README = "# Spec\n<!-- provenance: by a command -->\n<!-- /provenance -->\nThe rest.\n";

/** A project's folder with an earlier spec/ in it. */
async function makeRoot(t: TestContext): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "spec-update-"));
  t.after(() => rm(root, { recursive: true }));
  await mkdir(join(root, "spec"));
  await writeFile(join(root, "spec", "openapi.yaml"), "before\n");
  await writeFile(join(root, "spec", "README.md"), README);
  return root;
}

async function makeSource(root: string, text: string): Promise<string> {
  const path = join(root, "upstream.yaml");
  await writeFile(path, text);
  return path;
}

async function readSpec(root: string): Promise<Record<string, string>> {
  const names = await readdir(join(root, "spec"));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(root, "spec", name), "utf8")])));
}

test("the normalised document and its provenance are written, without a path of this machine", async (t) => {
  const root = await makeRoot(t);
  const { version } = await updateSpec({ from: await makeSource(root, stringifyDocument(shop())), root });
  assert.equal(version, "1.2.3");
  assert.deepEqual(Object.keys((await readDocument(join(root, "spec", "openapi.yaml"))).paths), ["/orders"]);
  const readme = (await readSpec(root))["README.md"]!;
  assert.match(readme, /\| version \| 1\.2\.3 \|\n.*\n.*v1\.2\.3\/openapi\.yaml.*\n\| sha256 \| `[0-9a-f]{64}` \|\n/);
  assert.match(readme, /^# Spec\n[^]*The rest\.\n$/);
  assert.ok(!readme.includes(root));
});

test("a second run on the same document changes nothing", async (t) => {
  const root = await makeRoot(t);
  const from = await makeSource(root, JSON.stringify(shop()));
  const first = await updateSpec({ from, root });
  const spec = await readSpec(root);
  assert.equal(first.changed.length, 2);
  assert.deepEqual((await updateSpec({ from, root })).changed, []);
  assert.deepEqual(await readSpec(root), spec);
});

function dangling(): Document {
  return shop({ Order: { type: "object", properties: { buyer: ref("Buyer") } } });
}

function duplicateIds(): Document {
  const document = shop();
  document.paths["/returns"] = { get: document.paths["/orders"]!.get! };
  return document;
}

const REFUSED: [string, string, RegExp][] = [
  ["a dangling reference", stringifyDocument(dangling()), /upstream\.yaml refers at \$\.components\.schemas\.Order\.properties\.buyer to #\/components\/schemas\/Buyer/],
  ["two operations of one id", stringifyDocument(duplicateIds()), /duplicate-operation-id: listOrders at \$\.paths\['\/returns'\]\.get/],
  ["a parameter without a schema", stringifyDocument(shop({}, { parameters: [{ name: "page", in: "query" }] })), /upstream\.yaml is not valid OpenAPI:\n[^]*\$\.paths\['\/orders'\]\.get\.parameters\[0\]/],
  ["YAML that is something else", "a: 1\n", /upstream\.yaml is not an OpenAPI 3\.0 or 3\.1 document/],
  ["a Swagger document", 'swagger: "2.0"\n', /upstream\.yaml is a Swagger 2\.0 document/],
  ["OpenAPI of the future", stringifyDocument({ ...shop(), openapi: "3.2.0" }), /"openapi: 3\.2\.0"/],
  ["a document without paths", "openapi: 3.1.0\n", /upstream\.yaml has no "paths"/],
  ["no YAML", "openapi: 3.1.0\n  info: [\n", /upstream\.yaml:2:\d+ is not valid YAML or JSON/],
  ["several YAML documents", "a: 1\n---\nb: 1\n", /upstream\.yaml is not valid YAML or JSON/],
  ["a web page", "<!DOCTYPE html><html></html>", /upstream\.yaml is a web page/],
  ["nothing", "", /upstream\.yaml is not an OpenAPI/],
];
for (const [what, text, message] of REFUSED) {
  test(`${what} is refused by name and leaves spec/ untouched`, async (t) => {
    const root = await makeRoot(t);
    const from = await makeSource(root, text);
    const before = await readSpec(root);
    await assert.rejects(updateSpec({ from, root }), { name: "DocumentError", message });
    assert.deepEqual(await readSpec(root), before);
  });
}

test("a file that is not there is named", async (t) => {
  const root = await makeRoot(t);
  await assert.rejects(updateSpec({ from: join(root, "none.yaml"), root }), /none\.yaml: there is no such file/);
});

test("an address is read over HTTP, and its status is told where it fails", async (t) => {
  const root = await makeRoot(t);
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/openapi.yaml" ? 200 : 404;
    response.end(stringifyDocument(shop()));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  await assert.rejects(updateSpec({ from: `${address}/none.yaml`, root }), /none\.yaml answers HTTP 404/);
  assert.equal((await updateSpec({ from: `${address}/openapi.yaml`, root })).version, "1.2.3");
  assert.ok(!(await readSpec(root))["README.md"]!.includes("127.0.0.1"));
});
