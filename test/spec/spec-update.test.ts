import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { updateSpec } from "../../generator/spec-update.ts";
import { readDocument, stringifyDocument } from "../../generator/spec/document.ts";
import { findNewestRelease, findRelease } from "../../generator/spec/source.ts";
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

/** A shop whose orders can be told apart. */
function keyed(list: Parameters<typeof shop>[1] = {}): Document {
  return shop({ Order: { type: "object", properties: { lago_id: { type: "string", format: "uuid" } } } }, list);
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
  const { version } = await updateSpec({ from: await makeSource(root, stringifyDocument(keyed())), root });
  assert.equal(version, "1.2.3");
  assert.deepEqual(Object.keys((await readDocument(join(root, "spec", "openapi.yaml"))).paths), ["/orders"]);
  const readme = (await readSpec(root))["README.md"]!;
  assert.match(readme, /\| version \| 1\.2\.3 \|\n.*\n\| address \| a file \|\n\| sha256 \| `[0-9a-f]{64}` \|\n/);
  assert.match(readme, /^# Spec\n[^]*The rest\.\n$/);
  assert.ok(!readme.includes(root));
});

test("a second run on the same document changes nothing", async (t) => {
  const root = await makeRoot(t);
  const from = await makeSource(root, JSON.stringify(keyed()));
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
  ["a document without a path", 'openapi: 3.1.0\npaths: {}\n', /upstream\.yaml has no "paths"/],
  ["a document without a list", stringifyDocument({ ...shop(), paths: { "/orders/{id}": { post: { responses: { 204: { description: "" } }, parameters: [{ name: "id", in: "path", required: true, schema: {} }] } } } }), /error document-without-lists/],
  ["a list that generate would refuse", stringifyDocument(shop()), /cannot be generated from, so spec\/ was left as it is:\nerror primary-key-not-found/],
  ["an anchor that contains itself", "openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { Node: &n { properties: { child: *n } } } }\n", /anchor that contains itself, at \$\.components\.schemas\.Node\.properties\.child/],
  ["__proto__ at the top", '{"openapi":"3.1.0","__proto__":{},"paths":{}}', /"__proto__" at its top/],
  ["anchors that stand for millions of values", `a0: &a0 [x, x]\n${Array.from({ length: 22 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`).join("")}openapi: 3.1.0\npaths: { /a: {} }\n`, /anchors that stand for more than 2,000,000 values, at \$\.a\d\d\./],
  ["half a character", JSON.stringify(shop({ Order: { type: "object", properties: { lago_id: {}, "\ud800": {} } } })), /half of a surrogate pair, which is no character, in a name at \$\.components\.schemas\.Order\.properties\./],
  ["a reference to what is no schema", JSON.stringify(shop({ Order: { type: "object", properties: { lago_id: {}, title: { $ref: "#/info/title" } } } })), /refers at \S+ to #\/info\/title, which is no schema/],
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

const ODD: [string, unknown, RegExp][] = [
  ["nothing behind it", null, /properties has to be schemas by name/],
  ["a number as its format", { type: "string", format: 5 }, /format has to be a text/],
  ["a number as its reference", { $ref: 5 }, /\$ref has to be a text/],
  ["nothing behind its properties", { type: "object", properties: null }, /properties has to be schemas by name, and there is nothing/],
  ["a text as its enum", { type: "string", enum: "a" }, /enum has to be a list|is not valid OpenAPI/],
];
for (const [what, property, message] of ODD) {
  test(`a property with ${what} is refused by its place, and leaves spec/ untouched`, async (t) => {
    const root = await makeRoot(t);
    const document = keyed();
    (document.components!.schemas!["Order"]!.properties as Record<string, unknown>)["note"] = property;
    const from = await makeSource(root, JSON.stringify(document));
    const before = await readSpec(root);
    await assert.rejects(updateSpec({ from, root }), { name: "DocumentError", message });
    assert.deepEqual(await readSpec(root), before);
  });
}

test("merge keys, references in examples and parameters with content are valid, and what is left of them is, too", async (t) => {
  const root = await makeRoot(t);
  const from = fileURLToPath(new URL("../fixtures/merge-keys-examples-and-parameters-with-content/openapi.yaml", import.meta.url));
  await updateSpec({ from, root });
  const { paths, components } = await readDocument(join(root, "spec", "openapi.yaml"));
  assert.deepEqual(Object.keys(components!.schemas!["Order"]!.properties!), ["lago_id", "created_at", "updated_at", "example"]);
  assert.deepEqual(paths["/orders"]!.get!.parameters, [{ name: "filter", in: "query", content: { "application/json": { schema: { type: "object", properties: { status: { type: "string" } } } } } }]);
});

test("bytes that are not UTF-8 are refused", async (t) => {
  const root = await makeRoot(t);
  const from = join(root, "latin.yaml");
  await writeFile(from, Buffer.from("openapi: 3.1.0\ninfo: { title: Café }\n", "latin1"));
  await assert.rejects(updateSpec({ from, root }), /latin\.yaml is not UTF-8/);
});

test("a fact of the overlay that a newer document no longer has is refused before spec/ changes, and with --force said", async (t) => {
  const root = await makeRoot(t);
  await writeFile(join(root, "spec", "overlay.yaml"), "overlay: 1.0.0\ninfo: { title: Ours, version: 1.0.0 }\nactions:\n  - target: $.paths['/returns'].get\n    update: { x-replace: true }\n");
  const from = await makeSource(root, stringifyDocument(keyed()));
  const before = await readSpec(root);
  await assert.rejects(updateSpec({ from, root }), /overlay-action-matches-nothing: \$\.paths\['\/returns'\]\.get/);
  assert.deepEqual(await readSpec(root), before);
  const { changed, diagnostics } = await updateSpec({ from, root, force: true });
  assert.deepEqual([changed.length, diagnostics.map(({ code }) => code)], [2, ["overlay-action-matches-nothing"]]);
});

test("the newest release is that of the highest tag, not the branch and not a beta", async (t) => {
  const root = await makeRoot(t);
  const git = (...args: string[]) => execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: root });
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message", "One");
  for (const tag of ["v1.9.0", "v1.10.0", "v.1.8.0", "v2.0.0-beta", "1.7.0", "swagger"]) git("tag", tag);
  assert.match(await findNewestRelease(root), /\/v1\.10\.0\/openapi\.yaml$/);
  assert.match(await findRelease("v1.8.0", root), /\/v\.1\.8\.0\/openapi\.yaml$/);
  assert.match(await findRelease("1.7.0", root), /\/1\.7\.0\/openapi\.yaml$/);
  await assert.rejects(findNewestRelease(join(root, "none")), /Cannot ask .*none for its releases\. Without a network, use --from with a file\./);
});

test("a file that is not there is named", async (t) => {
  const root = await makeRoot(t);
  await assert.rejects(updateSpec({ from: join(root, "none.yaml"), root }), /none\.yaml: there is no such file/);
});

test("an address is read over HTTP, and an error names its status", async (t) => {
  const root = await makeRoot(t);
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/openapi.yaml" ? 200 : 404;
    response.end(stringifyDocument(keyed()));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  await assert.rejects(updateSpec({ from: `${address}/none.yaml`, root }), /none\.yaml answers HTTP 404/);
  assert.equal((await updateSpec({ from: `${address}/openapi.yaml`, root })).version, "1.2.3");
  assert.ok((await readSpec(root))["README.md"]!.includes(`| address | <${address}/openapi.yaml> |`), "where it was read, and nowhere else");
});
