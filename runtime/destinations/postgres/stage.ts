import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { DestinationError } from "../../errors.ts";
import { COPY_HEADER, COPY_TRAILER, type CopiedPage, filterRecords, numberRows, pickFields } from "../../rows/copy-page.ts";
import { countRows } from "../../rows/page.ts";
import type { Rejection } from "../../rows/rejection.ts";
import type { PageReader } from "../../rows/page-reader.ts";
import { quoteName } from "../identifiers.ts";
import { type MergingStage, openMergingStage } from "../merging-stage.ts";
import type { Sql } from "../sql.ts";
import type { Result, StagedResource, Values, Write, Written } from "../stage-engine.ts";
import { narrow, type Statements } from "../statements.ts";
import { takeTurns } from "../turns.ts";
import { watchForIndexes } from "./early-indexes.ts";
import { makeIndexesWithin } from "./indexes.ts";
import { isolateRefused, MOST_REFUSED } from "./isolate.ts";

export interface PostgresStageOptions extends StagedResource {
  /** Used by this stage only: its temporary tables and its transaction end with it. */
  readonly client: Client;
  readonly copyFrom: typeof import("pg-copy-streams").from;
  readonly statements: Statements;
  readonly reader: PageReader<"copy">;
  /** Whether users have put rules on the tables that may refuse a record. */
  readonly guarded: boolean;
  /** Whether its tables get indexes besides their keys. */
  readonly indexes: boolean;
  /** Throws if the load may no longer commit. */
  readonly fence: () => Promise<void>;
}

/** Pages go directly into empty tables; otherwise they wait in temporary tables. Each table receives the rows of many pages in one COPY. */
export async function openPostgresStage(options: PostgresStageOptions): Promise<MergingStage> {
  const { client, copyFrom, resource, statements, stamp, seen, hashed, reader, guarded } = options;
  const stamped: Values = { resource: resource.name, load_id: stamp.loadId, loaded_at: stamp.loadedAt.toISOString() };
  const inTurn = takeTurns();
  const tables = resource.tables.map(({ name }) => quoteName(name));
  const stages = resource.tables.map(({ name }) => `pg_temp.${quoteName(`stage_${name}`)}`);
  const arrived = `pg_temp.${quoteName(`arrived_${resource.name}`)}`;
  /** Pages that wait. */
  let bytes = 0;
  let rows = 0;
  /** Records that wait, if tables are guarded. */
  let held: CopiedPage[] = [];
  /** Records that users' own rules have refused so far. */
  let refusals = 0;
  await run("stage");
  const columns = await listColumns(hashed ? [...stages, arrived] : stages);
  /** Tables with their columns in the order of rows; in an altered table the order differs. */
  const targets = tables.map((table, index) => `${table} (${columns[index]!.map(quoteName).join(", ")})`);
  /** Positions of the fields that are compared for each record. */
  const heads = columns[stages.length]?.map((name) => columns[0]!.indexOf(name)) ?? [];
  const engine = { read: reader.read, hold, show: async () => rows, forget, run: runWell, write, insertMarks: INSERT_MARKS, sift, inTurn, fence: options.fence };
  if (guarded) return openMergingStage({ ...engine, isolate }, { ...options, mergeBytes: Math.min(options.mergeBytes ?? GUARDED_BYTES, GUARDED_BYTES) });
  const early = watchForIndexes(async () => (options.indexes ? makeIndexesWithin(client, resource) : undefined));
  return openMergingStage(seen ? engine : { ...engine, isEmpty, insert: (pages, left) => early.around(() => insert(pages), left) }, options);

  /** A connection runs one thing at a time. */
  function hold(pages: readonly CopiedPage[]): Promise<number> {
    return inTurn(async () => {
      const same = hashed ? await findSame(pages) : NONE;
      await copyPages(stages, pages, countRows(pages) - same.size, ({ tables, first }, index) => {
        const numbered = numberRows(tables[index]!, first, same);
        bytes += numbered.length;
        return numbered;
      });
      rows += countRows(pages) - same.size;
      if (guarded) held.push(...pages);
      return bytes;
    });
  }

  async function isolate(write: Write, count: number): Promise<Written> {
    const { inserted, refused } = await isolateRefused({ client, tables: resource.tables.map(({ name }) => name), count, most: MOST_REFUSED - refusals, write });
    refusals += refused.length;
    return { inserted, refused: refused.map(({ number, reason }) => ({ ...findRejection(Number(number)), reason })) };
  }

  function findRejection(number: number): Rejection {
    const page = held.find(({ first, rejections }) => number >= first && number < first + rejections!.length)!;
    return page.rejections![number - page.first]!;
  }

  /** The numbers of unchanged records, found before anything is sent. */
  async function findSame(pages: readonly CopiedPage[]): Promise<ReadonlySet<number>> {
    await copy(arrived, pages.map(({ tables, first }) => pickFields(tables[0]!, first, heads)));
    const [found] = await run("compare");
    const same = found?.row?.["same"] as string | null;
    return new Set(same?.split(",").map(Number));
  }

  /** Inserts each fragile record into temporary tables with the indexes of the real ones, and removes it again. */
  async function sift(pages: readonly CopiedPage[]): Promise<{ pages: CopiedPage[]; rejected: Rejection[] }> {
    const rejected: Rejection[] = [];
    const sifted: CopiedPage[] = [];
    for (const page of pages) {
      const refused = new Set<number>();
      for (const { row, rejection } of page.fragile ?? []) {
        if (await isTaken(filterRecords(page, (place) => place === row))) continue;
        refused.add(row);
        rejected.push(rejection);
      }
      sifted.push(refused.size > 0 ? filterRecords(page, (row) => !refused.has(row)) : page);
    }
    return { pages: sifted, rejected };
  }

  async function isTaken(record: CopiedPage): Promise<boolean> {
    await client.query("SAVEPOINT before_try");
    const places = resource.tables.map(({ name }, index) => `pg_temp.${quoteName(name)} (${columns[index]!.map(quoteName).join(", ")})`);
    const error = await copyPages(places, [record], 1, ({ tables }, index) => tables[index]!.bytes).catch((thrown: unknown) => thrown);
    if (error !== undefined && (error as { code?: string }).code !== PROGRAM_LIMIT_EXCEEDED) throw error;
    await client.query("ROLLBACK TO before_try; RELEASE before_try");
    return error === undefined;
  }

  /** All or none, since two pages can have the same record. */
  async function insert(pages: readonly CopiedPage[]): Promise<boolean> {
    await client.query("SAVEPOINT before_insert");
    try {
      await copyPages(targets, pages, countRows(pages), ({ tables }, index) => tables[index]!.bytes);
      await client.query("RELEASE before_insert");
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      await client.query("ROLLBACK TO before_insert; RELEASE before_insert");
      return false;
    }
  }

  async function copyPages(places: readonly string[], pages: readonly CopiedPage[], count: number, bytesOf: (page: CopiedPage, table: number) => Uint8Array): Promise<void> {
    for (const [index, place] of places.entries()) {
      const copied = await copy(place, pages.map((page) => bytesOf(page, index)));
      if (index === 0 && copied !== count) {
        throw new DestinationError(`Postgres found ${copied} records of ${resource.name} where ${count} were sent. Please report this.`);
      }
    }
  }

  async function copy(place: string, parts: readonly Uint8Array[]): Promise<number> {
    const filled = parts.filter((part) => part.length > 0);
    if (filled.length === 0) return 0;
    const sink = client.query(copyFrom(`COPY ${place} FROM STDIN (FORMAT binary)`));
    await pipeline([COPY_HEADER, ...filled, COPY_TRAILER], sink);
    return sink.rowCount;
  }

  /** The columns of each temporary table in order, without `_n`. */
  async function listColumns(places: readonly string[]): Promise<string[][]> {
    const { rows: found } = await client.query<{ columns: string[] }>(
      `SELECT array_agg(attname::text ORDER BY attnum) AS columns FROM unnest($1::regclass[]) WITH ORDINALITY AS t (place, position)
JOIN pg_attribute ON attrelid = place AND attnum > 0 AND NOT attisdropped AND attname <> '_n' GROUP BY position ORDER BY position`,
      [places],
    );
    return found.map(({ columns }) => columns);
  }

  async function forget(): Promise<void> {
    await client.query(`TRUNCATE ${stages.join(", ")}`);
    [bytes, rows, held] = [0, 0, []];
  }

  /** As `run`, for statements that most merges do not need, and for those that run before rows wait. */
  async function runWell(name: string, values?: Values, where?: Sql): Promise<readonly Result[]> {
    if (name === "compare") return [];
    if (name === "deduplicate") {
      const [found] = await run("find_duplicates");
      return found?.row ? run(name) : [];
    }
    if (name === "analyze" && !(await isUnknown())) return [];
    return run(name, values, where);
  }

  async function isEmpty(): Promise<boolean> {
    const { rows: [found] } = await client.query<{ empty: boolean }>(`SELECT ${tables.map((table) => `NOT EXISTS (SELECT FROM ${table})`).join(" AND ")} AS empty`);
    return found!.empty;
  }

  /** Whether Postgres has not analysed a table since it has rows. It does so by itself within some minutes. */
  async function isUnknown(): Promise<boolean> {
    return (await client.query("SELECT FROM pg_class WHERE oid = ANY ($1::regclass[]) AND reltuples <= 0 AND pg_relation_size(oid) > 0 LIMIT 1", [tables])).rowCount === 1;
  }

  async function run(name: string, values: Values = {}, where?: Sql): Promise<Result[]> {
    const results: Result[] = [];
    const given = { ...stamped, ...values };
    for (const sql of statements.get(name) ?? []) {
      const places = Math.max(0, ...[...sql.matchAll(/\$(\d)/g)].map(([, place]) => Number(place)));
      const parameters = (PARAMETERS[name] ?? []).slice(0, places).map((parameter) => given[parameter] ?? null);
      const text = where === undefined ? sql : narrow(sql, where, (index) => `$${places + index + 1}`);
      const { rowCount, rows } = await client.query<Record<string, unknown>>(text, [...parameters, ...(where?.values ?? [])]);
      results.push({ changed: rowCount ?? 0, row: rows[0] });
    }
    return results;
  }

  async function write(sql: string, values?: readonly (string | null)[]): Promise<void> {
    await client.query(sql, values && [...values]);
  }
}

/** For tables whose records are kept verbatim, which takes three times as much memory. */
const GUARDED_BYTES = 8 * 2 ** 20;

const NONE: ReadonlySet<number> = new Set();

/** The parameters `$1`, `$2`, … of the generated statements. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  remember: ["seen", "loaded_at", "load_id"],
  reached: ["loaded_at"],
  all_reached: ["loaded_at"],
  count: ["after"],
  count_gone: ["since"],
  count_again: ["resource", "since"],
  withhold: ["resource", "since"],
  list_gone: ["since"],
  count_covered: ["since"],
  sweep: ["loaded_at", "since"],
};

const UNIQUE_VIOLATION = "23505";
/** E.g. if a value is too long for an index. */
const PROGRAM_LIMIT_EXCEEDED = "54000";

const INSERT_MARKS = "INSERT INTO _parents SELECT $1, m->>0, m->>1, (m->>2)::timestamptz FROM json_array_elements($2::json) AS m";
