import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseListen } from "../../../runtime/cli/settings/listen-address.ts";
import { listen } from "../../../runtime/cli/schedule/listen.ts";
import { ConfigurationError } from "../../../runtime/errors.ts";

const PAGES = { "/healthz": () => ({ status: 503, type: "application/json", body: "{}\n" }) };

describe("--listen", () => {
  it("is of this machine only, unless told otherwise", () => {
    assert.deepEqual(parseListen("9464"), { host: "127.0.0.1", port: 9464 });
    assert.deepEqual(parseListen("0.0.0.0:9464"), { host: "0.0.0.0", port: 9464 });
    assert.deepEqual(parseListen("[::1]:9464"), { host: "::1", port: 9464 });
    assert.deepEqual(parseListen("localhost:0"), { host: "localhost", port: 0 });
    for (const text of ["", ":9464", "host", "65536", "::1:9464", "http://localhost:9464", "-1"]) assert.throws(() => parseListen(text), /Give a port/, text);
  });

  it("answers what there is, to who reads", async () => {
    const { url, close } = await listen({ host: "127.0.0.1", port: 0 }, PAGES);
    try {
      const ask = async (path: string, method = "GET") => {
        const answer = await fetch(url + path, { method });
        return [answer.status, answer.headers.get("content-type"), await answer.text(), answer.headers.get("allow")];
      };
      assert.deepEqual(await ask("/healthz?from=a-probe"), [503, "application/json", "{}\n", null]);
      assert.deepEqual(await ask("/healthz", "HEAD"), [503, "application/json", "", null]);
      assert.deepEqual((await ask("/healthz", "POST")).toSpliced(1, 2), [405, "GET, HEAD"]);
      assert.deepEqual((await ask("/"))[0], 404);
      assert.deepEqual((await ask("/constructor"))[0], 404);
    } finally {
      await close();
    }
    await assert.rejects(fetch(`${url}/healthz`));
  });

  it("says what to do where it cannot", async () => {
    const { url, close } = await listen({ host: "127.0.0.1", port: 0 }, PAGES);
    const refused = listen({ host: "127.0.0.1", port: Number(new URL(url).port) }, PAGES);
    await assert.rejects(refused, (error) => error instanceof ConfigurationError && /another program listens there\. Name another port\.$/.test(error.message));
    await close();
  });
});
