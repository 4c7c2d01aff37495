import { refName, resolve, resolveRef, type FlatSchema } from "../spec/resolve.ts";
import type { Document, Operation, Parameter, Schema } from "../spec/types.ts";
import { readExtensions } from "./extensions.ts";
import { findSelector } from "./selector.ts";

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
  /** The property of the body that holds the records. */
  selector: string;
  /** A record, as written in the document. */
  items: Schema;
  record: FlatSchema;
}

/**
 * The operations that list records: known by the structure of what they answer, never by name. And those of which the overlay
 * says that their one record is worth a table.
 */
export function findListOperations(document: Document): ListOperation[] {
  return Object.keys(document.paths).flatMap((path) => {
    const read = findOperation(document, path);
    if (read === undefined) return [];
    const isSnapshot = readExtensions(read.operation).snapshot !== undefined;
    const selector = isSnapshot ? Object.keys(read.body.properties)[0] : findSelector(document, read.body);
    if (selector === undefined) return [];
    const schema = read.body.properties[selector]!;
    const items = isSnapshot ? schema : (resolve(document, schema).items ?? {});
    return [{ ...read, selector, items, record: resolve(document, items) }];
  });
}

/** What a GET of the path answers with; undefined where that is no JSON. */
export function findOperation(document: Document, path: string): ReadOperation | undefined {
  const item = document.paths[path];
  const operation = item?.get;
  const schema = operation && findBody(document, operation);
  if (schema === undefined) return undefined;
  const parameters = [...(item?.parameters ?? []), ...(operation?.parameters ?? [])].map((node) => resolveRef(document, node));
  return { path, operation: operation!, parameters, body: resolve(document, schema) };
}

/** The name of the schema that a record refers to, if it refers to one and changes nothing about it. */
export function findRecordName({ items }: ListOperation): string | undefined {
  return items.$ref === undefined ? undefined : refName(items.$ref);
}

function findBody(document: Document, operation: Operation): Schema | undefined {
  const response = operation.responses?.["200"];
  return response && resolveRef(document, response).content?.["application/json"]?.schema;
}
