import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { showCompany } from "./shown-company.ts";

it("who sends slowly, or nothing, is hung up on within half a minute, and the page answers meanwhile", async () => {
  const show = await showCompany("duckdb", { names: ["taxes"] });
  const { port, pathname, host, origin } = new URL(show.url);
  const open: Socket[] = [];
  let closed = 0;
  const dial = (first: string, drip?: string) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(first));
    const dripping = drip === undefined ? undefined : setInterval(() => socket.write(drip), 1000);
    socket.on("error", () => {}).on("close", () => {
      clearInterval(dripping);
      closed++;
    }).resume();
    open.push(socket);
  };
  const started = performance.now();
  for (let nth = 0; nth < 200; nth++) dial("");
  for (let nth = 0; nth < 50; nth++) {
    dial(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n`, "X-More: x\r\n");
    dial(`POST ${pathname}sql HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000\r\n\r\nq=`, "x");
    dial(`POST ${pathname}sql HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`, "1\r\nx\r\n");
  }
  while (closed < open.length && performance.now() - started < 40_000) {
    const asked = performance.now();
    const response = await fetch(`${show.url}schema/taxes`);
    assert.equal(response.status, 200);
    await response.text();
    assert.ok(performance.now() - asked < 5000);
    await sleep(500);
  }
  assert.deepEqual([closed, open.length], [350, 350]);
  await show.close();
});
