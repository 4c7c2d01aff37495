import type { DuckDBConnection } from "@duckdb/node-api";
import { DestinationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { DUCKDB_LIMITS } from "../rows/fit.ts";
import { type FittedPage, fitPage } from "../rows/fit-page.ts";
import { buildShape } from "../rows/shape.ts";
import type { CommitOptions, Committed, CursorState, Stage, Stamp } from "./destination.ts";
import { EXACT_DECIMAL } from "./exact-decimal.ts";
import { quoteName } from "./identifiers.ts";
import { cursorValues, DELETE_CURSOR, entryValues, INSERT_CURSOR, INSERT_ENTRY } from "./journal.ts";
import type { Statements } from "./statements.ts";
import type { Turns } from "./turns.ts";

/** A stage, and how to let go of it. */
export interface DuckDBStage extends Omit<Stage, "discard"> {
  readonly release: () => void;
}

export interface DuckDBStageOptions {
  readonly duck: typeof import("@duckdb/node-api");
  /** The stage's own: its temporary table and macros end with it. */
  readonly connection: DuckDBConnection;
  readonly resource: Resource;
  readonly statements: Statements;
  readonly stamp: Stamp;
  /** For what takes memory, which two stages would overdraw together, and for what writes to the file. */
  readonly inTurn: Turns;
}

/** Pages go in as the bytes that Lago sent, many a statement, and the engine parses them: no JavaScript a row. */
export async function openDuckDBStage({ duck, connection, resource, statements, stamp, inTurn }: DuckDBStageOptions): Promise<DuckDBStage> {
  const shape = buildShape(resource, DUCKDB_LIMITS);
  const supplied = resource.tables[0].columns.filter(({ path }) => path === undefined).map(({ name }) => name);
  const types = { pages: duck.LIST(duck.BLOB), ...Object.fromEntries(supplied.map((name) => [name, duck.LIST(duck.VARCHAR)])) };
  const marks: Readonly<Record<string, string>> = { load_id: stamp.loadId, loaded_at: stamp.loadedAt.toISOString() };
  await connection.run(EXACT_DECIMAL);
  await runAll("records");
  await runAll("stage");
  const insert = await connection.prepare(statements.get("add")![0]!);
  let rows = 0;
  let clean = true;
  /** Numbers that DuckDB gives to rows from 0 on, and to none twice: of the next one, and of those next at the last two deduplications. */
  let next = 0;
  let before = 0;
  let last = 0;

  return { report: shape.report, read, add, deduplicate, countLatest, commit, release };

  function read(body: Buffer, keys: readonly string[]): KeyedPage {
    return { ...fitPage(body, shape), keys };
  }

  async function add(pages: readonly KeyedPage[]): Promise<void> {
    const bodies = duck.listValue(pages.map(({ body }) => duck.blobValue(body)));
    const keys = supplied.map((name, index) => [name, duck.listValue(pages.map((page) => page.keys[index]!))]);
    insert.bind({ pages: bodies, ...Object.fromEntries(keys) }, types);
    const { rowsChanged } = await inTurn(() => insert.run());
    insert.clearBindings();
    const sent = pages.reduce((sum, page) => sum + page.rows, 0);
    if (rowsChanged !== sent) {
      throw new DestinationError(`DuckDB found ${rowsChanged} records of ${resource.name} on pages that have ${sent}. Please report this.`);
    }
    rows += sent;
    next += sent;
    clean = false;
  }

  async function deduplicate(): Promise<number> {
    if (!clean) for (const duplicates of await runAll("deduplicate")) rows -= duplicates;
    clean = true;
    [before, last] = [last, next];
    return rows;
  }

  function countLatest(): Promise<number> {
    return count(`${quoteName(`stage_${resource.name}`)} WHERE rowid >= ${before}`);
  }

  async function commit({ sweep, cursor, entry }: CommitOptions): Promise<Committed> {
    await deduplicate();
    return inTurn(async () => {
      await connection.run("BEGIN");
      try {
        const committed = await merge(sweep);
        if (cursor) await move(cursor);
        await connection.run(INSERT_ENTRY, entryValues(entry(committed)));
        await connection.run("COMMIT");
        return committed;
      } catch (error) {
        // Fails in its turn where DuckDB has already ended the transaction.
        await connection.run("ROLLBACK").catch(() => {});
        throw error;
      }
    });
  }

  async function merge(sweep: boolean): Promise<Committed> {
    // A table without a key is replaced: all that it holds afterwards is new.
    const known = resource.primaryKey.length > 0 ? await count(quoteName(resource.name)) : 0;
    await runAll("merge");
    const inserted = (await count(quoteName(resource.name))) - known;
    await runAll("children");
    const [deleted = 0] = sweep ? await runAll("sweep") : [];
    return { inserted, updated: rows - inserted, deleted };
  }

  async function move(cursor: CursorState): Promise<void> {
    const [reached] = statements.get("reached") ?? [];
    const latest = reached && (await connection.runAndReadAll(reached, { loaded_at: marks["loaded_at"]! })).getRows()[0];
    await connection.run(DELETE_CURSOR, [resource.name]);
    await connection.run(INSERT_CURSOR, cursorValues(resource.name, cursor, (latest?.[0] as string | null) ?? null, stamp.loadId));
  }

  async function count(from: string): Promise<number> {
    const reader = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`);
    return Number(reader.getRows()[0]![0]);
  }

  /** Answers how many rows each statement of that name changed. */
  async function runAll(name: string): Promise<number[]> {
    const changed: number[] = [];
    for (const sql of statements.get(name) ?? []) {
      const prepared = await connection.prepare(sql);
      for (let index = 1; index <= prepared.parameterCount; index++) {
        prepared.bindVarchar(index, marks[prepared.parameterName(index)]!);
      }
      changed.push((await prepared.run()).rowsChanged);
      prepared.destroySync();
    }
    return changed;
  }

  function release(): void {
    insert.destroySync();
    connection.closeSync();
  }
}

interface KeyedPage extends FittedPage {
  readonly keys: readonly string[];
}
