import type { Client } from "pg";
import { DestinationError } from "../../errors.ts";
import { quoteName } from "../identifiers.ts";
import type { Write } from "../stage-engine.ts";

/** A record that the tables refuse: its number, and the reason, as the end of a sentence that begins with "the record". */
export interface Refused {
  readonly number: string;
  readonly reason: string;
}

export interface IsolateOptions {
  readonly client: Client;
  /** The resource's tables, the root first. Their staging tables have the record's number as `_n`, and so has the table of arrived records. */
  readonly tables: readonly string[];
  /** Number of staged records. */
  readonly count: number;
  /** How many more may be refused. */
  readonly most: number;
  /** Moves what is staged into the tables. */
  readonly write: Write;
}

/** Limit per load. If more are refused, the resource as a whole does not fit its table. */
export const MOST_REFUSED = 100;

/**
 * Writes what is staged. If a user's constraint or trigger on the tables refuses it, the refused records are found and removed, one after
 * another, and the others are written. Of two records that exclude each other, the later one is removed.
 */
export async function isolateRefused({ client, tables, count, most, write }: IsolateOptions): Promise<{ readonly inserted: number; readonly refused: readonly Refused[] }> {
  const root = `pg_temp.${quoteName(`stage_${tables[0]!}`)}`;
  const seen = `pg_temp.${quoteName(`seen_${tables[0]!}`)}`;
  const refused: Refused[] = [];
  let numbers: string[] | undefined;
  /** This many, from the first one on, are known to be accepted. */
  let taken = 0;
  for (;;) {
    const { inserted = null, error } = await attempt(count - refused.length, "RELEASE");
    if (inserted !== null) return { inserted, refused };
    if (refused.length >= most) throw error;
    numbers ??= await listNumbers();
    const { at, reason } = await findFirst(numbers, error);
    const [number] = numbers.splice(at, 1);
    await takeOut("=", number!);
    await client.query(`DELETE FROM ${seen} WHERE _n = $1::bigint`, [number]);
    refused.push({ number: number!, reason: describe(reason) });
  }

  async function listNumbers(): Promise<string[]> {
    const { rows } = await client.query<[string]>({ text: `SELECT s._n::text FROM ${root} AS s ORDER BY s._n`, rowMode: "array" });
    return rows.map(([number]) => number);
  }

  /** Finds the first record without which those before it are accepted; all of them together are refused, with `error`. */
  async function findFirst(all: readonly string[], error: unknown): Promise<{ at: number; reason: unknown }> {
    let [low, high, reason] = [taken, all.length, error];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      const { inserted, error } = await attempt(middle, "ROLLBACK TO", () => takeOut(">", all[middle - 1]!));
      if (inserted !== undefined) low = middle;
      else [high, reason] = [middle, error];
    }
    taken = low;
    return { at: low, reason };
  }

  /** Returns how many rows were new, or why the tables refuse a record. */
  async function attempt(records: number, end: "RELEASE" | "ROLLBACK TO", prepare?: () => Promise<void>): Promise<{ readonly inserted?: number; readonly error?: unknown }> {
    await client.query("SAVEPOINT before_write");
    try {
      await prepare?.();
      const inserted = await write(records);
      await client.query(end === "RELEASE" ? "RELEASE before_write" : "ROLLBACK TO before_write; RELEASE before_write");
      return { inserted };
    } catch (error) {
      if (!isOfRecord(error)) throw error;
      await client.query("ROLLBACK TO before_write; RELEASE before_write");
      return { error };
    }
  }

  async function takeOut(which: "=" | ">", number: string): Promise<void> {
    for (const name of tables) await client.query(`DELETE FROM pg_temp.${quoteName(`stage_${name}`)} WHERE _n ${which} $1::bigint`, [number]);
  }
}

/** Whether an error is about values: constraints, exceptions of triggers, or fewer written rows than were sent. */
function isOfRecord(error: unknown): boolean {
  return error instanceof DestinationError ? error.concerns === "resource" : /^(22|23|44|P0)...$/.test(codeOf(error));
}

/** The message of a trigger may quote the record. */
function describe(error: unknown): string {
  const { constraint, column } = error as { constraint?: string; column?: string };
  if (constraint !== undefined) return `does not fit the constraint ${constraint}`;
  if (codeOf(error) === "23502") return `has no value for ${column ?? "a column"}, which somebody has declared NOT NULL`;
  return "is refused by a trigger or rule of the table";
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? "";
}

/**
 * Whether users have put rules on the tables that can refuse a record: a constraint, a unique index, NOT NULL, or a trigger. `places`: the
 * same tables as the loader creates them.
 */
export async function hasRules(client: Client, tables: readonly string[], places: readonly string[]): Promise<boolean> {
  const { rows: [found] } = await client.query<{ rules: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_constraint WHERE conrelid = ANY ($1::regclass[]) AND contype IN ('c', 'f', 'x'))
  OR EXISTS (SELECT FROM pg_trigger WHERE tgrelid = ANY ($1::regclass[]) AND NOT tgisinternal)
  OR EXISTS (SELECT FROM pg_rewrite WHERE ev_class = ANY ($1::regclass[]))
  OR EXISTS (SELECT FROM pg_index WHERE indrelid = ANY ($1::regclass[]) AND indisunique AND NOT indisprimary AND NOT indnullsnotdistinct)
  OR EXISTS (SELECT FROM unnest($1::regclass[], $2::regclass[]) AS t (place, made) JOIN pg_attribute AS a ON attrelid = place AND a.attnotnull AND NOT a.attisdropped AND a.attnum > 0
    WHERE NOT EXISTS (SELECT FROM pg_attribute AS own WHERE own.attrelid = made AND own.attname = a.attname AND own.attnotnull)) AS rules`,
    [tables, places],
  );
  return found!.rules;
}
