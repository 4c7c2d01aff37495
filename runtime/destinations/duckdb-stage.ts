import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import { DestinationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { DUCKDB_LIMITS } from "../rows/fit.ts";
import { type FittedPage, fitPage } from "../rows/fit-page.ts";
import { buildShape } from "../rows/shape.ts";
import type { CommitOptions, Committed, CursorState, ParentMark, Stage, Stamp, Sweep } from "./destination.ts";
import { carryLeftColumns } from "./duckdb-left-columns.ts";
import { EXACT_DECIMAL } from "./exact-decimal.ts";
import { quoteName } from "./identifiers.ts";
import { cursorValues, DELETE_CURSOR, DELETE_MARKS, entryValues, INSERT_CURSOR, INSERT_ENTRY, marksAsJson } from "./journal.ts";
import { seenAsJson } from "./details.ts";
import { narrow, type Statements } from "./statements.ts";
import { findSwept } from "./sweep.ts";
import type { Turns } from "./turns.ts";

/** A stage, and how to let go of it. */
export interface DuckDBStage extends Omit<Stage, "discard"> {
  readonly release: () => void;
}

export interface DuckDBStageOptions {
  /** The stage's own: its temporary table and macros end with it. */
  readonly connection: DuckDBConnection;
  readonly resource: Resource;
  readonly statements: Statements;
  readonly stamp: Stamp;
  /** For what takes memory, which two stages would overdraw together, and for what writes to the file. */
  readonly inTurn: Turns;
}

/** Pages go in as the bytes that Lago sent, many a statement, and the engine parses them: no JavaScript a row. */
export async function openDuckDBStage({ connection, resource, statements, stamp, inTurn }: DuckDBStageOptions): Promise<DuckDBStage> {
  const shape = buildShape(resource, DUCKDB_LIMITS);
  const supplied = resource.tables[0].columns.filter(({ path }) => path === undefined).map(({ name }) => name);
  const stamped: Values = { load_id: stamp.loadId, loaded_at: stamp.loadedAt.toISOString() };
  await connection.run(EXACT_DECIMAL);
  await runAll("records");
  await runAll("stage");
  /** By the number of pages they take: to plan one costs as much as to run it over 1 MB. */
  const inserts = new Map<number, DuckDBPreparedStatement>();
  let rows = 0;
  let clean = true;
  /** Whether pages are added in a transaction: one for all of them, since what DuckDB adds in one of its own it writes twice. */
  let adding = false;
  /** Numbers that DuckDB gives to rows from 0 on, and to none twice: of the next one, and of those next at the last two deduplications. */
  let next = 0;
  let before = 0;
  let last = 0;

  return { report: shape.report, read, add, deduplicate, countLatest, commit, release };

  function read(body: Buffer, keys: readonly string[]): KeyedPage {
    return { ...fitPage(body, shape), keys };
  }

  async function add(pages: readonly KeyedPage[]): Promise<void> {
    const rowsChanged = await inTurn(() => insert(pages));
    const sent = pages.reduce((sum, page) => sum + page.rows, 0);
    if (rowsChanged !== sent) {
      throw new DestinationError(`DuckDB found ${rowsChanged} records of ${resource.name} on pages that have ${sent}. Please report this.`);
    }
    rows += sent;
    next += sent;
    clean = false;
  }

  async function insert(pages: readonly KeyedPage[]): Promise<number> {
    if (!adding) await connection.run("BEGIN");
    adding = true;
    // Powers of two keep the statements few; on the places left over is a page without a list, which gives no rows.
    const places = 2 ** Math.ceil(Math.log2(pages.length));
    const statement = inserts.get(places) ?? (await connection.prepare(spreadLists(statements.get("add")![0]!, supplied, places)));
    inserts.set(places, statement);
    for (let index = 1; index <= statement.parameterCount; index++) {
      const [, name, place] = /^(.*)_(\d+)$/.exec(statement.parameterName(index))!;
      const page = pages[Number(place)];
      if (name === "pages") statement.bindBlob(index, page?.body ?? NO_PAGE);
      else statement.bindVarchar(index, page?.keys[supplied.indexOf(name!)] ?? "");
    }
    const { rowsChanged } = await statement.run();
    statement.clearBindings();
    return rowsChanged;
  }

  function deduplicate(): Promise<number> {
    return inTurn(async () => {
      if (adding) await connection.run("COMMIT");
      adding = false;
      if (!clean) for (const duplicates of await runAll("deduplicate")) rows -= duplicates;
      clean = true;
      [before, last] = [last, next];
      return rows;
    });
  }

  function countLatest(): Promise<number> {
    return count(`${quoteName(`stage_${resource.name}`)} WHERE rowid >= ${before}`);
  }

  async function commit({ sweep, cursor, marks, seen, entry }: CommitOptions): Promise<Committed> {
    await deduplicate();
    return inTurn(async () => {
      // Details are updated in place.
      if (resource.primaryKey.length > 0 && !seen) await carryLeftColumns(connection, resource);
      await connection.run("BEGIN");
      try {
        if (seen) await runAll("remember", { seen: seenAsJson(seen) });
        const committed = await merge(sweep);
        if (cursor) await move(cursor);
        if (marks) await keep(marks);
        if (entry) await connection.run(INSERT_ENTRY, entryValues(entry(committed)));
        await connection.run("COMMIT");
        return committed;
      } catch (error) {
        // Fails in its turn where DuckDB has already ended the transaction.
        await connection.run("ROLLBACK").catch(() => {});
        throw error;
      }
    });
  }

  async function merge(sweep: Sweep): Promise<Committed> {
    // A table without a key is replaced: all that it holds afterwards is new.
    const known = resource.primaryKey.length > 0 ? await count(quoteName(resource.name)) : 0;
    await runAll("merge");
    const inserted = (await count(quoteName(resource.name))) - known;
    await runAll("children");
    return { inserted, updated: rows - inserted, deleted: await markGone(sweep) };
  }

  async function markGone(sweep: Sweep): Promise<number> {
    const swept = await findSwept(sweep, () => readTime("oldest"));
    if (!swept) return 0;
    const [deleted = 0] = await runAll("sweep", { since: swept.since }, swept.where);
    if (deleted > 0) await runAll("sweep_children");
    return deleted;
  }

  async function move(cursor: CursorState): Promise<void> {
    const latest = await readTime("reached");
    await connection.run(DELETE_CURSOR, [resource.name]);
    await connection.run(INSERT_CURSOR, cursorValues(resource.name, cursor, latest, stamp.loadId));
  }

  async function keep(marks: readonly ParentMark[]): Promise<void> {
    await connection.run(DELETE_MARKS, [resource.name]);
    await connection.run(INSERT_MARKS, [resource.name, marksAsJson(marks)]);
  }

  /** What the statement answers; null where there is none, or no time. */
  async function readTime(name: "reached" | "oldest"): Promise<string | null> {
    const [sql] = statements.get(name) ?? [];
    if (sql === undefined) return null;
    const prepared = await bind(sql, stamped);
    const [row] = (await prepared.runAndReadAll()).getRows();
    prepared.destroySync();
    return row![0] as string | null;
  }

  async function count(from: string): Promise<number> {
    const reader = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`);
    return Number(reader.getRows()[0]![0]);
  }

  /** Answers how many rows each statement of that name changed. */
  async function runAll(name: string, values: Values = {}, where?: string): Promise<number[]> {
    const changed: number[] = [];
    for (const sql of statements.get(name) ?? []) {
      const prepared = await bind(where === undefined ? sql : narrow(sql, where), { ...stamped, ...values });
      changed.push((await prepared.run()).rowsChanged);
      prepared.destroySync();
    }
    return changed;
  }

  async function bind(sql: string, values: Values): Promise<DuckDBPreparedStatement> {
    const prepared = await connection.prepare(sql);
    for (let index = 1; index <= prepared.parameterCount; index++) {
      const value = values[prepared.parameterName(index)] ?? null;
      if (value === null) prepared.bindNull(index);
      else prepared.bindVarchar(index, value);
    }
    return prepared;
  }

  function release(): void {
    for (const statement of inserts.values()) statement.destroySync();
    connection.closeSync();
  }
}

const INSERT_MARKS = `INSERT INTO _parents SELECT $1, m[1], m[2], m[3]::TIMESTAMPTZ FROM (SELECT unnest(from_json($2, '[["VARCHAR"]]')) AS m)`;

/** By the names of a statement's parameters. */
type Values = Readonly<Record<string, string | null>>;

/** Not NULL, which has another type: DuckDB would plan the statement anew, for 30 ms. */
const NO_PAGE = Buffer.from("{}");

interface KeyedPage extends FittedPage {
  readonly keys: readonly string[];
}

/**
 * Writes the lists that `add` takes as lists of parameters: `$pages` as `[$pages_0::BLOB, $pages_1::BLOB]`. A list bound as one
 * value is freed by V8's collector alone, which does not see its size: it cost 140 MB. Without the types, DuckDB plans anew each time.
 */
function spreadLists(sql: string, supplied: readonly string[], places: number): string {
  const list = (name: string, type: string) => `[${Array.from({ length: places }, (_, place) => `$${name}_${place}::${type}`).join(", ")}]`;
  return sql.replace(/\$(\w+)/g, (parameter, name: string) => {
    if (name === "pages") return list(name, "BLOB");
    return supplied.includes(name) ? list(name, "VARCHAR") : parameter;
  });
}
