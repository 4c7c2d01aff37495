import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnPage } from "../../rows/column-page.ts";
import { DUCKDB_LIMITS } from "../../rows/fit.ts";
import { countRows } from "../../rows/page.ts";
import type { PageReader } from "../../rows/page-reader.ts";
import { writeParquet } from "../../rows/parquet.ts";
import { buildShape } from "../../rows/shape.ts";
import { listSources } from "../../rows/sources.ts";
import type { Stage } from "../destination.ts";
import { quoteName } from "../identifiers.ts";
import { openMergingStage } from "../merging-stage.ts";
import type { Result, StagedResource, Values } from "../stage-engine.ts";
import type { Sql, SqlValue } from "../sql.ts";
import { narrow, type Statements } from "../statements.ts";
import type { Turns } from "../turns.ts";
import { bindValues } from "./bind-values.ts";
import { carryLeftColumns, findLeftColumns } from "./left-columns.ts";
import { quoteText } from "./literals.ts";
import { nameWaiting } from "./spill.ts";

export interface DuckDBStageOptions extends StagedResource {
  /** Used by this stage only: its transaction ends with it. */
  readonly connection: DuckDBConnection;
  readonly statements: Statements;
  readonly reader: PageReader<"columns">;
  /** The folder for waiting rows. */
  readonly folder: string;
  /** Runs one at a time what needs much memory, which two stages would exceed together, and what writes to the file. */
  readonly inTurn: Turns;
  /** Comments on the tables. Not within the transaction: see `commentInDuckDB`. */
  readonly comment: () => Promise<void>;
  /** Functions of `Memory`, not in the session of the transaction. */
  readonly memory: { readonly trim: () => Promise<void>; readonly restore: () => Promise<void> };
  /** Throws if another load may have begun. */
  readonly fence?: () => Promise<void>;
}

/** A stage, and how to release it. */
export interface DuckDBStage extends Omit<Stage, "discard"> {
  readonly release: () => Promise<void>;
}

/** The rows of some pages, in one file per table. */
interface Batch {
  /** Prefix of its file names. */
  readonly path: string;
  readonly bytes: number;
  readonly rows: number;
}

/** Pages wait as Parquet files, which DuckDB reads ten times as fast as JSON. */
export async function openDuckDBStage(options: DuckDBStageOptions): Promise<DuckDBStage> {
  const { connection, resource, statements, stamp, seen, hashed, reader, folder, inTurn, comment, memory, fence } = options;
  const shape = buildShape(resource, DUCKDB_LIMITS, hashed);
  const tables = shape.tables.map((table) => ({ name: table.table.name, columns: listSources(table, shape.root) }));
  const stamped: Values = { resource: resource.name, load_id: stamp.loadId, loaded_at: stamp.loadedAt.toISOString() };
  const left = hashed ? await findLeftColumns(connection, resource) : [];
  let waiting: Batch[] = [];
  let shown: Batch[] = [];

  await run("stage");
  const stage = openMergingStage({ read: reader.read, beforeBegin: comment, beforeCommit: memory.restore, hold, ...(!seen && { isEmpty }), show, forget, run, write, insertMarks: INSERT_MARKS, inTurn, ...(fence && { fence }) }, options);
  return { ...stage, release };

  async function hold(pages: readonly ColumnPage[]): Promise<number> {
    const path = join(folder, `${resource.name}-${++batchesSoFar}`);
    let bytes = 0;
    for (const [index, { name, columns }] of tables.entries()) {
      bytes += await writePieces(nameWaiting(path, name), writeParquet(columns, pages.map((page) => page.tables[index]!)));
    }
    waiting.push({ path, bytes, rows: countRows(pages) });
    return sumOf(waiting);
  }

  async function isEmpty(): Promise<boolean> {
    const result = await connection.run(`SELECT ${tables.map(({ name }) => `NOT EXISTS (FROM ${quoteName(name)})`).join(" AND ")} AS empty`);
    const [answer] = await result.getRowObjects();
    return answer!["empty"] === true;
  }

  async function show(): Promise<number> {
    [shown, waiting] = [waiting, []];
    if (shown.length === 0) return 0;
    for (const { name } of tables) {
      const files = `read_parquet([${shown.map(({ path }) => quoteText(nameWaiting(path, name))).join(", ")}])`;
      const rows = name === resource.name && left.length > 0 ? await carryLeftColumns(connection, resource, left, files) : files;
      await connection.run(`CREATE OR REPLACE TEMP VIEW ${quoteName(`stage_${name}`)} AS FROM ${rows}`);
    }
    return countRows(shown);
  }

  async function forget(): Promise<void> {
    const merged = sumOf(shown);
    await removeShown();
    if (merged >= WORTH_TRIMMING) await memory.trim();
  }

  async function removeShown(): Promise<void> {
    const files = shown.flatMap(({ path }) => tables.map(({ name }) => nameWaiting(path, name)));
    shown = [];
    await Promise.all(files.map((file) => rm(file, { force: true })));
  }

  async function run(name: string, values: Values = {}, where?: Sql): Promise<Result[]> {
    const results: Result[] = [];
    const narrowing = Object.fromEntries((where?.values ?? []).map((value, index) => [`where_${index}`, value]));
    const given: Readonly<Record<string, SqlValue>> = { ...stamped, ...values, ...narrowing };
    for (const sql of statements.get(name) ?? []) {
      const prepared = await connection.prepare(where === undefined ? sql : narrow(sql, where, (index) => `$where_${index}`));
      bindValues(prepared, (place) => given[place]);
      const result = await prepared.run();
      results.push({ changed: result.rowsChanged, row: (await result.getRowObjects())[0] });
      prepared.destroySync();
    }
    return results;
  }

  async function write(sql: string, values?: readonly (string | null)[]): Promise<void> {
    await connection.run(sql, values && [...values]);
  }

  async function release(): Promise<void> {
    await stage.settle();
    reader.close();
    connection.closeSync();
    shown.push(...waiting);
    await removeShown();
  }
}

function sumOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Bytes of a merge after which memory is trimmed: it takes some milliseconds. */
const WORTH_TRIMMING = 4 * 2 ** 20;

/** Writes parts without concatenating them first. Returns the number of bytes. */
async function writePieces(file: string, pieces: readonly Uint8Array[]): Promise<number> {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const handle = await open(file, "wx", 0o600);
  try {
    const { bytesWritten } = await handle.writev(pieces);
    if (bytesWritten < size) throw new Error("no space left on device");
    return size;
  } finally {
    await handle.close();
  }
}

const INSERT_MARKS = `INSERT INTO _parents SELECT $1, m[1], m[2], m[3]::TIMESTAMPTZ FROM (SELECT unnest(from_json($2, '[["VARCHAR"]]')) AS m)`;

/** Shared by all stages of this process: file names are unique, since DuckDB caches what it has read of a file. */
let batchesSoFar = 0;
