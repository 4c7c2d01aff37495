import type { Upload } from "./upload.ts";

/** A store of objects under keys like `invoices/2026-11.parquet`. It replaces an object atomically: a reader gets the complete old or new one. */
export interface ObjectStore {
  /** Name for messages, without secrets. */
  readonly name: string;
  /** Throws if there are no credentials. Before a load, since a publish finds out by itself. */
  check?(): Promise<void>;
  /** Undefined if there is no such object. */
  get(key: string): Promise<Buffer | undefined>;
  /** Creates or replaces an object. */
  put(key: string, upload: Upload): Promise<void>;
  /** The same, unless another has written the object since `get` has read it: then it throws. */
  putUnlessChanged(key: string, upload: Upload): Promise<void>;
  /** Does nothing if there is no such object. */
  remove(key: string): Promise<void>;
  /** Returns the keys of all objects. */
  list(): Promise<string[]>;
}
