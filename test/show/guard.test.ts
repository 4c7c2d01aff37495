import assert from "node:assert/strict";
import { request } from "node:http";
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
