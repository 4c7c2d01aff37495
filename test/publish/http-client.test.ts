import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { after, afterEach, before, describe, it } from "node:test";
import { createGzip } from "node:zlib";
import { openAwsCredentials } from "../../runtime/publish/aws-credentials.ts";
import { makeHttpClient, type Patience, RequestError } from "../../runtime/publish/http-client.ts";
import { openObjectStore } from "../../runtime/publish/open-store.ts";
import { uploadBytes } from "../../runtime/publish/upload.ts";
import { registerSecret } from "../../runtime/secrets.ts";
import { putEnvironment } from "./environment.ts";
import { startS3 } from "./fake-s3.ts";

const SECRET = "a-secret-that-nobody-may-see";
registerSecret(SECRET);
const QUICK: Partial<Patience> = { attempts: 3, firstWait: 1, idle: 200, timeout: 2000, mostBytes: 2 ** 20 };

describe("HTTP of a publish", () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse, count: number) => void;
  let count = 0;
  let restore = () => {};
  before(async () => {
    server = createServer((request, response) => answer(request, response, ++count));
    await once(server.listen(0, "127.0.0.1"), "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    count = 0;
    restore();
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const client = (patience: Partial<Patience> = {}) => makeHttpClient({ name: "Service", explain: ({ body }) => String(body), patience: { ...QUICK, ...patience } });
  const failure = (work: Promise<unknown>) => work.then(() => assert.fail("it was answered"), (error: RequestError) => (assert.ok(error instanceof RequestError, String(error)), error));

  it("a request fails if the server does not answer, stops within its response, or stops reading the body", async () => {
    answer = () => {};
    // Long enough for a busy machine to have taken each request.
    assert.match((await failure(client({ idle: 1000 }).send({ method: "GET", url }))).message, /^Service: GET \/ failed: the answer stalled for 1 s\. Check the network and the address/);
    assert.equal(count, 3);
    answer = (_, response) => void response.writeHead(200, { "content-length": "100" }).write("half");
    assert.match((await failure(client().send({ method: "GET", url }))).message, /stalled/);
    answer = (request) => void request.pause();
    assert.match((await failure(client({ attempts: 1 }).send({ method: "PUT", url, body: Buffer.alloc(32 * 2 ** 20) }))).message, /stalled/);
    // Each byte comes in time, and there is no end.
    answer = (_, response) => {
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip)).writeHead(200);
    };
    assert.match((await failure(client({ attempts: 1, timeout: 500 }).send({ method: "GET", url }))).message, /no complete answer in 0\.5 s/);
  });

  it("a slow upload that makes progress does not time out", async () => {
    let size = 0;
    answer = async (request, response) => {
      for await (const piece of request) {
        if (Math.floor(size / 2 ** 20) < Math.floor((size += (piece as Buffer).length) / 2 ** 20)) await new Promise((resolve) => setTimeout(resolve, 40));
      }
      response.end("{}");
    };
    await client({ attempts: 1, idle: 1000, timeout: 60_000 }).send({ method: "PUT", url, body: Buffer.alloc(48 * 2 ** 20) });
    assert.equal(size, 48 * 2 ** 20);
  });

  it("a refusal that comes before all was sent is heard, and ends the upload", async () => {
    let open: Readable | undefined;
    answer = (request, response) => {
      request.pause();
      response.writeHead(403).end("not you");
    };
    const { message, status } = await failure(client().send({ method: "PUT", url, body: { bytes: 2 ** 30, open: () => (open = Readable.from((function* () { for (;;) yield Buffer.alloc(65_536); })())) } }));
    assert.deepEqual([message, status, count], ["Service: PUT / was answered 403. not you", 403, 1]);
    assert.ok(open!.destroyed || (await once(open!, "close")));
  });

  it("an answer without end is not held in memory, packed or not, and not asked for again", async () => {
    for (const packed of [false, true]) {
      count = 0;
      answer = (_, response) => {
        const endless = Readable.from((function* () { for (let piece = 0; piece < 4096; piece++) yield Buffer.alloc(65_536); })());
        response.writeHead(200, packed ? { "content-encoding": "gzip" } : {});
        (packed ? endless.pipe(createGzip()) : endless).pipe(response);
      };
      assert.match((await failure(client({ idle: 5000, timeout: 30_000 }).send({ method: "GET", url }))).message, /failed: the answer has more than 1 MB/);
      assert.equal(count, 1);
    }
  });

  it("a temporary refusal is retried after the time that the server names; a permanent one fails at once", async () => {
    const times: number[] = [];
    answer = (_, response, attempt) => {
      times.push(performance.now());
      if (attempt === 1) return void response.writeHead(429, { "retry-after": "1" }).end();
      response.end('{"right": true}');
    };
    assert.deepEqual(await client().ask({ method: "GET", url }), { right: true });
    assert.ok(times[1]! - times[0]! > 950, String(times));
    for (const [status, attempts] of [[503, 3], [500, 3], [408, 3], [400, 1], [404, 1], [307, 1]] as const) {
      count = 0;
      answer = (_, response) => void response.writeHead(status, { location: "http://127.0.0.1:1/" }).end();
      assert.equal((await failure(client().send({ method: "POST", url, body: { sent: SECRET } }))).status, status);
      assert.equal(count, attempts, String(status));
    }
  });

  it("no error holds a secret, the body of the request or the query of its address", async () => {
    answer = (request, response) => void response.writeHead(400).end(`you sent ${request.headers.authorization} and ${encodeURIComponent(SECRET)}\r\n\u001b[31m${"x".repeat(5000)}`);
    const { message } = await failure(client().send({ method: "GET", url: `${url}/path?sig=abcdef`, headers: { authorization: SECRET } }));
    assert.ok(!message.includes(SECRET) && !message.includes("abcdef") && !message.includes("\u001b") && message.length < 600, message);
    answer = (_, response) => void response.end(`<html>${SECRET}</html>`);
    const page = await failure(client().ask({ method: "GET", url: `${url}/?token=${SECRET}` }));
    assert.match(page.message, /was answered 200, but not with JSON/);
    assert.ok(!page.message.includes("html"));
    await assert.rejects(client().send({ method: "GET", url: `localhost:9000/${SECRET}` }), (error: Error) => /must begin with https:\/\//.test(error.message) && !error.message.includes(SECRET));
  });

  it("stores go through the proxy that the environment names; services of the machine never do", async () => {
    const s3 = await startS3();
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
      request.pipe(forward(`${s3.url}${new URL(request.url!).pathname}`, { method: request.method!, headers: request.headers }, (answered) => answered.pipe(response.writeHead(answered.statusCode!))));
    });
    proxy.on("connect", (request, client: Socket) => {
      asked.push(`CONNECT ${request.url}`);
      const upstream = connect(Number(new URL(s3.url).port), "127.0.0.1", () => (client.write("HTTP/1.1 200 OK\r\n\r\n"), upstream.pipe(client).pipe(upstream)));
      for (const socket of [client, upstream]) socket.on("error", () => client.destroy());
    });
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    const { port } = proxy.address() as AddressInfo;
    restore = putEnvironment({ HTTP_PROXY: `http://user:pass-of-proxy@127.0.0.1:${port}`, HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: undefined, no_proxy: undefined, http_proxy: undefined, https_proxy: undefined, AWS_ENDPOINT_URL_S3: "http://s3.test:9000", AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: undefined });
    try {
      const store = await openObjectStore("s3://lake/x");
      await store.put("a.parquet", uploadBytes(Buffer.from("rows")));
      assert.equal(String(await store.get("a.parquet")), "rows");
      const pair = Buffer.from("user:pass-of-proxy").toString("base64");
      assert.deepEqual(asked, [`PUT http://s3.test:9000/lake/x/a.parquet Basic ${pair}`, `GET http://s3.test:9000/lake/x/a.parquet Basic ${pair}`]);
      // What answers in the tunnel speaks no TLS; that it is asked is enough.
      process.env["AWS_ENDPOINT_URL_S3"] = "https://s3.test";
      await assert.rejects((await openObjectStore("s3://lake/x")).get("a.parquet"), /s3\.test does not speak TLS/);
      assert.deepEqual(asked.slice(2), ["CONNECT s3.test:443"]);
      answer = (request, response) => void response.end(request.url!.endsWith("/token") ? "t" : request.url!.endsWith("/") ? "role" : JSON.stringify({ AccessKeyId: "ASIA", SecretAccessKey: "secret-of-machine", Token: "t" }));
      const ofMachine = { AWS_EC2_METADATA_SERVICE_ENDPOINT: url, AWS_SHARED_CREDENTIALS_FILE: "/nowhere", AWS_CONFIG_FILE: "/nowhere" };
      assert.equal((await openAwsCredentials(ofMachine)()).keyId, "ASIA");
      assert.equal((await openAwsCredentials({ ...ofMachine, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/role` })()).keyId, "ASIA");
      assert.equal(asked.length, 3);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
      await s3.close();
    }
  });

  it("a machine's service that is busy is asked again; one that has no role is no error", async () => {
    answer = (request, response, attempt) => {
      if (attempt === 2) return void response.writeHead(503).end();
      response.end(request.url!.endsWith("/token") ? "t" : request.url!.endsWith("/") ? "role" : JSON.stringify({ AccessKeyId: "ASIA7", SecretAccessKey: "secret-of-machine", Token: "t" }));
    };
    const ofMachine = { AWS_EC2_METADATA_SERVICE_ENDPOINT: url, AWS_SHARED_CREDENTIALS_FILE: "/nowhere", AWS_CONFIG_FILE: "/nowhere" };
    assert.equal((await openAwsCredentials(ofMachine)()).keyId, "ASIA7");
    answer = (request, response) => void response.writeHead(request.url!.endsWith("/token") ? 200 : 404).end("t");
    await assert.rejects(openAwsCredentials(ofMachine)(), /There are no credentials for S3/);
  });
});
