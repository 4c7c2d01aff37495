import { childPath } from "./json-path.ts";
import { SCHEMA_KEYWORDS } from "./schema-keywords.ts";
import type { Document, Method, Operation, PathItem, Schema } from "./types.ts";

const METHODS: Method[] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export interface PlacedOperation {
  path: string;
  method: Method;
  operation: Operation;
  item: PathItem;
  where: string;
}

/** The operations of all paths; webhooks are not among them. */
export function listOperations(document: Document): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation, item, where: childPath(childPath("$.paths", path), method) }];
    }),
  );
}

/** Calls `visit` for every schema of the document, at any depth. */
export function visitSchemas(document: Document, visit: (schema: Schema, where: string) => void): void {
  visitNode({ paths: document.paths, webhooks: document.webhooks, components: document.components }, "$", visit);
}

/** Outside of schemas: examples are skipped, a key `schema` or `schemas` leads to schemas. */
function visitNode(node: unknown, where: string, visit: (schema: Schema, where: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const place = childPath(where, Array.isArray(node) ? Number(key) : key);
    if (key === "example" || key === "examples") continue;
    if (key === "schema") visitSchema(value as Schema, place, visit);
    else if (place === "$.components.schemas") visitEach(value as Record<string, Schema>, place, visit);
    else visitNode(value, place, visit);
  }
}

function visitSchema(schema: Schema, where: string, visit: (schema: Schema, where: string) => void): void {
  if (typeof schema !== "object" || schema === null) return;
  visit(schema, where);
  for (const [keyword, value] of Object.entries(schema)) {
    const holds = SCHEMA_KEYWORDS[keyword];
    if (holds === "schema") visitSchema(value as Schema, childPath(where, keyword), visit);
    if (holds === "list" || holds === "map") visitEach(value as Record<string, Schema>, childPath(where, keyword), visit);
  }
}

/** It may be missing in a spec that is not checked yet. */
function visitEach(schemas: Record<string, Schema> | Schema[] | null, where: string, visit: (schema: Schema, where: string) => void): void {
  if (typeof schemas !== "object" || schemas === null) return;
  for (const [key, schema] of Object.entries(schemas)) {
    visitSchema(schema, childPath(where, Array.isArray(schemas) ? Number(key) : key), visit);
  }
}
