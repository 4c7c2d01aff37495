import { randomBytes } from "node:crypto";
import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { takeTurns } from "../../destinations/turns.ts";
import { DestinationError } from "../../errors.ts";
import { copyFile, snowflakeDialect } from "./dialects/snowflake.ts";
import { addAdvice, type Advice, COLUMNS_CHANGED } from "./refusals.ts";
import { defineColumns, nameTable } from "./sentences.ts";
import { runWith, transactWith } from "./session.ts";
import { type Connection, connect, findDriver, untilGivenUp } from "./snowflake-driver.ts";
import { readSnowflakeSettings } from "./snowflake-settings.ts";
import type { Warehouse, WarehouseTable } from "./warehouse.ts";
import { writeParameters } from "./write-parameters.ts";

/**
 * Opens `snowflake://account/database/schema` with Snowflake's own driver, since nothing else can PUT a file into a stage. Stage and
 * staging tables are temporary: they end with the session.
 */
export function openSnowflake(address: string, { signal }: { readonly signal?: AbortSignal } = {}): Warehouse {
  const settings = readSnowflakeSettings(address);
  const { account, database, schema } = settings;
  const driver = findDriver();
  // Whatever the case in which it was written, it is the same place.
  const name = `snowflake://${account}/${database}/${schema}`.toLowerCase();
  const dialect = snowflakeDialect(database, schema);
  const stageName = joinSql([database, schema, `LAGO_LOADER_${randomBytes(6).toString("hex")}`].map((part) => quoted(part, dialect.quote)), ".");
  // A session runs one statement at a time: a transaction includes whatever runs beside it.
  const inTurn = takeTurns();
  let connected: Promise<Connection> | undefined;
  let createdStage: Promise<unknown> | undefined;

  async function query(statement: Sql): Promise<(string | null)[][]> {
    const connection = await (connected ??= connect(driver, settings, name, signal));
    const { text, values } = writeParameters(statement, () => "?");
    return inTurn(() => untilGivenUp(name, { signal, limit: LONGEST_STATEMENT_MS }, (resolve: (rows: (string | null)[][]) => void, reject) => connection.execute({
      sqlText: text,
      rowMode: "array",
      ...(values.length > 0 && { binds: values }),
      complete: (error, _, rows = []) => (error ? reject(new DestinationError(`${name}: ${addAdvice(error.message, ADVICE)}`)) : resolve(rows.map((row) => row.map((value) => (value === null || value === undefined ? null : String(value)))))),
    })));
  }

  /** PUTs the file into the stage, and copies it from there into a table. */
  async function copyInto(target: Sql, table: WarehouseTable, file: string): Promise<void> {
    await (createdStage ??= query(sql`CREATE TEMPORARY STAGE IF NOT EXISTS ${stageName}`));
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
      const use = sql`USE SCHEMA ${place}`;
      // Not every role may create schemas.
      await query(use).catch(async () => {
        await query(sql`CREATE SCHEMA IF NOT EXISTS ${place}`);
        await query(use);
      });
      const rows = await query(sql`SELECT TABLE_NAME FROM ${quoted(database, dialect.quote)}.INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ${schema.toUpperCase()}`);
      return new Set(rows.map(([table]) => table!.toLowerCase()));
    },
    async stage(table, file) {
      const staged = quoted(`_STAGE_${table.name}`, dialect.quote);
      // By its own types: those of the table may be about to change.
      await query(sql`CREATE OR REPLACE TEMPORARY TABLE ${staged} ${defineColumns(dialect, { ...table, key: [] })}`);
      await copyInto(staged, table, file);
      return staged;
    },
    fill: (table, file) => copyInto(nameTable(dialect, table.name), table, file),
    clear: async () => {},
    async close() {
      const connection = await connected?.catch(() => undefined);
      if (connection) await untilGivenUp(name, { signal, limit: 10_000 }, (resolve: (value?: undefined) => void) => connection.destroy(() => resolve())).catch(() => {});
    },
  };
}

const LONGEST_STATEMENT_MS = 3_600_000;

const ADVICE: Advice = [
  [/Request to Snowflake failed|network error|could not reach/i, "Check the network, and publish again."],
  [/No active warehouse/i, "Name one: ?warehouse=NAME in the address, or SNOWFLAKE_WAREHOUSE."],
  [/insufficient privileges/i, "Grant the role USAGE on warehouse and database; and CREATE SCHEMA on the database, or CREATE TABLE and CREATE STAGE on the schema."],
  COLUMNS_CHANGED,
  [/database.*(not exist|not authorized)/i, "Check the database in the address: it must exist, and the role needs USAGE on it."],
];
