import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const LOOK_MS = 200;

/**
 * Limits the memory of all pending requests together: above `most` bytes, the connections that have sent most are closed. A header may have
 * megabytes before its sender is known, so a limit per request does not limit many requests.
 */
export function limitIntake(server: Server, most: number): void {
  /** Bytes that a connection had sent when its last response was written: proxies reuse connections. */
  const settled = new Map<Socket, number>();
  server.on("connection", (socket: Socket) => {
    settled.set(socket, 0);
    socket.once("close", () => settled.delete(socket));
  });
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    response.once("finish", () => settled.has(socket) && settled.set(socket, socket.bytesRead));
  });
  const timer = setInterval(() => cutOff(settled, most), LOOK_MS).unref();
  server.once("close", () => clearInterval(timer));
}

function cutOff(settled: ReadonlyMap<Socket, number>, most: number): void {
  const held = [...settled].map(([socket, before]) => ({ socket, bytes: socket.bytesRead - before })).sort((one, other) => other.bytes - one.bytes);
  let sum = held.reduce((total, { bytes }) => total + bytes, 0);
  for (const { socket, bytes } of held) {
    if (sum <= most) return;
    socket.destroy();
    sum -= bytes;
  }
}
