import type { FlatSchema } from "../spec/resolve.ts";
import type { Operation, Parameter, Schema } from "../spec/types.ts";

/** An operation that answers with JSON. */
export interface ReadOperation {
  path: string;
  operation: Operation;
  parameters: Parameter[];
  /** The 200 response. */
  body: FlatSchema;
}

/** An operation that lists records, with what the finders look at. */
export interface ListOperation extends ReadOperation {
  /** The property that holds the records. */
  selector: string;
  /** Names of the properties that lead to them, where it is not a property of the body. */
  recordsAt?: string[];
  /** The objects around them, from the body inwards. */
  around: FlatSchema[];
  /** A record, as written in the document. */
  items: Schema;
  record: FlatSchema;
}
