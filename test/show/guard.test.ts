import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { type ShownCompany, showCompany } from "./shown-company.ts";

/* What another page in the browser, another program's port and a rebound name can send. The page must answer none of it. */
describe("the page answers its own pages on this machine only", () => {
  let show: ShownCompany;
  let port: number;
  let path: string;
  before(async () => {
    show = await showCompany("duckdb", { names: ["taxes"] });
    const url = new URL(show.url);
    [port, path] = [Number(url.port), url.pathname];
  });
  after(() => show.close());

  const refused: readonly (readonly [what: string, status: number, asked: { readonly path?: string; readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string }])[] = [
    ["a name that was rebound to 127.0.0.1", 421, { headers: { host: "evil.example:1" } }],
    ["a name that only begins like it", 421, { headers: { host: "127.0.0.1.evil.example" } }],
    ["the port of another program", 421, { headers: { host: "127.0.0.1:1" } }],
    ["another page's script", 403, { headers: { origin: "http://evil.example" } }],
    ["a page of another local port", 403, { headers: { origin: "http://127.0.0.1:1" } }],
    ["a page without an origin", 403, { headers: { origin: "null" } }],
    ["a page over https of the same name", 403, { headers: { origin: "https://127.0.0.1" } }],
    ["a link or an image of another site", 403, { headers: { "sec-fetch-site": "cross-site" } }],
    ["a page of another port, which is the same site", 403, { headers: { "sec-fetch-site": "same-site" } }],
    ["no token", 401, { path: "/" }],
    ["a wrong token of the same length", 401, { path: `/${"A".repeat(32)}/` }],
    ["the beginning of a token", 401, { path: "/A/" }],
    ["a token behind another path", 401, { path: "//" }],
    ["a token in the query", 401, { path: "/?token=x" }],
    ["a method that writes", 405, { method: "DELETE" }],
    ["a request for other servers", 405, { method: "OPTIONS" }],
    ["a form that does not say where it is from", 403, { path: "sql", method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "q=SELECT+1" }],
    ["a form of another page", 403, { path: "sql", method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", origin: "http://evil.example" }, body: "q=SELECT+1" }],
    ["text in place of a form, as no-cors scripts may send", 413, { path: "sql", method: "POST", headers: { "content-type": "text/plain", "sec-fetch-site": "same-origin" }, body: "q=SELECT+1" }],
    ["more than a form holds", 413, { path: "sql", method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" }, body: `q=${"x".repeat(200_000)}` }],
  ];
  for (const [what, status, asked] of refused) {
    it(`refuses ${what}`, async () => {
      const answer = await send(asked);
      assert.equal(answer.status, status, answer.body);
      assert.doesNotMatch(answer.body, /<|lago_data|duckdb/i);
      assert.equal(answer.headers["access-control-allow-origin"], undefined);
    });
  }

  it("SQL in a link is put into the box and not run", async () => {
    const { status, body } = await send({ path: "sql?q=SELECT+42+AS+answer&run=1" });
    assert.equal(status, 200);
    assert.match(body, /SELECT 42 AS answer/);
    assert.doesNotMatch(body, /<h2>Answer/);
  });

  it("lets nothing be loaded from elsewhere, framed, cached or guessed", async () => {
    const { headers } = await send({});
    const policy = String(headers["content-security-policy"]);
    for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) assert.ok(policy.includes(rule), rule);
    assert.doesNotMatch(policy, /script-src[^;]*unsafe|https?:|\*/);
    assert.deepEqual(
      ["x-content-type-options", "x-frame-options", "referrer-policy", "cross-origin-resource-policy", "cross-origin-opener-policy", "cache-control", "set-cookie"].map((name) => headers[name]),
      ["nosniff", "DENY", "same-origin", "same-origin", "same-origin", "no-store", undefined],
    );
  });

  it("what a customer is called is text, in each place that shows it", async () => {
    const { body } = await send({ path: `sql?q=${encodeURIComponent(`</textarea><script>alert("x")</script>`)}` });
    assert.doesNotMatch(body, /<script>alert/);
    const { body: data } = await send({ path: `data/taxes?column=name&operator=is&value=${encodeURIComponent(`"><img src=x>`)}` });
    assert.doesNotMatch(data, /<img/);
  });

  it("another path than a page's is not found, and no path reads a file", async () => {
    for (const wrong of ["nothing", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "assets/..%2f..%2fpackage.json", "__proto__"]) assert.equal((await send({ path: wrong })).status, 404, wrong);
  });

  it("what is no request of a browser's ends with an error and no page: too long, split, of another method, protocol or server", async () => {
    const own = `Host: 127.0.0.1:${port}`;
    for (const [what, sent, statuses] of [
      ["an address of 100 kB", `GET ${path}${"x".repeat(100_000)} HTTP/1.1\r\n${own}\r\n\r\n`, /^HTTP\/1\.1 (414|431) /],
      ["a header of 100 kB", `GET ${path} HTTP/1.1\r\n${own}\r\nX: ${"x".repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
      ["ten thousand headers", `GET ${path} HTTP/1.1\r\n${own}\r\n${"X: y\r\n".repeat(10_000)}\r\n`, /^HTTP\/1\.1 431 /],
      ["no Host", `GET ${path} HTTP/1.1\r\n\r\n`, /^HTTP\/1\.1 400 /],
      ["no Host, as HTTP 1.0 allows", `GET ${path} HTTP/1.0\r\n\r\n`, /^HTTP\/1\.1 421 /],
      ["another Host before its own", `GET ${path} HTTP/1.1\r\nHost: evil.example\r\n${own}\r\n\r\n`, /^HTTP\/1\.1 4(00|21) /],
      ["another server's address", `GET http://evil.example${path} HTTP/1.1\r\n${own}\r\n\r\n`, /^HTTP\/1\.1 401 /],
      ["a tunnel", `CONNECT evil.example:443 HTTP/1.1\r\n${own}\r\n\r\n`, /^(HTTP\/1\.1 4\d\d |$)/],
      ["an echo", `TRACE ${path} HTTP/1.1\r\n${own}\r\n\r\n`, /^HTTP\/1\.1 405 /],
      ["two lengths", `POST ${path}sql HTTP/1.1\r\n${own}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, /^HTTP\/1\.1 400 /],
      ["a line within a header", `GET ${path} HTTP/1.1\r\n${own}\r\nX: a\rb\r\n\r\n`, /^HTTP\/1\.1 400 /],
      ["a body without an end", `POST ${path}sql HTTP/1.1\r\n${own}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n${`2710\r\n${"x".repeat(10_000)}\r\n`.repeat(20)}`, /^HTTP\/1\.1 413 /],
      ["what is not HTTP", `\u0016\u0003\u0001 hello\r\n\r\n`, /^(HTTP\/1\.1 400 |$)/],
    ] as const) {
      const answer = await dial(sent);
      assert.match(answer, statuses, what);
      assert.doesNotMatch(answer, /<html|lago_data/, what);
    }
  });

  it("who hangs up in the middle of a form, a page or a file does not end the program", async () => {
    const head = `Host: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
    const file = "q=SELECT+*+FROM+range(90000)&format=csv";
    for (const sent of [`POST ${path}sql HTTP/1.1\r\n${head}Content-Length: 50\r\n\r\nq=`, `GET ${path}checks HTTP/1.1\r\n${head}\r\n`, `POST ${path}sql HTTP/1.1\r\n${head}Content-Length: ${file.length}\r\n\r\n${file}`]) {
      const socket = connect(port, "127.0.0.1", () => socket.write(sent, () => setTimeout(() => socket.resetAndDestroy(), 20)));
      await once(socket.on("error", () => {}), "close");
      assert.equal((await send({ path: "schema" })).status, 200);
    }
    // The file of the last one has been made by then, and nobody takes it.
    assert.equal((await send({ path: "sql", method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" }, body: "q=SELECT+1" })).status, 200);
  });

  it("a web socket is not opened", async () => {
    const answer = await dial(`GET ${path}loads HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`);
    assert.doesNotMatch(answer, /^HTTP\/1\.1 101 /);
  });

  /** What comes back of bytes that are sent as they are, until `end` or the end of the connection. */
  function dial(bytes: string, end = /\r\n\r\n/): Promise<string> {
    return new Promise((resolve) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
      socket.setEncoding("utf8").on("data", (text: string) => {
        answer += text;
        if (end.test(answer)) socket.destroy();
      });
      socket.on("error", () => {}).on("close", () => resolve(answer));
    });
  }

  /** With headers that no browser's fetch would let one set. */
  function send(asked: { readonly path?: string; readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string }) {
    const at = asked.path === undefined ? path : asked.path.startsWith("/") ? asked.path : path + asked.path;
    return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path: at, method: asked.method ?? "GET", headers: { host: `127.0.0.1:${port}`, ...asked.headers } }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (text: string) => (body += text)).on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body }));
      });
      sent.on("error", reject).end(asked.body);
    });
  }
});
