import type { Socket } from "node:net";
import type { Client, FieldDef } from "pg";
import { ConfigurationError } from "../errors.ts";
import { explainPostgres } from "../destinations/postgres/errors.ts";
import { type Sql, type SqlValue, toStatement } from "../destinations/sql.ts";
import { quoteName } from "../destinations/identifiers.ts";
import { newPool } from "./session-pool.ts";
import { newQueryProcess } from "./query-process.ts";
import { type Portions, writeRows } from "./row-file.ts";
import { type Ask, type BoundedAnswer, DEFAULT_LIMITS, type Limits, type Reader, SAVE_LIMITS, type Saved, type SavedFormat } from "./reader.ts";

/** Opens a Postgres database for reading. Each question has a connection and a read-only transaction of its own, so poolers work as well. */
export async function openPostgresReader(url: string, schema: string): Promise<Reader> {
  const { default: pg } = await import("pg");
  const name = nameOf(url);
  const converters = newQueryProcess();
  return { dialect: "postgres", name, read, query, save, version, prepare: () => {}, close: async () => converters.close() };

  function read<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result> {
    return transaction({ milliseconds: DEFAULT_LIMITS.milliseconds * 4, bytes: Infinity }, (client) => {
      const pool = newPool([client]);
      return work(async (statement, parameters) => {
        const { text, values } = toStatement(statement, parameters);
        const { fields, rows } = await pool(() => client.query<(string | null)[]>({ text, values: [...values], rowMode: "array", types: TEXT }));
        return { columns: fields.map((field) => field.name), rows };
      });
    });
  }

  function query(sql: string, limits: Partial<Limits> = {}): Promise<BoundedAnswer> {
    const { rows: most, bytes: mostBytes, milliseconds } = { ...DEFAULT_LIMITS, ...limits };
    const startedAt = performance.now();
    return transaction({ milliseconds, bytes: mostBytes }, async (client) => {
      await refusePowers(client);
      const answer = await explainQuery(async () => {
        await openCursor(client, sql);
        const { fields } = await fetchPortion(client, 0);
        return { fields, ...(await fetchRows(readPortions(client, startedAt + milliseconds), most, mostBytes)) };
      });
      const columns = await nameColumns(client, answer.fields);
      return { columns, rows: answer.rows, truncated: answer.truncated, milliseconds: Math.round(performance.now() - startedAt) };
    });
  }

  /** DuckDB writes Parquet, from a temporary file of JSON lines. */
  async function save(statement: string | Sql, { file, format }: { readonly file: string; readonly format: SavedFormat }, changed: Partial<Limits> = {}): Promise<Saved> {
    const limits = { ...SAVE_LIMITS, ...changed };
    const rows = format === "parquet" ? `${file}.jsonl` : file;
    const { columns, saved } = await transaction(limits, async (client) => {
      const { text, values } = toStatement(statement);
      // The program's own statements, which have values, are safe for any role.
      if (values.length === 0) await refusePowers(client);
      return explainQuery(async () => {
        await openCursor(client, text, values);
        const { fields } = await fetchPortion(client, 0);
        const saved = await writeRows(rows, format === "parquet" ? "jsonl" : format, fields.map((field) => field.name), readPortions(client, performance.now() + limits.milliseconds), limits);
        return { columns: await nameColumns(client, fields), saved };
      });
    });
    if (format !== "parquet" || saved.truncated !== null) return saved;
    return converters.run<Saved>({ from: rows, columns, file, limits });
  }

  async function version(): Promise<string> {
    return read(async (ask) => String((await ask("SELECT count(*), max(finished_at) FROM _loads")).rows[0]));
  }

  async function transaction<Result>({ milliseconds, bytes: mostBytes }: Pick<Limits, "milliseconds" | "bytes">, work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ connectionString: url, application_name: "lago-loader", connectionTimeoutMillis: 15_000 });
    // Without a listener, a killed backend would end this process.
    client.on("error", () => {});
    let tooLarge = false;
    try {
      await client.connect();
      hangUpAfter(client, mostBytes, () => (tooLarge = true));
      await client.query("BEGIN READ ONLY");
      await client.query(`SET LOCAL search_path = ${quoteName(schema)}`);
      await client.query("SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true), set_config('statement_timeout', $1, true)", [String(milliseconds)]);
      return await work(client);
    } catch (error) {
      if (tooLarge) throw new ConfigurationError("The query was stopped because its answer is too large. Ask for less, or use the database's own client.");
      throw error instanceof ConfigurationError ? error : explainPostgres(error, name, { role: client.user ?? "", schema, readOnly: true });
    } finally {
      // Also ends the transaction. It must not wait for an unreachable server.
      void client.end().catch(() => {});
    }
  }
}

/** One value can be a gigabyte, which FETCH cannot divide: the connection is closed when far more has arrived than the limit. */
function hangUpAfter(client: Client, bytes: number, onEnd: () => void): void {
  let received = 0;
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  stream.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received <= 2 * bytes + 2 * PORTION_BYTES) return;
    onEnd();
    stream.destroy();
  });
}

/** By Postgres's own grammar, a cursor takes one SELECT, VALUES or TABLE, and nothing that writes. The extended protocol takes one statement. */
async function openCursor(client: Client, sql: string, values: readonly SqlValue[] = []): Promise<void> {
  await client.query({ text: `DECLARE question NO SCROLL CURSOR FOR ${sql}`, ...(values.length > 0 && { values: [...values] }), queryMode: "extended" } as never);
}

function fetchPortion(client: Client, rows: number) {
  return client.query<(string | null)[]>({ text: `FETCH ${rows} FROM question`, rowMode: "array", types: TEXT });
}

/** First one row, then as many as some megabytes hold: large values hit the limit before they fill the memory. */
async function* readPortions(client: Client, until: number): Portions {
  for (let asked = 1; ; ) {
    // For all portions together, and set again before each, since the SELECT may call set_config.
    await client.query("SELECT set_config('statement_timeout', $1, true)", [String(Math.max(1, Math.ceil(until - performance.now())))]);
    const { rows } = await fetchPortion(client, asked);
    if (rows.length > 0) yield rows;
    if (rows.length < asked) return;
    const largest = Math.max(1, ...rows.map(sizeOf));
    asked = Math.min(1000, asked * 10, Math.max(1, Math.floor(PORTION_BYTES / largest)));
  }
}

const PORTION_BYTES = 2_000_000;

function sizeOf(row: readonly (string | null)[]): number {
  return row.reduce((sum, value) => sum + Buffer.byteLength(value ?? ""), 0);
}

async function fetchRows(portions: Portions, most: number, mostBytes: number): Promise<Pick<BoundedAnswer, "rows" | "truncated">> {
  const rows: (readonly (string | null)[])[] = [];
  let bytes = 0;
  for await (const portion of portions) {
    for (const row of portion) {
      if (rows.length === most) return { rows, truncated: "rows" };
      bytes += sizeOf(row);
      if (bytes > mostBytes) return { rows, truncated: "bytes" };
      rows.push(row);
    }
  }
  return { rows, truncated: null };
}

/** The database's error about free SQL, with its position, for the user to correct. */
async function explainQuery<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code = "", message, position, hint } = error as { code?: string; message: string; position?: string; hint?: string };
    if (code === "57014") throw new ConfigurationError("The query was stopped because it took too long. Ask for less, or use the database's own client.");
    if (code === "08P01") throw new ConfigurationError("The statement has parameters. Write their values into it.");
    if (!/^(22|25|42|54|0A)/.test(code)) throw error;
    const at = position === undefined ? "" : ` (at character ${Number(position) - "DECLARE question NO SCROLL CURSOR FOR ".length})`;
    const reminder = code === "42601" ? ". Ask one SELECT: this only reads" : "";
    throw new ConfigurationError(`${message}${at}${reminder}${hint === undefined ? "" : `. ${hint}`}`);
  }
}

/** A read-only transaction does not stop functions that reach beyond the data. A role that may call them must not run free SQL. */
async function refusePowers(client: Client): Promise<void> {
  const { rows } = await client.query<{ who: string; power: string | null; schema: string }>(POWERS);
  const { who, power, schema } = rows[0]!;
  if (power !== null) throw new ConfigurationError(`The role ${who} ${power}, so it must not run free SQL. Connect as a role that only reads:\n${readerRole(schema)}`);
}

/** Checks each role that the session has or may take: a SELECT can call set_config('role', …). */
const POWERS = `WITH mine AS (SELECT oid, rolname, rolsuper, rolreplication FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER'))
SELECT current_user AS who, current_schema() AS schema, (
  SELECT power
  FROM (VALUES
    (1, 'is a superuser', EXISTS (SELECT FROM pg_roles WHERE rolsuper AND rolname IN (current_user, session_user))),
    (2, 'may become a superuser', EXISTS (SELECT FROM mine WHERE rolsuper)),
    (3, 'may reach the server''s files', EXISTS (SELECT FROM mine WHERE rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')) OR EXISTS (
      SELECT FROM mine, pg_proc AS p
      WHERE p.proname IN ('pg_read_file', 'pg_read_binary_file', 'pg_ls_dir', 'lo_import', 'lo_export') AND has_function_privilege(mine.oid, p.oid, 'EXECUTE'))),
    (4, 'may make replication slots, which show the changes of every table and fill the server''s disk', EXISTS (SELECT FROM mine WHERE rolreplication)),
    (5, 'may end the sessions of others', EXISTS (SELECT FROM mine WHERE rolname = 'pg_signal_backend'))
  ) AS powers (nth, power, has)
  WHERE has ORDER BY nth LIMIT 1) AS power`;

/** The SQL that creates a read-only role. Run it as the role that loads, so that tables of later loads are covered. */
export function readerRole(schema: string): string {
  const name = quoteName(schema);
  return [
    "CREATE ROLE lago_reader LOGIN PASSWORD '…';",
    `GRANT USAGE ON SCHEMA ${name} TO lago_reader;`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA ${name} TO lago_reader;`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT SELECT ON TABLES TO lago_reader;`,
    "ALTER ROLE lago_reader SET default_transaction_read_only = on;",
  ].join("\n");
}

async function nameColumns(client: Client, fields: readonly FieldDef[]): Promise<{ name: string; type: string }[]> {
  const ids = fields.map(({ dataTypeID }) => dataTypeID);
  const { rows } = await client.query<{ id: number; name: string }>("SELECT oid::int AS id, format_type(oid, NULL) AS name FROM pg_type WHERE oid = ANY($1::oid[])", [ids]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return fields.map((field, index) => ({ name: field.name, type: names.get(ids[index]!) ?? "unknown" }));
}

/** Without parsers, values stay as Postgres prints them. */
const TEXT = { getTypeParser: () => String } as never;

function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}
