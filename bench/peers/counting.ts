import { createServer as createHttpServer, request as sendOn } from "node:http";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { splitMessages } from "../../test/warehouses/redshift-server.ts";

/** Stands before a server and counts what it is asked. */
export interface Counting {
  readonly port: number;
  /** How often since it was last asked. */
  take(): number;
  close(): void;
}

/** Counts HTTP requests. A made-up account gets its token here, which is not counted. */
export async function countRequests(target: URL): Promise<Counting> {
  let count = 0;
  const server = createHttpServer((request, response) => {
    if (request.url === "/token") return void request.resume().on("end", () => response.setHeader("content-type", "application/json").end('{"access_token":"bench","token_type":"Bearer","expires_in":3600}'));
    count += 1;
    const onward = sendOn({ host: target.hostname, port: target.port, method: request.method, path: request.url, headers: request.headers }, (answer) => answer.pipe(response.writeHead(answer.statusCode!, answer.headers)));
    request.pipe(onward.on("error", () => response.destroy()));
  });
  return counting(server, await listen(server), { take: () => count, reset: () => (count = 0) });
}

/** Counts statements to Postgres that stands in for Redshift, and writes for it what only Redshift knows: `varchar(max)` is its longest text. */
export async function countStatements(target: number): Promise<Counting> {
  let count = 0;
  const server = createServer((client: Socket) => {
    const upstream = connect(target, "127.0.0.1");
    for (const socket of [client, upstream]) socket.on("error", () => {}).on("close", () => (client.destroy(), upstream.destroy()));
    let isFirst = true;
    client.on("data", splitMessages(true, (message) => {
      const isQuery = !isFirst && message[0] === QUERY;
      if (isQuery || (!isFirst && message[0] === EXECUTE)) count += 1;
      isFirst = false;
      upstream.write(isQuery ? rewrite(message) : message);
    }));
    upstream.pipe(client);
  });
  return counting(server, await listen(server), { take: () => count, reset: () => (count = 0) });
}

/** Codes of messages: a statement as text, and the execution of a prepared one. */
const [QUERY, EXECUTE] = [0x51, 0x45];

function rewrite(message: Buffer): Buffer {
  const text = Buffer.from(String(message.subarray(5)).replaceAll("varchar(max)", "varchar(65535)"));
  const head = Buffer.alloc(5);
  head[0] = QUERY;
  head.writeUInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function counting(server: Server, port: number, { take, reset }: { readonly take: () => number; readonly reset: () => unknown }): Counting {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket.once("close", () => sockets.delete(socket))));
  return {
    port,
    take() {
      const taken = take();
      reset();
      return taken;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
