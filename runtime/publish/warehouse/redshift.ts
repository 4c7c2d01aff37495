import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { quoteText } from "../../destinations/duckdb/literals.ts";
import { quoteName } from "../../destinations/identifiers.ts";
import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { registerSecret } from "../../secrets.ts";
import { openObjectStore } from "../open-store.ts";
import { shorten } from "../http-client.ts";
import { uploadFile } from "../upload.ts";
import { warehouseType } from "./column-types.ts";
import { AS_STRING, isWideJson, writeJson } from "./json-text.ts";
import { addColumn, deleteAndInsert, nameTable, replaceAll } from "./sentences.ts";
import { runWith, transactWith } from "./session.ts";
import type { Warehouse, WarehouseDialect, WarehouseTable } from "./warehouse.ts";
import { writeParameters } from "./write-parameters.ts";

/** A VARCHAR of Redshift has so many bytes at most, within a SUPER too. */
const MOST_BYTES = "65535";

/**
 * How Redshift's SQL is written: of what it has in common with Postgres, so that it can be tried on one. Distribution and sort keys are left
 * to Redshift, whose default is AUTO.
 */
export function redshiftDialect(...place: readonly string[]): WarehouseDialect {
  const dialect: WarehouseDialect = {
    warehouse: "redshift",
    quote: quoteName,
    place,
    // COPY takes Parquet's own types only where they are the column's: times and JSON go as text, and are cast.
    write: { text: writeText, timestamp: (value) => sql`strftime(${value}, ${"%Y-%m-%d %H:%M:%S.%f+00"})`, json: (value) => sql`CASE WHEN strlen(${writeJson(value)}) <= ${MOST_BYTES}::BIGINT THEN ${writeJson(value)} END` },
    lossy: {
      text: { when: (value) => sql`(strlen(${value}) > ${MOST_BYTES}::BIGINT OR contains(${value}, chr(0)))`, what: "cut to 65,535 bytes, or U+0000 as U+2400" },
      json: { when: (value) => sql`(${isWideJson(value)} OR strlen(${value}::VARCHAR) > ${MOST_BYTES}::BIGINT)`, what: `null: more than 65,535 bytes; or ${AS_STRING}` },
    },
    // What Redshift reads for sure.
    packing: "snappy",
    required: true,
    read: { timestamp: (value) => sql`CAST(${value} AS TIMESTAMPTZ)`, json: (value) => sql`JSON_PARSE(${value})` },
    key: (columns) => sql`PRIMARY KEY (${columns})`,
    layout: () => sql``,
    addColumn: (table, column) => sql`ALTER TABLE ${table} ADD COLUMN ${column}`,
    rebuild: (table, source, { retyped }) => {
      const name = nameTable(dialect, table.name);
      const changes = retyped.flatMap((column) => [sql`ALTER TABLE ${name} DROP COLUMN ${quoted(column.name, quoteName)}`, addColumn(dialect, table.name, column)]);
      return [sql`BEGIN`, ...changes, ...replaceAll(dialect, table, source), sql`COMMIT`];
    },
    replaceRows: (table, rows) => replaceAll(dialect, table, rows),
    merge: (table, sources) => deleteAndInsert(dialect, table, sources),
  };
  return dialect;
}

/** The longest beginning that is whole characters. */
function writeText(value: Sql): Sql {
  const text = sql`replace(${value}, chr(0), chr(9216))`;
  const beginning = (bytes: number) => sql`TRY(decode(encode(${text})[1:${String(bytes)}::BIGINT]))`;
  return sql`CASE WHEN strlen(${text}) <= ${MOST_BYTES}::BIGINT THEN ${text} ELSE coalesce(${joinSql([0, 1, 2, 3].map((fewer) => beginning(Number(MOST_BYTES) - fewer)))}) END`;
}

/** Makes a temporary table of an object in S3. `role`: undefined for the cluster's default. COPY takes no parameters: both were checked. */
export function copyObject(staged: Sql, table: WarehouseTable, { object, role }: { readonly object: string; readonly role: string | undefined }): Sql[] {
  const columns = table.columns.map(({ name, type }) => sql`${quoted(name, quoteName)} ${STAGED_AS[type] ?? warehouseType(type, "redshift")}`);
  return [
    sql`DROP TABLE IF EXISTS ${staged}`,
    sql`CREATE TEMP TABLE ${staged} (${joinSql(columns)})`,
    sql`COPY ${staged} FROM ${quoted(object, quoteText)} IAM_ROLE ${role === undefined ? sql`default` : quoted(role, quoteText)} FORMAT AS PARQUET`,
  ];
}

/** Opens `redshift://user@host:port/database/schema?bucket=NAME&prefix=PATH&role=ARN`: files go to the bucket, from which COPY reads them. */
export function openRedshift(address: string): Warehouse {
  const { connection, schema, bucket, prefix, role, place } = parseAddress(address);
  const store = openObjectStore(`s3://${bucket}/${prefix}`);
  const dialect = redshiftDialect(schema);
  const run = randomBytes(6).toString("hex");
  let connected: Promise<Client> | undefined;

  async function query(statement: Sql): Promise<(string | null)[][]> {
    const client = await (connected ??= connect(connection, place));
    const { text, values } = writeParameters(statement, (index) => `$${index + 1}`);
    try {
      const { rows } = await client.query({ text, rowMode: "array", ...(values.length > 0 && { values: [...values] }), types: { getTypeParser: () => (value: string) => value } });
      return rows as (string | null)[][];
    } catch (error) {
      throw new DestinationError(`${place}: ${shorten((error as Error).message)}`);
    }
  }

  return {
    name: place,
    dialect,
    ask: query,
    run: runWith(query),
    transact: transactWith(query),
    async listTables() {
      const find = sql`SELECT table_name FROM information_schema.tables WHERE table_schema = ${schema}`;
      const rows = await query(find);
      if (rows.length === 0) await query(sql`CREATE SCHEMA IF NOT EXISTS ${quoted(schema, quoteName)}`);
      return new Set(rows.map(([table]) => table!.toLowerCase()));
    },
    async stage(table, file) {
      const key = `${STAGED}${run}_${table.name}.parquet`;
      await (await store).put(key, await uploadFile(file));
      const staged = quoted(`_stage_${table.name}`, quoteName);
      for (const statement of copyObject(staged, table, { object: `s3://${bucket}/${prefix === "" ? "" : `${prefix}/`}${key}`, role })) await query(statement);
      return staged;
    },
    async clear() {
      const objects = await store;
      for (const key of (await objects.list()).filter((one) => one.startsWith(STAGED))) await objects.remove(key);
    },
    async close() {
      const client = await connected?.catch(() => undefined);
      connected = undefined;
      await client?.end();
    },
  };
}

const STAGED = "_lago_loader_stage_";
const STAGED_AS: Readonly<Partial<Record<WarehouseTable["columns"][number]["type"], Sql>>> = { timestamp: sql`VARCHAR(40)`, json: sql`VARCHAR(65535)` };

interface RedshiftAddress {
  readonly connection: { readonly host: string; readonly port: number; readonly database: string; readonly user: string | undefined; readonly password: string | undefined; readonly ssl: boolean };
  readonly schema: string;
  readonly bucket: string;
  readonly prefix: string;
  /** Undefined: the cluster's default role. */
  readonly role: string | undefined;
  /** For people, without secrets. */
  readonly place: string;
}

/** What goes into COPY is checked, since that takes no parameters. */
function parseAddress(address: string): RedshiftAddress {
  const [, user, host = "", port = "5439", database = "", schema = "", query = ""] = /^redshift:\/\/(?:([\w.@+-]+)@)?([\w.-]+)(?::(\d+))?\/(\w+)\/(\w+)\/?\?(.*)$/i.exec(address) ?? [];
  const flags = new URLSearchParams(query);
  const [bucket, prefix, role] = [flags.get("bucket") ?? "", (flags.get("prefix") ?? "").replace(/^\/+|\/+$/g, ""), flags.get("role") ?? undefined];
  const isRight = host !== "" && /^[a-z0-9][a-z0-9.-]+$/.test(bucket) && /^[\w./=-]*$/.test(prefix) && (role === undefined || /^arn:[\w:/+=,.@-]+$/.test(role));
  if (!isRight) throw new ConfigurationError("An address of Redshift is written redshift://user@host:5439/database/schema?bucket=NAME&prefix=PATH&role=ARN. The password comes from PGPASSWORD, the keys for the bucket from AWS_… variables.");
  const password = process.env["REDSHIFT_PASSWORD"] ?? process.env["PGPASSWORD"];
  if (password) registerSecret(password);
  const ssl = flags.get("sslmode") !== "disable";
  return { connection: { host, port: Number(port), database, user: user ?? process.env["PGUSER"], password, ssl }, schema, bucket, prefix, role, place: `redshift://${host}/${database}/${schema}` };
}

async function connect({ ssl, ...options }: RedshiftAddress["connection"], place: string): Promise<Client> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ ...options, ssl: ssl ? { rejectUnauthorized: true } : false, application_name: "lago-loader", connectionTimeoutMillis: 30_000, keepAlive: true });
  // A connection that breaks fails its next statement.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SET timezone TO 'UTC'");
    return client;
  } catch (error) {
    throw new DestinationError(`${place} cannot be reached: ${shorten((error as Error).message)}. Check host, user and PGPASSWORD.`);
  }
}
