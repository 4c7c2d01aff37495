import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { limitIntake } from "../../runtime/live/limit-intake.ts";

it("what unanswered requests hold together is bounded: those that have sent most are cut off, and others are answered", async (t) => {
  const server = createServer({ maxHeaderSize: 4 << 20 }, (_, response) => response.end("ok")).listen(0, "127.0.0.1");
  limitIntake(server, 3 << 20);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  const begin = (bytes: number) => {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    sockets.push(socket);
    socket.write(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${"x".repeat(bytes)}`);
    return socket;
  };
  // A connection that is used again counts what it sends now, not what was answered.
  const proxy = connect(port, "127.0.0.1");
  sockets.push(proxy);
  for (let request = 0; request < 3; request++) {
    proxy.write(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${"x".repeat(1.5 * 2 ** 20)}\r\n\r\n`);
    await once(proxy, "data");
  }
  const [small, large, larger] = [begin(1 << 10), begin(1 << 20), begin(2.5 * 2 ** 20)];
  while (!larger!.destroyed) await sleep(20);
  assert.deepEqual([small!.destroyed, large!.destroyed, proxy.destroyed], [false, false, false]);
  for (const socket of [small!, large!]) {
    socket.write("\r\n\r\n");
    assert.match(String((await once(socket, "data"))[0]), /^HTTP\/1.1 200 /);
  }
});
