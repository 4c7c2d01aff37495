import type { Document } from "../spec/types.ts";
import type { Names } from "./names.ts";
import type { NamedList } from "./parent.ts";
import type { FindReference } from "./references.ts";

/** What the tables of a resource depend on besides its own list. */
export interface TableContext {
  document: Document;
  resources: NamedList[];
  tableNames: Names;
  recordComponents: ReadonlySet<string>;
  findReference: FindReference;
}
