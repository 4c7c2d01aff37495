import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { ConfigurationError } from "../../../runtime/errors.ts";
import { hideSecrets } from "../../../runtime/secrets.ts";
import { findProxy } from "../../../runtime/transport/proxy.ts";
import { CERTIFICATE, KEY } from "./certificate.ts";

const PAGE = '{"add_ons":[{"lago_id":"1"}],"meta":{"current_page":1,"next_page":null,"prev_page":null,"total_pages":1,"total_count":1}}';

/** What a server was asked: `METHOD target`, then the header that a proxy wants. */
type Log = string[];

let folder: string;
let ca: string;
let plain: Server;
let secure: Server;
let proxy: Server;
/** Answers each CONNECT and each request for a whole address itself, where it is set. */
let refuseWith: string | undefined;
const asked: Log = [];
const keysSeenByProxy: string[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "lago-loader-proxy-"));
  ca = join(folder, "ca.pem");
  await writeFile(ca, CERTIFICATE);
  plain = createServer((_, response) => void response.setHeader("content-type", "application/json").end(PAGE));
  secure = createSecureServer({ key: KEY, cert: CERTIFICATE }, (_, response) => void response.setHeader("content-type", "application/json").end(PAGE));
  proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    if (refuseWith) return void response.writeHead(Number(refuseWith)).end("<html>");
    response.setHeader("content-type", "application/json").end(PAGE);
  });
  proxy.on("connect", (request, client: Socket, head: Buffer) => {
    asked.push(`CONNECT ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    if (request.headers.authorization) keysSeenByProxy.push(request.headers.authorization);
    if (refuseWith) return void client.end(`HTTP/1.1 ${refuseWith} Because\r\n\r\n`);
    // Whatever the name: the only Lago is here.
    const upstream = connect(portOf(secure), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) socket.on("error", () => client.destroy());
  });
  for (const server of [plain, secure, proxy]) await once(server.listen(0, "127.0.0.1"), "listening");
});

after(async () => {
  for (const server of [plain, secure, proxy]) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function list(address: string, environment: Record<string, string>): Promise<{ records?: number; error?: string; seconds: number }> {
  asked.length = 0;
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", join(import.meta.dirname, "list-child.ts"), address], { env });
  return JSON.parse(stdout) as { records?: number; error?: string; seconds: number };
}

describe("through a proxy", () => {
  const proxied = () => `http://user:p%40ss-of-proxy@127.0.0.1:${portOf(proxy)}`;
  const credentials = `Basic ${Buffer.from("user:p@ss-of-proxy").toString("base64")}`;

  test("https goes in a tunnel, which sees no key; a host that only the proxy knows is reached", async () => {
    const outcome = await list("https://lago.test", { HTTPS_PROXY: proxied(), NODE_EXTRA_CA_CERTS: ca });
    assert.equal(outcome.records, 1, outcome.error);
    assert.deepEqual(asked, [`CONNECT lago.test:443 ${credentials}`]);
    assert.deepEqual(keysSeenByProxy, []);
  });

  test("http is requested by its whole address; lower-case names are read as well", async () => {
    const outcome = await list("http://lago.test:3000", { http_proxy: proxied().replace("http://", "") });
    assert.equal(outcome.records, 1, outcome.error);
    assert.deepEqual(asked, [`GET http://lago.test:3000/api/v1/add_ons?page=1&per_page=100 ${credentials}`]);
  });

  test("hosts in NO_PROXY are requested directly", async () => {
    const outcome = await list(`http://127.0.0.1:${portOf(plain)}`, { HTTP_PROXY: proxied(), NO_PROXY: "example.com,127.0.0.1" });
    assert.equal(outcome.records, 1, outcome.error);
    assert.deepEqual(asked, []);
  });

  test("what refuses is said, without the password: 407, 403, a proxy that is not there", async () => {
    for (const [status, says] of [["407", /proxy 127\.0\.0\.1:\d+: it refuses to connect to lago\.test:443: 407 .*Write user and password into HTTPS_PROXY/], ["403", /refuses to connect to lago\.test:443: 403/]] as const) {
      refuseWith = status;
      const { error } = await list("https://lago.test", { HTTPS_PROXY: proxied() });
      assert.match(error!, says);
      assert.doesNotMatch(error!, /ss-of-proxy/);
      assert.equal(asked.length, 1);
    }
    const overHttp = await list("http://lago.test", { HTTP_PROXY: proxied() });
    assert.match(overHttp.error!, /403.*not Lago's words/);
    refuseWith = undefined;
    const { error } = await list("https://lago.test", { HTTPS_PROXY: "http://127.0.0.1:1" });
    assert.match(error!, /through the proxy 127\.0\.0\.1:1: nothing listens/);
  });
});

describe("a certificate", () => {
  test("of an authority that is named in NODE_EXTRA_CA_CERTS is trusted", async () => {
    const outcome = await list(`https://127.0.0.1:${portOf(secure)}`, { NODE_EXTRA_CA_CERTS: ca });
    assert.equal(outcome.records, 1, outcome.error);
  });

  test("of one that is not: the variable is named, and nothing is tried again", async () => {
    const { error } = await list(`https://127.0.0.1:${portOf(secure)}`, {});
    assert.match(error!, /who signed the certificate of 127\.0\.0\.1:\d+ \(DEPTH_ZERO_SELF_SIGNED_CERT\).*NODE_EXTRA_CA_CERTS/);
    assert.doesNotMatch(error!, /Gave up/);
  });

  test("of another name says so", async () => {
    const { error } = await list("https://other.test", { NODE_EXTRA_CA_CERTS: ca, HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` });
    assert.match(error!, /not one of other\.test \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
  });

  test("that nobody has: a port without TLS is named, and nothing is tried again", async () => {
    const { error } = await list(`https://127.0.0.1:${portOf(plain)}`, {});
    assert.match(error!, /127\.0\.0\.1:\d+ does not speak TLS/);
    assert.doesNotMatch(error!, /openssl|Gave up/i);
  });
});

describe("which proxy", () => {
  const find = (target: string, env: Record<string, string>) => findProxy(new URL(target), env)?.url.host;
  const env = (NO_PROXY: string) => ({ HTTPS_PROXY: "http://proxy.example:8080", NO_PROXY });

  test("by the protocol of the address; small letters win, what is empty counts as missing", () => {
    assert.equal(find("https://lago.example", { HTTP_PROXY: "http://a:1" }), undefined);
    assert.equal(find("http://lago.example", { HTTP_PROXY: "http://a:1", http_proxy: "http://b:1" }), "b:1");
    assert.equal(find("https://lago.example", { HTTPS_PROXY: "c:3128", https_proxy: "" }), "c:3128");
    assert.equal(find("https://lago.example", {}), undefined);
  });

  test("NO_PROXY: names with all below them, ports, addresses and ranges", () => {
    const excepted = ["*", "lago.example", "example", ".lago.example", "*.example", "LAGO.example", "lago.example:443", "a, lago.example", "a lago.example"];
    for (const list of excepted) assert.equal(find("https://lago.example", env(list)), undefined, list);
    for (const list of ["", "ago.example", "lago.example:8443", "api.lago.example", "lago"]) assert.equal(find("https://lago.example", env(list)), "proxy.example:8080", list);
    for (const list of ["10.1.2.3", "10.0.0.0/8", "10.1.2.3:443"]) assert.equal(find("https://10.1.2.3", env(list)), undefined, list);
    for (const list of ["2.3", "11.0.0.0/8", "10.0.0.0/99", "::/0"]) assert.equal(find("https://10.1.2.3", env(list)), "proxy.example:8080", list);
    for (const list of ["[fd00::1]", "fd00::1", "fd00::/8", "[fd00::1]:443"]) assert.equal(find("https://[fd00::1]", env(list)), undefined, list);
  });

  test("another machine's is not asked for this one: a key without TLS must not leave", () => {
    assert.equal(find("http://localhost:3000", { HTTP_PROXY: "http://proxy.example:8080" }), undefined);
    assert.equal(find("http://localhost:3000", { HTTP_PROXY: "http://127.0.0.1:8080" }), "127.0.0.1:8080");
  });

  test("what is none is refused, and its password is in no message", () => {
    for (const address of ["socks5://user:hidden-word@proxy:1080", "http://user:hidden-word@", "http://user:hidden-word@proxy:port"]) {
      assert.throws(() => find("https://lago.example", { HTTPS_PROXY: address }), (error) => error instanceof ConfigurationError && !/hidden-word/.test(error.message));
    }
    find("https://lago.example", { HTTPS_PROXY: "http://user:hidden-word@proxy.example:1" });
    assert.equal(hideSecrets("the word is hidden-word"), "the word is …");
  });
});
