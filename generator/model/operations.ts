import { refName, resolve, resolveRef, type FlatSchema } from "../spec/resolve.ts";
import type { Document, Operation, Parameter, Schema } from "../spec/types.ts";
import { findSelector } from "./selector.ts";

/** An operation that lists records, with what the finders look at. */
export interface ListOperation {
  path: string;
  operation: Operation;
  parameters: Parameter[];
  /** The 200 response. */
  body: FlatSchema;
  /** The property of the body that holds the records. */
  selector: string;
  /** A record, as written in the document. */
  items: Schema;
  record: FlatSchema;
}

/** The operations that list records: known by the structure of what they answer, never by name. */
export function findListOperations(document: Document): ListOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const operation = item.get;
    const schema = operation && findBody(document, operation);
    if (operation === undefined || schema === undefined) return [];
    const body = resolve(document, schema);
    const selector = findSelector(document, body);
    if (selector === undefined) return [];
    const items = resolve(document, body.properties[selector]!).items ?? {};
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((node) => resolveRef(document, node));
    return [{ path, operation, parameters, body, selector, items, record: resolve(document, items) }];
  });
}

/** The name of the schema that a record refers to, if it refers to one and changes nothing about it. */
export function findRecordName({ items }: ListOperation): string | undefined {
  return items.$ref === undefined ? undefined : refName(items.$ref);
}

function findBody(document: Document, operation: Operation): Schema | undefined {
  const response = operation.responses?.["200"];
  return response && resolveRef(document, response).content?.["application/json"]?.schema;
}
