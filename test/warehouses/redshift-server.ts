import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";
import { startPostgres } from "../postgres.ts";
import { startS3 } from "../publish/fake-s3.ts";

/** What stands in for Redshift: a Postgres that knows SUPER and JSON_PARSE, before which a proxy answers COPY from S3 with what the fake S3 has. */
export interface RedshiftStandIn {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly s3: string;
  /** The text of every COPY. */
  readonly copies: string[];
  stop(): Promise<void>;
}

export async function startRedshift(): Promise<RedshiftStandIn> {
  const [postgres, s3] = await Promise.all([startPostgres(), startS3()]);
  const backend = new URL(postgres.url);
  const admin = new pg.Client(postgres.url);
  await admin.connect();
  await admin.query("CREATE DOMAIN super AS jsonb; CREATE FUNCTION json_parse(v varchar) RETURNS super LANGUAGE sql IMMUTABLE AS 'SELECT v::jsonb'");
  await admin.end();
  const copies: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "lago-loader-redshift-"));
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(backend.port), backend.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => (client.destroy(), upstream.destroy()));
    }
    let rows: Buffer | undefined;
    let working = Promise.resolve();
    const fromClient = splitMessages(true, (message) => {
      working = working.then(async () => {
        const [, table, key] = (message[0] === CODE.query && /^COPY (\S+) FROM 's3:\/\/lake\/(\S+)' IAM_ROLE (?:default|'\S+') FORMAT AS PARQUET\0$/.exec(String(message.subarray(5)))) || [];
        if (table === undefined) return void upstream.write(message);
        copies.push(String(message.subarray(5, -1)));
        rows = await toCsv(s3.objects.get(key!)!, folder);
        upstream.write(encode(CODE.query, `COPY ${table} FROM STDIN (FORMAT csv, NULL '\\N')\0`));
      });
    });
    const fromServer = splitMessages(false, (message) => {
      if (message[0] !== CODE.copyIn) return void client.write(message);
      upstream.write(Buffer.concat([encode(CODE.copyData, rows!), encode(CODE.copyDone, "")]));
    });
    client.on("data", fromClient);
    upstream.on("data", fromServer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    user: decodeURIComponent(backend.username),
    password: decodeURIComponent(backend.password),
    s3: s3.url,
    copies,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      rmSync(folder, { recursive: true });
      await Promise.all([s3.close(), postgres.stop()]);
    },
  };
}

const CODE = { query: 0x51, copyIn: 0x47, copyData: 0x64, copyDone: 0x63 };

function encode(code: number, body: string | Buffer): Buffer {
  const content = Buffer.from(body as string);
  const head = Buffer.alloc(5);
  head[0] = code;
  head.writeUInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

/** The first message of a client has no code. */
export function splitMessages(begins: boolean, onMessage: (message: Buffer) => void): (piece: Buffer) => void {
  let waiting = Buffer.alloc(0);
  let isFirst = begins;
  return (piece) => {
    waiting = Buffer.concat([waiting, piece]);
    for (;;) {
      const head = isFirst ? 0 : 1;
      if (waiting.length < head + 4) return;
      const length = head + waiting.readUInt32BE(head);
      if (waiting.length < length) return;
      onMessage(waiting.subarray(0, length));
      waiting = waiting.subarray(length);
      isFirst = false;
    }
  };
}

async function toCsv(parquet: Buffer, folder: string): Promise<Buffer> {
  const [from, to] = [join(folder, "in.parquet"), join(folder, "out.csv")];
  writeFileSync(from, parquet);
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run(`COPY (FROM read_parquet('${from}')) TO '${to}' (FORMAT csv, HEADER false, QUOTE '"', FORCE_QUOTE *, NULLSTR '\\N')`).finally(() => (connection.closeSync(), instance.closeSync()));
  return readFileSync(to);
}
