import type { Lago } from "../../client.ts";
import { type Part, partOf } from "../../destinations/details.ts";
import { ConfigurationError, isGone, LagoError } from "../../errors.ts";
import type { Resource } from "../../resource.ts";
import { findRecord, keepMembers } from "../../rows/find-record.ts";
import { PageError } from "../../transport/page-error.ts";
import { parseAnswer } from "../../rows/parse-answer.ts";
import type { Traffic } from "../../transport/retry.ts";
import { fillBindings } from "../plan/bindings.ts";
import { type Failures, newFailures } from "./failures.ts";
import { inParallel } from "./in-parallel.ts";

export interface SingleReader {
  readonly lago: Lago;
  /** A resource with a `single`. */
  readonly resource: Resource;
  /** Counters that each request adds to. */
  readonly traffic: Traffic;
  readonly signal: AbortSignal;
}

/** The result for one requested record. */
export interface SingleAnswer<Asked> {
  readonly asked: Asked;
  /**
   * The record as Lago sent it, for `toPage`. If it was not requested by its key, it may be another record. `gone`: Lago has no such record
   * (404). `unaskable`: no URL can hold its value, e.g. a code that is only a dot.
   */
  readonly record: Buffer | "gone" | "unaskable";
}

/**
 * Requests single records, several at a time, and passes each result to `use` as it arrives, in any order; calls of `use` may overlap.
 * Returns which could not be read: one that fails does not stop the others. Throws the `LagoError` of a response that concerns all of
 * them, such as a 403.
 */
export async function readSingles<Asked extends { readonly values: readonly string[] }>(
  { lago, resource, traffic, signal: outer }: SingleReader,
  /** `values`: those of the columns that `single.bind` names, in its order. */
  records: Iterable<Asked> | AsyncIterable<Asked>,
  use: (answer: SingleAnswer<Asked>) => void | Promise<void>,
  /** Shared by consecutive calls. */
  failures: Failures<Asked> = newFailures(),
): Promise<Failures<Asked>> {
  const { path, selector, bind } = resource.single!;
  const items = Symbol.iterator in records ? records[Symbol.iterator]() : records[Symbol.asyncIterator]();
  await inParallel(items, () => lago.concurrency, outer, async (asked, signal) => {
    const accept = (body: Buffer) => checkAsked(findRecord(body, selector), resource, asked.values);
    const request = { ...fillBindings(bind, asked.values), accept, traffic, signal, attempts: failures.attempts };
    const record = await lago.get(path, request).catch((error: unknown) => {
      signal.throwIfAborted();
      if (error instanceof ConfigurationError) return "unaskable" as const;
      if (error instanceof LagoError && isGone(error)) return "gone" as const;
      failures.add(asked, bind.map(({ column }, index) => `${column} ${asked.values[index]}`).join(", "), error);
      return undefined;
    });
    if (record === undefined) return;
    failures.succeed();
    await use({ asked, record });
  });
  return failures;
}

/**
 * Returns the record if it is the requested one: it has the requested value, or no value, which makes it a record without a key. Throws a
 * `PageError` otherwise: another record would be stored instead, and the requested one be marked as deleted.
 */
function checkAsked(record: Buffer, { single, tables: [root] }: Resource, values: readonly string[]): Buffer {
  for (const [index, { column, in: place }] of single!.bind.entries()) {
    const path = root.columns.find(({ name }) => name === column)?.path;
    if (place !== "path" || path?.length !== 1) continue;
    const { [path[0]!]: sent } = parseAnswer(keepMembers(record, (name) => name === path[0]));
    if (sent != null && String(sent).toLowerCase() !== values[index]!.toLowerCase()) throw new PageError(`the record is not the requested one: its ${column} differs`);
  }
  return record;
}

/**
 * A page with these records, byte for byte, in the form that `Stage.read` takes: without the fields that only the other part of the tables
 * holds. Undocumented fields are in both.
 */
export function toPage(resource: Resource, records: readonly Buffer[], part: Part = "list"): Buffer {
  const other = membersOf(partOf(resource, part === "list" ? "details" : "list"));
  const own = membersOf(partOf(resource, part));
  const kept = records.map((record) => keepMembers(record, (name) => own.has(name) || !other.has(name)));
  const parts = kept.flatMap((record, index) => (index === 0 ? [record] : [COMMA, record]));
  return Buffer.concat([Buffer.from(`{${JSON.stringify(resource.selector)}:[`), ...parts, Buffer.from("]}")]);
}

const COMMA = Buffer.from(",");

/** The properties of a record that fill these tables. */
function membersOf({ tables: [root, ...children] }: Resource): ReadonlySet<string> {
  return new Set([...root.columns.flatMap(({ path }) => path?.[0] ?? []), ...children.map(({ arrays }) => arrays[0]![0]!)]);
}
