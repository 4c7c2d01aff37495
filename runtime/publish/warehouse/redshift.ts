import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { quoteName } from "../../destinations/identifiers.ts";
import { quoted, type Sql, sql } from "../../destinations/sql.ts";
import { takeTurns } from "../../destinations/turns.ts";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { openObjectStore } from "../open-store.ts";
import { uploadFile } from "../upload.ts";
import { copyObject, redshiftDialect } from "./dialects/redshift.ts";
import { findLogin } from "./redshift-password.ts";
import { addAdvice, type Advice, CHECK_COLUMNS } from "./refusals.ts";
import { runWith, transactWith } from "./session.ts";
import type { Warehouse } from "./warehouse.ts";
import { writeParameters } from "./write-parameters.ts";

/** Opens `redshift://user@host:port/database/schema?bucket=NAME&prefix=PATH&role=ARN`: files go to the bucket, from which COPY reads them. */
export async function openRedshift(address: string): Promise<Warehouse> {
  const { connection, schema, bucket, prefix, role, place } = parseAddress(address);
  // Schemas may share a bucket: each clears away only what was staged for it.
  const folder = [...(prefix === "" ? [] : [prefix]), "lago_loader_stage", ...place.split("://")[1]!.split(/[/:]/)].join("/");
  const objects = await openObjectStore(`s3://${bucket}/${folder}`);
  const dialect = redshiftDialect(schema);
  const run = randomBytes(6).toString("hex");
  // A session runs one statement at a time: a transaction includes whatever runs beside it.
  const inTurn = takeTurns();
  let connected: Promise<Client> | undefined;

  async function query(statement: Sql): Promise<(string | null)[][]> {
    const client = await (connected ??= connect(connection, place));
    const { text, values } = writeParameters(statement, (index) => `$${index + 1}`);
    try {
      const { rows } = await inTurn(() => client.query({ text, rowMode: "array", ...(values.length > 0 && { values: [...values] }), types: { getTypeParser: () => (value: string) => value } }));
      return rows as (string | null)[][];
    } catch (error) {
      throw new DestinationError(`${place}: ${addAdvice((error as Error).message, ADVICE)}`);
    }
  }

  return {
    name: place,
    dialect,
    check: async () => objects.check?.(),
    ask: query,
    run: runWith(query),
    transact: transactWith(query),
    async listTables() {
      // Redshift writes names in lower case, quoted or not, unless it is set otherwise.
      const find = sql`SELECT table_name FROM information_schema.tables WHERE lower(table_schema) = ${schema.toLowerCase()}`;
      const rows = await query(find);
      if (rows.length === 0) await query(sql`CREATE SCHEMA IF NOT EXISTS ${quoted(schema, quoteName)}`);
      return new Set(rows.map(([table]) => table!.toLowerCase()));
    },
    async stage(table, file) {
      const key = `${run}_${table.name}.parquet`;
      await objects.put(key, await uploadFile(file));
      const staged = quoted(`_stage_${table.name}`, quoteName);
      for (const statement of copyObject(staged, table, { object: `s3://${bucket}/${folder}/${key}`, role })) await query(statement);
      return staged;
    },
    async clear() {
      for (const key of await objects.list()) await objects.remove(key);
    },
    async close() {
      const client = await connected?.catch(() => undefined);
      connected = undefined;
      await client?.end();
    },
  };
}

interface RedshiftAddress {
  readonly connection: { readonly host: string; readonly port: number; readonly database: string; readonly user: string | undefined; readonly ssl: boolean };
  readonly schema: string;
  readonly bucket: string;
  readonly prefix: string;
  /** Undefined: the cluster's default role. */
  readonly role: string | undefined;
  /** For people, without secrets. */
  readonly place: string;
}

/** Bucket, prefix and role are checked, since COPY takes no parameters. */
function parseAddress(address: string): RedshiftAddress {
  const [, user, host = "", port = "5439", database = "", schema = "", query = ""] = /^redshift:\/\/(?:([\w.@+-]+)@)?([\w.-]+)(?::(\d+))?\/([\w-]+)\/([\w-]+)\/?\?(.*)$/i.exec(address) ?? [];
  const flags = new URLSearchParams(query);
  const [bucket, prefix, role] = [flags.get("bucket") ?? "", (flags.get("prefix") ?? "").replace(/^\/+|\/+$/g, ""), flags.get("role") ?? undefined];
  const isRight = host !== "" && Number(port) < 65536 && /^[a-z0-9][a-z0-9.-]+$/.test(bucket) && /^[\w./=-]*$/.test(prefix) && (role === undefined || /^arn:[\w:/+=,.@-]+$/.test(role));
  if (!isRight) throw new ConfigurationError("An address of Redshift is written redshift://user@host:5439/database/schema?bucket=NAME&prefix=PATH&role=ARN. The password comes from PGPASSWORD or IAM, the keys for the bucket from AWS_… variables.");
  return { connection: { host, port: Number(port), database, user, ssl: flags.get("sslmode") !== "disable" }, schema, bucket, prefix, role, place: `redshift://${host}${port === "5439" ? "" : `:${port}`}/${database}/${schema}` };
}

async function connect({ ssl, ...cluster }: RedshiftAddress["connection"], place: string): Promise<Client> {
  const [{ default: pg }, login] = await Promise.all([import("pg"), findLogin(cluster)]);
  const client = new pg.Client({ ...cluster, ...login, ssl: ssl ? { rejectUnauthorized: true } : false, application_name: "lago-loader", connectionTimeoutMillis: 30_000, keepAlive: true, keepAliveInitialDelayMillis: 60_000 });
  // A connection that breaks fails its next statement.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SET timezone TO 'UTC'");
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw new DestinationError(`${place} cannot be reached: ${addAdvice((error as Error).message, CANNOT_CONNECT)}`);
  }
}

const CANNOT_CONNECT: Advice = [
  [/password|authentication/i, "Check the user in the address, and REDSHIFT_PASSWORD or PGPASSWORD."],
  [/database .* does not exist/i, "Check the database in the address."],
  [/SSL|TLS|certificate/i, "Name Amazon's certificates with NODE_EXTRA_CA_CERTS, or write sslmode=disable for a tunnel on this machine."],
  [/^/, "Check host and port, and that the cluster lets this machine in."],
];

const ADVICE: Advice = [
  [/different region|PermanentRedirect/i, "Use a bucket in the region of the cluster: COPY reads Parquet from no other."],
  [/^(relation|column|schema) .* does not exist|is of type .* but expression is of type|invalid input syntax/i, CHECK_COLUMNS],
  [/could not serialize|serializable isolation|deadlock|already exists|duplicate key|NoSuchKey|File not found/i, "Has somebody written at the same time? Publish again."],
  [/S3ServiceException|Spectrum Scan Error|AccessDenied|not authorized to (assume|get credentials)|IAM.role/i, "Let role=… (default: the cluster's) read the bucket: s3:GetObject and s3:ListBucket. It must be attached to the cluster."],
  [/permission denied/i, "Grant the user CREATE and TEMP on the database. Tables that another user has created must belong to this one."],
  [/terminat|ECONNRESET|EPIPE|timeout|connection/i, "Publish again."],
];
