import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { isLoopback } from "../../transport/base-url.ts";
import { type HttpAnswer, makeHttpClient, pause, shorten } from "../http-client.ts";
import { warehouseType } from "./column-types.ts";
import { makeDatabricksToken } from "./databricks-token.ts";
import { listNames, matchRoots, nameTable, readColumns, replaceAll } from "./sentences.ts";
import { runWith } from "./session.ts";
import type { MergeSources, Warehouse, WarehouseDialect, WarehouseTable } from "./warehouse.ts";
import { writeParameters } from "./write-parameters.ts";

/** How Databricks' SQL is written, of which open-source Spark with Delta understands all but volumes and keys. */
export function databricksDialect(...place: readonly string[]): WarehouseDialect {
  const dialect: WarehouseDialect = {
    warehouse: "databricks",
    quote: (name) => `\`${name.replaceAll("`", "``")}\``,
    place,
    write: {},
    lossy: {},
    read: {},
    packing: "zstd",
    required: true,
    key: (columns) => sql`PRIMARY KEY (${columns})`,
    layout: (table) => clusterBy(dialect, table),
    addColumn: (table, column) => sql`ALTER TABLE ${table} ADD COLUMNS (${column})`,
    rebuild: (table, source, { kept }) => {
      const values = table.columns.map(({ name, type }, index) => sql`CAST(${readColumns(dialect, table)[index]!} AS ${warehouseType(type, "databricks")}) AS ${quoted(name, dialect.quote)}`);
      const others = kept.map(({ name, type }) => sql`CAST(NULL AS ${warehouseType(type, "databricks")}) AS ${quoted(name, dialect.quote)}`);
      return [sql`CREATE OR REPLACE TABLE ${nameTable(dialect, table.name)}${clusterBy(dialect, table)}\nAS SELECT ${joinSql([...values, ...others])} FROM ${source} AS s`];
    },
    // One statement: Delta has no transaction around two.
    replaceRows: (table, rows) => (rows ? [sql`INSERT OVERWRITE ${nameTable(dialect, table.name)} (${listNames(table.columns.map(({ name }) => name), dialect.quote)}) SELECT ${joinSql(readColumns(dialect, table))} FROM ${rows} AS s`] : replaceAll(dialect, table, undefined)),
    merge: (table, sources) => [mergeAtOnce(dialect, table, sources)],
  };
  return dialect;
}

/** Delta keeps statistics of the first 32 columns, and clusters by no others. */
function clusterBy({ quote }: WarehouseDialect, { columns, cursor, key }: WarehouseTable): Sql {
  const known = new Set(columns.slice(0, 32).map(({ name }) => name));
  const by = [...(cursor ? [cursor.name] : []), ...key].filter((name) => known.has(name)).slice(0, 4);
  return by.length > 0 ? sql`\nCLUSTER BY (${listNames(by, quote)})` : sql``;
}

/**
 * One statement, so that no reader sees a table between: several tables in a transaction are a preview in Databricks. Delta's DELETE takes no
 * subquery either. Staged roots match what is to go, and only that; staged rows match nothing, and come.
 */
function mergeAtOnce(dialect: WarehouseDialect, table: WarehouseTable, { roots, rows }: MergeSources): Sql {
  const { quote } = dialect;
  const nothing = (columns: WarehouseTable["columns"]) => columns.map(({ type }) => sql`CAST(NULL AS ${warehouseType(type, "databricks")})`);
  const keys = table.match.map(({ own, root }, index) => ({ root, alias: quoted(`_match_${index}`, quote), column: table.columns.find(({ name }) => name === own)! }));
  const gone = sql`SELECT TRUE AS _gone, ${joinSql([...keys.map(({ root, alias }) => sql`${quoted(root, quote)} AS ${alias}`), ...table.columns.map(({ name, type }) => sql`CAST(NULL AS ${warehouseType(type, "databricks")}) AS ${quoted(name, quote)}`)])} FROM ${roots} AS r`;
  const come = rows ? sql`\nUNION ALL\nSELECT FALSE, ${joinSql([...nothing(keys.map(({ column }) => column)), ...readColumns(dialect, table)])} FROM ${rows} AS n` : sql``;
  const match = matchRoots(dialect, { ...table, match: table.match.map((one, index) => ({ ...one, root: `_match_${index}` })) }, sql`t`);
  const columns = listNames(table.columns.map(({ name }) => name), quote);
  const values = joinSql(table.columns.map(({ name }) => sql`s.${quoted(name, quote)}`));
  return sql`MERGE INTO ${nameTable(dialect, table.name)} AS t USING (${gone}${come}) AS s ON s._gone AND ${match} WHEN MATCHED THEN DELETE WHEN NOT MATCHED AND NOT s._gone THEN INSERT (${columns}) VALUES (${values})`;
}

/** Opens `databricks://host/catalog/schema?warehouse=id` by two REST APIs: statements of a SQL warehouse, and files of a volume, which is made. */
export function openDatabricks(address: string, { signal }: { readonly signal?: AbortSignal } = {}): Warehouse {
  const { host, catalog, schema, warehouse } = parseAddress(address);
  const name = `databricks://${host}/${catalog}/${schema}`;
  const base = `${isLoopback(new URL(`http://${host}`).hostname) ? "http" : "https"}://${host}`;
  const token = makeDatabricksToken(base);
  const http = makeHttpClient({ name, authorize: async (_, renew) => ({ authorization: `Bearer ${await token(renew)}` }), explain: explainRefusal, signal });
  const dialect = databricksDialect(catalog, schema);
  const volume = `/Volumes/${catalog}/${schema}/${VOLUME}`;
  const run = randomBytes(6).toString("hex");
  let madeVolume: Promise<unknown> | undefined;

  async function query(statement: Sql): Promise<readonly (readonly (string | null)[])[]> {
    const { text, values } = writeParameters(statement, (index) => `:p${index + 1}`);
    const parameters = values.map((value, index) => ({ name: `p${index + 1}`, value, type: "STRING" }));
    const body = { statement: text, warehouse_id: warehouse, parameters, wait_timeout: "30s", on_wait_timeout: "CONTINUE", format: "JSON_ARRAY", disposition: "INLINE" };
    let answer = await http.ask<StatementAnswer>({ method: "POST", url: `${base}/api/2.0/sql/statements`, body });
    for (let wait = 500; PENDING.has(answer.status.state); wait = Math.min(wait * 2, 5000)) {
      await pause(wait, signal);
      answer = await http.ask<StatementAnswer>({ method: "GET", url: `${base}/api/2.0/sql/statements/${answer.statement_id}` });
    }
    if (answer.status.state !== "SUCCEEDED") throw new DestinationError(`${name}: a statement ended as ${answer.status.state}. ${shorten(answer.status.error?.message)}`.trim());
    const rows = [...(answer.result?.data_array ?? [])];
    for (let next = answer.result?.next_chunk_internal_link; next; ) {
      const chunk: Chunk = await http.ask<Chunk>({ method: "GET", url: `${base}${next}` });
      rows.push(...(chunk.data_array ?? []));
      next = chunk.next_chunk_internal_link;
    }
    return rows;
  }

  const place = joinSql([quoted(catalog, dialect.quote), quoted(schema, dialect.quote)], ".");
  return {
    name,
    dialect,
    ask: query,
    run: runWith(query),
    transact: runWith(query),
    async listTables() {
      const show = sql`SHOW TABLES IN ${place}`;
      const rows = await query(show).catch(async () => {
        await query(sql`CREATE SCHEMA IF NOT EXISTS ${place}`);
        return query(show);
      });
      return new Set(rows.map(([, table]) => table!.toLowerCase()));
    },
    async stage({ name: table }, file) {
      await (madeVolume ??= query(sql`CREATE VOLUME IF NOT EXISTS ${place}.${quoted(VOLUME, dialect.quote)}`));
      const path = `${volume}/${run}_${table}.parquet`;
      const { size: bytes } = await stat(file);
      await http.send({ method: "PUT", url: `${base}/api/2.0/fs/files${path}?overwrite=true`, headers: { "content-type": "application/octet-stream" }, body: { bytes, open: () => createReadStream(file) } });
      return sql`parquet.${quoted(path, dialect.quote)}`;
    },
    async clear() {
      const { contents = [] } = (await http.find<{ readonly contents?: readonly { readonly path: string; readonly is_directory?: boolean }[] }>({ method: "GET", url: `${base}/api/2.0/fs/directories${volume}/` })) ?? {};
      for (const { path } of contents.filter(({ path, is_directory: isFolder }) => !isFolder && path.endsWith(".parquet"))) await http.send({ method: "DELETE", url: `${base}/api/2.0/fs/files${path}`, expected: [404] });
    },
    close: async () => {},
  };
}

const VOLUME = "lago_loader";
const PENDING: ReadonlySet<string> = new Set(["PENDING", "RUNNING"]);

interface StatementAnswer {
  readonly statement_id: string;
  readonly status: { readonly state: string; readonly error?: { readonly message?: string } };
  readonly result?: Chunk;
}

interface Chunk {
  readonly data_array?: readonly (readonly (string | null)[])[];
  readonly next_chunk_internal_link?: string;
}

function parseAddress(address: string): { readonly host: string; readonly catalog: string; readonly schema: string; readonly warehouse: string } {
  const [, host = "", catalog = "", schema = "", query = ""] = /^databricks:\/\/([\w.:-]+)\/(\w+)\/(\w+)\/?\?(.*)$/i.exec(address) ?? [];
  const warehouse = new URLSearchParams(query).get("warehouse") ?? "";
  if (host === "" || !/^\w+$/.test(warehouse)) throw new ConfigurationError("An address of Databricks is written databricks://host/catalog/schema?warehouse=id. Credentials come from DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET.");
  return { host, catalog, schema, warehouse };
}

function explainRefusal({ status, body }: HttpAnswer): string {
  const { error_code: code = "", message = "" } = readObject(String(body));
  const hint = status === 403 ? "Grant the account CAN USE on the warehouse, USE CATALOG, USE SCHEMA, CREATE TABLE and CREATE VOLUME." : "";
  return `${code} ${message} ${hint}`.trim();
}

function readObject(text: string): { readonly error_code?: string; readonly message?: string } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
