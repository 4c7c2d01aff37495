import type { Operation } from "../spec/types.ts";
import type { Cursor, Feed, Optional, Watch } from "./types.ts";

/** What spec/overlay.yaml states about loading a list; spec/README.md says what each key means. */
export interface Extensions {
  primaryKey?: string[];
  /** Whether rows have no identity that lasts, so that a load replaces the table. */
  keyless: boolean;
  /** Columns of the key that may be null: two records of which one is are the same in it. */
  nullableKey: string[];
  /** Without a resource, that which the path names; `params` beside those that the path tells. */
  parent?: { resource?: string; params?: Record<string, string>; where?: Record<string, string> };
  watch?: Watch;
  partOf?: string;
  /** The name of a resource that is no list: one record an answer, of what holds at that time. */
  snapshot?: string;
  query?: Record<string, string | string[]>;
  cursor?: Omit<Cursor, "inclusive"> & { inclusive?: boolean };
  feed?: Feed;
  changes?: { after: { of: string[]; by: string; column?: string; filter?: string }[]; misses?: string };
  /** Of webhooks: `by` is a property of the object, or one of an object in it. */
  webhooks?: { after?: { of: string[]; by: string; column?: string; filter?: string; optional?: true }[]; misses?: string };
  count?: "cached";
  optional?: Optional;
  order?: { ties?: boolean; moves?: boolean; repeats?: boolean };
  renamedFrom?: string;
}

/** The `x-` keys of an operation, under the names used here. */
export function readExtensions(operation: Operation): Extensions {
  const read = <K extends keyof Extensions>(name: K, key: `x-${string}`) =>
    operation[key] === undefined ? {} : ({ [name]: operation[key] } as Pick<Extensions, K>);
  return {
    keyless: operation["x-replace"] === true,
    nullableKey: (operation["x-nullable-key"] ?? []) as string[],
    ...read("primaryKey", "x-primary-key"),
    ...read("parent", "x-parent"),
    ...read("watch", "x-watch"),
    ...read("partOf", "x-part-of"),
    ...read("snapshot", "x-snapshot"),
    ...read("query", "x-default-query"),
    ...read("cursor", "x-cursor"),
    ...read("feed", "x-feed"),
    ...read("changes", "x-changes"),
    ...read("webhooks", "x-webhooks"),
    ...read("count", "x-count"),
    ...read("optional", "x-optional"),
    ...read("order", "x-order"),
    ...read("renamedFrom", "x-renamed-from"),
  };
}
