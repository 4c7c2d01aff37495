import { pipeline } from "node:stream/promises";
import type { Client, QueryResult } from "pg";
import { DestinationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { type CopiedPage, copyPage } from "../rows/copy-page.ts";
import { POSTGRES_LIMITS } from "../rows/fit.ts";
import { buildShape } from "../rows/shape.ts";
import type { CommitOptions, Committed, CursorState, ParentMark, Stage, Stamp, Sweep } from "./destination.ts";
import { quoteName } from "./identifiers.ts";
import { cursorValues, DELETE_CURSOR, DELETE_MARKS, entryValues, INSERT_CURSOR, INSERT_ENTRY, marksAsJson } from "./journal.ts";
import { seenAsJson } from "./details.ts";
import { narrow, type Statements } from "./statements.ts";
import { findSwept } from "./sweep.ts";

export interface PostgresStageOptions {
  /** The stage's own: its temporary tables end with it. */
  readonly client: Client;
  readonly copyFrom: typeof import("pg-copy-streams").from;
  readonly resource: Resource;
  readonly statements: Statements;
  readonly stamp: Stamp;
}

/** Pages become rows of COPY in JavaScript, bytes from bytes, and every table takes its rows of many pages in one COPY. */
export async function openPostgresStage(options: PostgresStageOptions): Promise<Omit<Stage, "discard">> {
  const { client, copyFrom, resource, statements, stamp } = options;
  const shape = buildShape(resource, POSTGRES_LIMITS);
  await runAll("stage");
  let rows = 0;
  let clean = true;
  /** Numbers of records as they are read: of those that were next at the last two deduplications. */
  let before = 0;
  let last = 0;

  return { report: shape.report, read, add, deduplicate, countLatest, commit };

  function read(body: Buffer, keys: readonly string[]): CopiedPage {
    return copyPage(body, shape, keys, stamp);
  }

  async function add(pages: readonly CopiedPage[]): Promise<void> {
    const sent = pages.reduce((sum, page) => sum + page.rows, 0);
    for (const [index, table] of resource.tables.entries()) {
      const copied = await copy(table.name, pages.map(({ tables }) => tables[index]!));
      if (index === 0 && copied !== sent) {
        throw new DestinationError(`Postgres found ${copied} records of ${resource.name} on pages that have ${sent}. Please report this.`);
      }
    }
    rows += sent;
    clean = false;
  }

  async function copy(table: string, parts: readonly Buffer[]): Promise<number> {
    const filled = parts.filter((part) => part.length > 0);
    if (filled.length === 0) return 0;
    const sink = client.query(copyFrom(`COPY pg_temp.${quoteName(`stage_${table}`)} FROM STDIN`));
    await pipeline(filled, sink);
    return sink.rowCount;
  }

  async function deduplicate(): Promise<number> {
    if (!clean) for (const { rows: [found] } of await runAll("deduplicate")) rows -= Number(found?.duplicates ?? 0);
    clean = true;
    [before, last] = [last, shape.sequence.next];
    return rows;
  }

  async function countLatest(): Promise<number> {
    const { rows: [found] } = await client.query<{ count: string }>(`SELECT count(*) FROM pg_temp.${quoteName(`stage_${resource.name}`)} WHERE _n >= ${before}`);
    return Number(found!.count);
  }

  async function commit({ sweep, cursor, marks, seen, entry }: CommitOptions): Promise<Committed> {
    await deduplicate();
    await client.query("BEGIN");
    try {
      if (seen) await runAll("remember", [seenAsJson(seen), stamp.loadedAt.toISOString(), stamp.loadId]);
      const committed = await merge(sweep);
      if (cursor) await move(cursor);
      if (marks) await keep(marks);
      if (entry) await client.query(INSERT_ENTRY, entryValues(entry(committed)));
      await client.query("COMMIT");
      return committed;
    } catch (error) {
      // Fails in its turn where the connection is gone, and the transaction with it.
      await client.query("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  async function merge(sweep: Sweep): Promise<Committed> {
    // The last statement says what it did.
    const written = (await runAll("merge")).at(-1)?.rows[0];
    await runAll("children");
    return { inserted: Number(written?.inserted ?? 0), updated: Number(written?.updated ?? 0), deleted: await markGone(sweep) };
  }

  async function markGone(sweep: Sweep): Promise<number> {
    const swept = await findSwept(sweep, () => readTime("oldest"));
    if (!swept) return 0;
    const marks = [stamp.loadId, stamp.loadedAt.toISOString()];
    const [root] = await runAll("sweep", resource.cursor ? [...marks, swept.since] : marks, swept.where);
    const deleted = root?.rowCount ?? 0;
    if (deleted > 0) await runAll("sweep_children");
    return deleted;
  }

  async function move(cursor: CursorState): Promise<void> {
    const latest = await readTime("reached", [stamp.loadedAt.toISOString()]);
    await client.query(DELETE_CURSOR, [resource.name]);
    await client.query(INSERT_CURSOR, cursorValues(resource.name, cursor, latest, stamp.loadId));
  }

  async function keep(marks: readonly ParentMark[]): Promise<void> {
    await client.query(DELETE_MARKS, [resource.name]);
    await client.query(INSERT_MARKS, [resource.name, marksAsJson(marks)]);
  }

  /** What the statement answers; null where there is none, or no time. */
  async function readTime(name: "reached" | "oldest", parameters: string[] = []): Promise<string | null> {
    const [answer] = await runAll(name, parameters);
    return answer?.rows[0][name] ?? null;
  }

  async function runAll(name: string, parameters: (string | null)[] = [], where?: string): Promise<QueryResult[]> {
    const results: QueryResult[] = [];
    for (const sql of statements.get(name) ?? []) results.push(await client.query(where === undefined ? sql : narrow(sql, where), parameters));
    return results;
  }
}

const INSERT_MARKS = "INSERT INTO _parents SELECT $1, m->>0, m->>1, (m->>2)::timestamptz FROM json_array_elements($2::json) AS m";
