import type { Upload } from "./upload.ts";

/** A place for objects under names with slashes, as in `invoices/2026-11.parquet`. Whoever reads one gets the old or the new one whole. */
export interface ObjectStore {
  /** What a person calls it, without secrets. */
  readonly name: string;
  /** Undefined where there is no such object. */
  get(key: string): Promise<Buffer | undefined>;
  /** Puts an object in place of the one that is there. */
  put(key: string, upload: Upload): Promise<void>;
  /** Does nothing where there is no such object. */
  remove(key: string): Promise<void>;
  /** The names of all objects. */
  list(): Promise<string[]>;
}
