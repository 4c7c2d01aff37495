import type { Operation } from "../spec/types.ts";
import type { Cursor, Feed, Optional, Watch } from "./types.ts";

/** What spec/overlay.yaml states about loading a list; spec/README.md explains each key. */
export interface Extensions {
  primaryKey?: string[];
  /** Whether rows have no lasting key, so that a load replaces the table. */
  keyless: boolean;
  /** Key columns that can be null. Null equals null. */
  nullableKey: string[];
  /** Without a resource, the one that the path names; `params` in addition to those of the path. */
  parent?: { resource?: string; params?: Record<string, string>; where?: Record<string, string> };
  watch?: Omit<Watch, "shownBy"> & { shownBy?: { resource: string; columns: string[] } };
  partOf?: string;
  /** The name of a resource that is no list: each response is one record with the state at that time. */
  snapshot?: string;
  query?: Record<string, string | string[]>;
  cursor?: Omit<Cursor, "inclusive"> & { inclusive?: boolean };
  feed?: Feed;
  changes?: { after: { of: string[]; by: string; column?: string; filter?: string }[]; misses?: string };
  /** For webhooks: `by` is a property of the object, or of an object in it. */
  webhooks?: { after?: { of: string[]; by: string; column?: string; filter?: string; optional?: true }[]; misses?: string };
  count?: "cached";
  optional?: Optional;
  order?: { ties?: boolean; moves?: boolean; repeats?: boolean };
  renamedFrom?: string;
}

/** The `x-` keys of an operation, by the names used here. */
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
