import type { Document } from "../spec/types.ts";
import type { Names } from "./names.ts";
import type { NamedList } from "./parent.ts";
import type { FindReference } from "./references.ts";

/** Other facts that the tables of a resource depend on. */
export interface TableContext {
  document: Document;
  resources: NamedList[];
  tableNames: Names;
  /** The table of each list, which gets its name before all child tables. */
  rootNames: ReadonlyMap<string, string>;
  recordComponents: ReadonlySet<string>;
  findReference: FindReference;
}
