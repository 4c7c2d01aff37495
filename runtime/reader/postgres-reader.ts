import type { Client } from "pg";
import { ConfigurationError } from "../errors.ts";
import { explainPostgres } from "../destinations/postgres/errors.ts";
import { toStatement } from "../destinations/sql.ts";
import { quoteName } from "../destinations/identifiers.ts";
import { type Ask, type BoundedAnswer, DEFAULT_LIMITS, type Limits, type Reader } from "./reader.ts";

/** Opens a Postgres database for reading. Each question has a connection and a read-only transaction of its own, so poolers need no care. */
export async function openPostgresReader(url: string, schema: string): Promise<Reader> {
  const { default: pg } = await import("pg");
  const name = nameOf(url);
  return { dialect: "postgres", name, read, query, version, close: async () => {} };

  function read<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result> {
    return transaction(DEFAULT_LIMITS.milliseconds * 4, (client) =>
      work(async (statement, parameters) => {
        const { text, values } = toStatement(statement, parameters);
        const { fields, rows } = await client.query<(string | null)[]>({ text, values: [...values], rowMode: "array", types: TEXT });
        return { columns: fields.map((field) => field.name), rows };
      }),
    );
  }

  function query(sql: string, limits: Partial<Limits> = {}): Promise<BoundedAnswer> {
    const { rows: most, bytes: mostBytes, milliseconds } = { ...DEFAULT_LIMITS, ...limits };
    const startedAt = performance.now();
    return transaction(milliseconds, async (client) => {
      await refusePowers(client);
      const answer = await explainQuery(async () => {
        // A cursor takes one SELECT, VALUES or TABLE and nothing that writes: by Postgres's own grammar. The extended protocol takes one statement.
        await client.query({ text: `DECLARE question NO SCROLL CURSOR FOR ${sql}`, queryMode: "extended" } as never);
        return fetchRows(client, most, mostBytes);
      });
      const types = await nameTypes(client, answer.fields.map(({ dataTypeID }) => dataTypeID));
      const columns = answer.fields.map((field, index) => ({ name: field.name, type: types[index]! }));
      return { columns, rows: answer.rows, truncated: answer.truncated, milliseconds: Math.round(performance.now() - startedAt) };
    });
  }

  async function version(): Promise<string> {
    return read(async (ask) => String((await ask("SELECT count(*), max(finished_at) FROM _loads")).rows[0]));
  }

  async function transaction<Result>(milliseconds: number, work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ connectionString: url, application_name: "lago-loader", connectionTimeoutMillis: 15_000 });
    // A backend that is killed would otherwise end this process.
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("BEGIN READ ONLY");
      await client.query(`SET LOCAL search_path = ${quoteName(schema)}`);
      await client.query("SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true), set_config('statement_timeout', $1, true)", [String(milliseconds)]);
      return await work(client);
    } catch (error) {
      throw error instanceof ConfigurationError ? error : explainPostgres(error, name);
    } finally {
      // Also ends the transaction; a server that is gone must not hold this up.
      void client.end().catch(() => {});
    }
  }
}

/** Few rows at a time, so that large values are met by the limit before they fill the memory. */
const PORTION = 100;

async function fetchRows(client: Client, most: number, mostBytes: number) {
  const rows: (string | null)[][] = [];
  let bytes = 0;
  for (;;) {
    const portion = await client.query<(string | null)[]>({ text: `FETCH ${PORTION} FROM question`, rowMode: "array", types: TEXT });
    for (const row of portion.rows) {
      if (rows.length === most) return { fields: portion.fields, rows, truncated: "rows" as const };
      bytes += row.reduce((sum, value) => sum + Buffer.byteLength(value ?? ""), 0);
      if (bytes > mostBytes) return { fields: portion.fields, rows, truncated: "bytes" as const };
      rows.push(row);
    }
    if (portion.rows.length < PORTION) return { fields: portion.fields, rows, truncated: null };
  }
}

/** What the database says of somebody's SQL is for them to mend, with the place that it points to. */
async function explainQuery<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code = "", message, position, hint } = error as { code?: string; message: string; position?: string; hint?: string };
    if (code === "57014") throw new ConfigurationError("The query was stopped because it took too long. Ask for less, or use the database's own client.");
    if (!/^(22|25|42|54|0A)/.test(code)) throw error;
    const at = position === undefined ? "" : ` (at character ${Number(position) - "DECLARE question NO SCROLL CURSOR FOR ".length})`;
    const reminder = code === "42601" ? ". Ask one SELECT: this only reads" : "";
    throw new ConfigurationError(`${message}${at}${reminder}${hint === undefined ? "" : `. ${hint}`}`);
  }
}

/** A read-only transaction does not stop functions that read the server's files; a role that may call them must not run somebody's SQL. */
async function refusePowers(client: Client): Promise<void> {
  const { rows } = await client.query<{ who: string; super: boolean; files: boolean; schema: string }>(POWERS);
  const { who, super: isSuper, files, schema } = rows[0]!;
  if (!isSuper && !files) return;
  throw new ConfigurationError(`The role ${who} ${isSuper ? "is a superuser" : "may read the server's files"}, so it must not run free SQL. Connect as a role that only reads:\n${readerRole(schema)}`);
}

const POWERS = `SELECT current_user AS who, current_schema() AS schema,
  (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) OR (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) AS super,
  EXISTS (
    SELECT FROM pg_roles
    WHERE rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program') AND pg_has_role(session_user, oid, 'MEMBER')
  ) AS files`;

/** The SQL that makes a role for reading; run as the role that loads, so that tables of later loads are covered. */
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

async function nameTypes(client: Client, ids: readonly number[]): Promise<string[]> {
  const { rows } = await client.query<{ id: number; name: string }>("SELECT oid::int AS id, format_type(oid, NULL) AS name FROM pg_type WHERE oid = ANY($1::oid[])", [ids]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? "unknown");
}

/** Without parsers, values stay as Postgres prints them. */
const TEXT = { getTypeParser: () => String } as never;

function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}
