import type { Document } from "../spec/types.ts";
import type { Names } from "./names.ts";
import type { NamedList } from "./parent.ts";
import type { FindReference } from "./references.ts";

/** What the tables of a resource depend on besides its own list. */
export interface TableContext {
  document: Document;
  resources: NamedList[];
  tableNames: Names;
  /** The table of each list, which has its name before all child tables. */
  rootNames: ReadonlyMap<string, string>;
  recordComponents: ReadonlySet<string>;
  findReference: FindReference;
}
