import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { DestinationError } from "../errors.ts";
import { COPY_HEADER, COPY_TRAILER, type CopiedPage } from "../rows/copy-page.ts";
import type { PageReader } from "../rows/page-reader.ts";
import { quoteName } from "./identifiers.ts";
import { type MergingStage, openMergingStage, type Result, type StagedResource, type Values } from "./merging-stage.ts";
import { narrow, type Statements, withoutConflicts } from "./statements.ts";
import { takeTurns } from "./turns.ts";

export interface PostgresStageOptions extends StagedResource {
  /** The stage's own: its temporary tables and its transaction end with it. */
  readonly client: Client;
  readonly copyFrom: typeof import("pg-copy-streams").from;
  readonly statements: Statements;
  readonly reader: PageReader<"copy">;
}

/** Pages wait in temporary tables, each of which takes its rows of many pages in one COPY. */
export async function openPostgresStage(options: PostgresStageOptions): Promise<MergingStage> {
  const { client, copyFrom, resource, statements, stamp, reader } = options;
  const stamped: Values = { load_id: stamp.loadId, loaded_at: stamp.loadedAt.toISOString() };
  const inTurn = takeTurns();
  /** What waits. */
  let bytes = 0;
  let rows = 0;
  /** Whether no row can be in the way of those that are merged, as far as is known. */
  let clear = false;
  await run("stage");
  return openMergingStage({ read: reader.read, hold, show: async () => rows, forget, run: runWell, write, insertMarks: INSERT_MARKS, inTurn }, options);

  /** One connection does one thing at a time. */
  function hold(pages: readonly CopiedPage[]): Promise<number> {
    return inTurn(() => copyPages(pages));
  }

  async function copyPages(pages: readonly CopiedPage[]): Promise<number> {
    const sent = pages.reduce((sum, page) => sum + page.rows, 0);
    for (const [index, table] of resource.tables.entries()) {
      const copied = await copy(table.name, pages.map(({ tables }) => tables[index]!));
      if (index === 0 && copied !== sent) {
        throw new DestinationError(`Postgres found ${copied} records of ${resource.name} on pages that have ${sent}. Please report this.`);
      }
    }
    rows += sent;
    bytes += pages.reduce((sum, page) => sum + page.size, 0);
    return bytes;
  }

  async function copy(table: string, parts: readonly Uint8Array[]): Promise<number> {
    const filled = parts.filter((part) => part.length > 0);
    if (filled.length === 0) return 0;
    const sink = client.query(copyFrom(`COPY pg_temp.${quoteName(`stage_${table}`)} FROM STDIN (FORMAT binary)`));
    await pipeline([COPY_HEADER, ...filled, COPY_TRAILER], sink);
    return sink.rowCount;
  }

  async function forget(): Promise<void> {
    await client.query(`TRUNCATE ${resource.tables.map(({ name }) => `pg_temp.${quoteName(`stage_${name}`)}`).join(", ")}`);
    [bytes, rows] = [0, 0];
  }

  /** As `run`, but for what most merges have no need of. */
  async function runWell(name: string, values?: Values, where?: string): Promise<readonly Result[]> {
    switch (name) {
      case "clear":
        clear = await isEmpty();
        if (!clear && (await isUnknown())) await run("analyze");
        return run(name);
      case "deduplicate": {
        const [found] = await run("find_duplicates");
        return found?.row ? run(name) : [];
      }
      case "compare":
        return clear ? [] : run(name, values);
      case "merge":
        return (clear && (await insert())) || run(name);
      default:
        return run(name, values, where === undefined ? undefined : (sql) => narrow(sql, where));
    }
  }

  async function isEmpty(): Promise<boolean> {
    return (await client.query(`SELECT FROM ${quoteName(resource.name)} LIMIT 1`)).rowCount === 0;
  }

  /** Whether Postgres has not looked at the table yet, which it does by itself within a minute or so. */
  async function isUnknown(): Promise<boolean> {
    return (await client.query("SELECT FROM pg_class WHERE oid = $1::regclass AND reltuples < 0", [quoteName(resource.name)])).rowCount === 1;
  }

  /** Without looking for each row whether it is there already, which takes half as long again. Undefined where one was. */
  async function insert(): Promise<readonly Result[] | undefined> {
    await client.query("SAVEPOINT before_insert");
    try {
      return await run("merge", {}, withoutConflicts);
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      await client.query("ROLLBACK TO before_insert");
      clear = false;
      return undefined;
    }
  }

  async function run(name: string, values: Values = {}, change = (sql: string) => sql): Promise<Result[]> {
    const results: Result[] = [];
    const given = { ...stamped, ...values };
    for (const sql of statements.get(name) ?? []) {
      const places = Math.max(0, ...[...sql.matchAll(/\$(\d)/g)].map(([, place]) => Number(place)));
      const parameters = (PARAMETERS[name] ?? []).slice(0, places).map((parameter) => given[parameter] ?? null);
      const { rowCount, rows } = await client.query<Record<string, unknown>>(change(sql), parameters);
      results.push({ changed: rowCount ?? 0, row: rows[0] });
    }
    return results;
  }

  async function write(sql: string, values?: readonly (string | null)[]): Promise<void> {
    await client.query(sql, values && [...values]);
  }
}

/** What `$1`, `$2`, … of the generated statements stand for. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  remember: ["seen", "loaded_at", "load_id"],
  reached: ["loaded_at"],
  compare: ["merge"],
  remember_keys: ["merge"],
  count: ["after"],
  sweep: ["loaded_at", "since"],
};

const UNIQUE_VIOLATION = "23505";

const INSERT_MARKS = "INSERT INTO _parents SELECT $1, m->>0, m->>1, (m->>2)::timestamptz FROM json_array_elements($2::json) AS m";
