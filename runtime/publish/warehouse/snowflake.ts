import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { quoteText } from "../../destinations/duckdb/literals.ts";
import { quoteName } from "../../destinations/identifiers.ts";
import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { takeTurns } from "../../destinations/turns.ts";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { shorten } from "../http-client.ts";
import { warehouseType } from "./column-types.ts";
import { AS_STRING, isWideJson, writeJson } from "./json-text.ts";
import { defineColumns, deleteAndInsert, listNames, nameTable, replaceAll } from "./sentences.ts";
import { readSnowflakeSettings, type SnowflakeSettings } from "./snowflake-settings.ts";
import { runWith, transactWith } from "./session.ts";
import type { Warehouse, WarehouseDialect, WarehouseTable } from "./warehouse.ts";
import { writeParameters } from "./write-parameters.ts";

/**
 * How Snowflake's SQL is written. Names are in capitals, which who does not quote gets. No CLUSTER BY: reclustering is billed all day, and
 * rows are staged in the order of the cursor, which micro-partitions keep.
 */
export function snowflakeDialect(...place: readonly string[]): WarehouseDialect {
  const dialect: WarehouseDialect = {
    warehouse: "snowflake",
    quote: (name) => `"${name.toUpperCase().replaceAll('"', '""')}"`,
    place,
    // As text, which COPY casts exactly: a number that goes through a VARIANT may become a double.
    write: { integer: asText, decimal: asText, timestamp: (value) => sql`strftime(${value}, ${"%Y-%m-%dT%H:%M:%S.%f+00:00"})`, json: writeJson },
    lossy: { json: { when: isWideJson, what: AS_STRING } },
    read: {},
    packing: "zstd",
    required: true,
    key: (columns) => sql`PRIMARY KEY (${columns}) NOT ENFORCED`,
    layout: () => sql``,
    addColumn: (table, column) => sql`ALTER TABLE ${table} ADD COLUMN ${column}`,
    rebuild: (table, source, { kept }) => {
      const all = { ...table, columns: [...table.columns, ...kept] };
      const values = [...table.columns.map(({ name }) => quoted(name, dialect.quote)), ...kept.map(({ type }) => sql`CAST(NULL AS ${warehouseType(type, "snowflake")})`)];
      return [sql`CREATE OR REPLACE TABLE ${nameTable(dialect, table.name)} ${defineColumns(dialect, all)} COPY GRANTS\nAS SELECT ${joinSql(values)} FROM ${source} AS s`];
    },
    replaceRows: (table, rows) => replaceAll(dialect, table, rows),
    merge: (table, sources) => deleteAndInsert(dialect, table, sources),
  };
  return dialect;
}

const WRITTEN_AS_TEXT: ReadonlySet<string> = new Set(["integer", "decimal", "timestamp"]);

function asText(value: Sql): Sql {
  return sql`${value}::VARCHAR`;
}

/** A column of a staged file as the table takes it. */
function readStaged({ name, type }: WarehouseTable["columns"][number]): Sql {
  // The file has the names as they are.
  const value = sql`$1:${quoted(name, quoteName)}`;
  if (type === "json") return sql`PARSE_JSON(${value}::VARCHAR)`;
  return sql`CAST(${WRITTEN_AS_TEXT.has(type) ? sql`${value}::VARCHAR` : value} AS ${warehouseType(type, "snowflake")})`;
}

/** Brings a file to a stage, and from there into a table. */
export function copyFile(target: Sql, table: WarehouseTable, { file, stage }: { readonly file: string; readonly stage: Sql }): Sql[] {
  const { quote } = snowflakeDialect();
  const columns = listNames(table.columns.map((column) => column.name), quote);
  return [
    sql`PUT ${quoted(`file://${file.replaceAll("\\", "/")}`, quoteText)} ${stage} AUTO_COMPRESS=FALSE OVERWRITE=TRUE`,
    sql`COPY INTO ${target} (${columns}) FROM (SELECT ${joinSql(table.columns.map((column) => readStaged(column)))} FROM ${stage}) FILE_FORMAT=(TYPE=PARQUET)`,
  ];
}

/** Opens `snowflake://account/database/schema` by Snowflake's own driver, since nothing else can PUT a file into a stage. What is staged is temporary: it ends with the session. */
export function openSnowflake(address: string): Warehouse {
  const settings = readSnowflakeSettings(address);
  const { account, database, schema } = settings;
  const name = `snowflake://${account}/${database}/${schema}`;
  const dialect = snowflakeDialect(database, schema);
  const stageName = joinSql([database, schema, `LAGO_LOADER_${randomBytes(6).toString("hex")}`].map((part) => quoted(part, dialect.quote)), ".");
  // A session has one statement at a time: a transaction takes in whatever runs beside it.
  const inTurn = takeTurns();
  let connected: Promise<Connection> | undefined;
  let madeStage: Promise<unknown> | undefined;

  async function query(statement: Sql): Promise<(string | null)[][]> {
    const connection = await (connected ??= connect(settings, name));
    const { text, values } = writeParameters(statement, () => "?");
    return inTurn(() => new Promise((resolve, reject) => connection.execute({
      sqlText: text,
      rowMode: "array",
      ...(values.length > 0 && { binds: values }),
      complete: (error, _, rows = []) => (error ? reject(new DestinationError(`${name}: ${shorten(error.message)}`)) : resolve(rows.map((row) => row.map((value) => (value === null || value === undefined ? null : String(value)))))),
    })));
  }

  /** By COPY INTO, out of a file that was PUT. */
  async function copyInto(target: Sql, table: WarehouseTable, file: string): Promise<void> {
    await (madeStage ??= query(sql`CREATE TEMPORARY STAGE IF NOT EXISTS ${stageName}`));
    const folder = quoted(table.name, (plain) => plain.replace(/\W/g, "_"));
    for (const statement of copyFile(target, table, { file, stage: sql`@${stageName}/${folder}/` })) await query(statement);
  }

  return {
    name,
    dialect,
    ask: query,
    run: runWith(query),
    transact: transactWith(query),
    async listTables() {
      const place = sql`${quoted(database, dialect.quote)}.${quoted(schema, dialect.quote)}`;
      await query(sql`CREATE SCHEMA IF NOT EXISTS ${place}`);
      await query(sql`USE SCHEMA ${place}`);
      const rows = await query(sql`SELECT TABLE_NAME FROM ${quoted(database, dialect.quote)}.INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ${schema.toUpperCase()}`);
      return new Set(rows.map(([table]) => table!.toLowerCase()));
    },
    async stage(table, file) {
      const staged = quoted(`_STAGE_${table.name}`, dialect.quote);
      await query(sql`CREATE OR REPLACE TEMPORARY TABLE ${staged} LIKE ${nameTable(dialect, table.name)}`);
      await copyInto(staged, table, file);
      return staged;
    },
    fill: (table, file) => copyInto(nameTable(dialect, table.name), table, file),
    clear: async () => {},
    async close() {
      const connection = await connected?.catch(() => undefined);
      if (connection) await new Promise<void>((resolve) => connection.destroy(() => resolve()));
    },
  };
}

/** What is used of Snowflake's driver. */
interface Connection {
  connect(done: (error?: Error) => void): void;
  destroy(done: () => void): void;
  execute(options: { readonly sqlText: string; readonly rowMode: "array"; readonly binds?: readonly (string | null)[]; complete(error: Error | undefined, statement: unknown, rows?: readonly (readonly unknown[])[]): void }): void;
}

interface Driver {
  configure(options: object): void;
  createConnection(options: object): Connection;
}

async function connect({ options }: SnowflakeSettings, name: string): Promise<Connection> {
  const driver = loadDriver();
  driver.configure({ logLevel: "OFF", additionalLogToConsole: false });
  const connection = driver.createConnection({ application: "lago_loader", ...options });
  await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(new DestinationError(`${name} cannot be reached: ${shorten(error.message)}`)) : resolve())));
  return connection;
}

function loadDriver(): Driver {
  try {
    return createRequire(import.meta.url)("snowflake-sdk") as Driver;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new ConfigurationError("Publishing to Snowflake takes its driver, which is not installed. Install it beside lago-loader: npm install snowflake-sdk (with -g, if lago-loader was).");
  }
}
