import type { Diagnostic } from "../diagnostics.ts";
import { childPath } from "./json-path.ts";
import { resolveRef } from "./resolve.ts";
import type { Document } from "./types.ts";
import { listOperations, visitSchemas, type PlacedOperation } from "./visit.ts";

/** Defects that swagger-parser 13.0.0 accepts in OpenAPI 3.1 and that would make resources wrong. */
export function checkDocument(document: Document): Diagnostic[] {
  const operations = listOperations(document);
  return [
    ...checkOperationIds(operations),
    ...operations.filter(({ method }) => method === "get").flatMap(checkPath),
    ...operations.flatMap((operation) => [...checkPathParameters(document, operation), ...checkResponses(operation)]),
    ...checkTypes(document),
    ...checkForms(document),
  ];
}

function checkOperationIds(operations: PlacedOperation[]): Diagnostic[] {
  const seen = new Map<string, string>();
  return operations.flatMap(({ operation: { operationId }, where }) => {
    if (operationId === undefined) return [];
    const before = seen.get(operationId);
    if (before === undefined) {
      seen.set(operationId, where);
      return [];
    }
    return [defect("duplicate-operation-id", { operationId, where }, `${before} has the same operationId.`, "Give each operation an operationId of its own.")];
  });
}

/** Parameters that cannot be sent as written, or are incomplete. */
function checkPath({ path, operation: { operationId }, where }: PlacedOperation): Diagnostic[] {
  const isWhole = path.split("/").every((segment) => segment !== "." && segment !== ".." && /^([^{}?#]|\{[^{}?#]+\})*$/.test(segment));
  return isWhole ? [] : [defect("path-malformed", at(operationId, where), `The path ${path} has a ? or #, a segment that is only dots, or braces without a name.`, "Correct the path. What chooses records is a query parameter.")];
}

function checkPathParameters(document: Document, { path, operation, item, where }: PlacedOperation): Diagnostic[] {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => resolveRef(document, parameter));
  const declared = new Set(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name));
  const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
  return named
    .filter((name) => !declared.has(name))
    .map((name) =>
      defect("undeclared-path-parameter", at(operation.operationId, where), `The path has {${name}}, but no parameter of that name is declared.`, `Add a parameter "${name}" with "in: path".`),
    );
}

function checkResponses({ operation: { operationId, responses = {} }, where }: PlacedOperation): Diagnostic[] {
  if (Object.keys(responses).length > 0) return [];
  return [defect("missing-responses", at(operationId, where), "The operation has no responses.", "Add the response with what it answers.")];
}

/** Values of keywords that the validator does not check, and that would be used as they are. */
const FORMS: Record<string, [is: string, test: (value: unknown) => boolean]> = {
  $ref: ["a text", isText],
  format: ["a text", isText],
  pattern: ["a text", isText],
  enum: ["a list", Array.isArray],
  required: ["a list of texts", (value) => Array.isArray(value) && value.every(isText)],
  deprecated: ["true or false", (value) => typeof value === "boolean"],
  nullable: ["true or false", (value) => typeof value === "boolean"],
  properties: ["schemas by name", isMap],
  items: ["a schema", isSchema],
  additionalProperties: ["a schema", isSchema],
  allOf: ["a list of schemas", isList],
  anyOf: ["a list of schemas", isList],
  oneOf: ["a list of schemas", isList],
};

function checkForms(document: Document): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visitSchemas(document, (schema, where) => {
    for (const [keyword, value] of Object.entries(schema)) {
      const [is, test] = (Object.hasOwn(FORMS, keyword) ? FORMS[keyword] : undefined) ?? [];
      if (test?.(value) !== false) continue;
      diagnostics.push(defect("keyword-malformed", { where: childPath(where, keyword) }, `${keyword} has to be ${is}${value === null ? ", and there is nothing" : ""}.`, "Correct the document, or spec/overlay.yaml where that states it. A property that can hold anything is {}."));
    }
  });
  return diagnostics;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isSchema(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "object" && value !== null && !Array.isArray(value));
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isSchema);
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isSchema);
}

const TYPES = new Set<unknown>(["string", "number", "integer", "boolean", "object", "array", "null"]);

function checkTypes(document: Document): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visitSchemas(document, ({ type }, where) => {
    const unknown = [type ?? []].flat().filter((name) => !TYPES.has(name));
    for (const name of unknown) {
      diagnostics.push(defect("unknown-type", { where }, `"${String(name)}" is not a type of JSON Schema.`, `The types are ${[...TYPES].join(", ")}.`));
    }
  });
  return diagnostics;
}

function at(operationId: string | undefined, where: string): Pick<Diagnostic, "operationId" | "where"> {
  return operationId === undefined ? { where } : { operationId, where };
}

function defect(code: string, place: Pick<Diagnostic, "operationId" | "where">, message: string, help: string): Diagnostic {
  return { code, severity: "error", ...place, message, help };
}
