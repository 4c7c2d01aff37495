import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isMainThread } from "node:worker_threads";
import pg from "pg";

/*
 * Imported before a program: times what it has its databases do, and writes that at its end to the file that BENCH_STATEMENTS names.
 */
export interface StatementTime {
  /** How it begins. */
  readonly statement: string;
  seconds: number;
  runs: number;
}

const times = new Map<string, StatementTime>();

function note(sql: string, start: number): void {
  const statement = sql.replace(/^(--[^\n]*\n)+/, "").replace(/\s+/g, " ").slice(0, LENGTH);
  const time = times.get(statement) ?? { statement, seconds: 0, runs: 0 };
  times.set(statement, { statement, seconds: time.seconds + (performance.now() - start) / 1000, runs: time.runs + 1 });
}

/** Tells the loader's statements apart. */
const LENGTH = 48;

function timeDuckDB(): void {
  const { DuckDBConnection, DuckDBPreparedStatement } = createRequire(import.meta.url)("@duckdb/node-api") as typeof import("@duckdb/node-api");
  const connection = DuckDBConnection.prototype;
  const prepared = DuckDBPreparedStatement.prototype;
  const [prepare, run, runPrepared] = [connection.prepare, connection.run, prepared.run];
  const texts = new WeakMap<object, string>();
  connection.prepare = async function (sql) {
    const statement = await prepare.call(this, sql);
    texts.set(statement, sql);
    return statement;
  };
  connection.run = async function (sql, ...rest) {
    const start = performance.now();
    const result = await run.call(this, sql, ...rest);
    note(sql, start);
    return result;
  };
  prepared.run = async function () {
    const start = performance.now();
    const result = await runPrepared.call(this);
    // One without a text is `connection.run`'s own.
    const sql = texts.get(this);
    if (sql !== undefined) note(sql, start);
    return result;
  };
}

function timePostgres(): void {
  const client = pg.Client.prototype as unknown as { query: (this: unknown, ...given: unknown[]) => unknown };
  const { query } = client;
  client.query = function (...given) {
    const start = performance.now();
    const [asked] = given as [string | { readonly text: string }];
    const answer = query.apply(this, given) as Promise<unknown> | NodeJS.WritableStream;
    const done = () => note(typeof asked === "string" ? asked : asked.text, start);
    // A COPY is a stream.
    if ("then" in answer) void answer.then(done, () => {});
    else answer.once("finish", done);
    return answer;
  };
}

if (isMainThread) {
  timeDuckDB();
  timePostgres();
  process.once("exit", () => writeFileSync(process.env.BENCH_STATEMENTS!, JSON.stringify([...times.values()])));
}
