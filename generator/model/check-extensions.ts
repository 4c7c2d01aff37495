import type { Diagnostic } from "../diagnostics.ts";
import { childPath } from "../spec/json-path.ts";
import type { Document } from "../spec/types.ts";
import { listOperations, visitSchemas } from "../spec/visit.ts";

/** The allowed values of an `x-` key: a name for people, and a test. */
interface Form {
  is: string;
  test(value: unknown): boolean;
}

const text: Form = { is: "a text", test: (value) => typeof value === "string" && value !== "" };
const number: Form = { is: "a number that is not negative", test: (value) => Number.isFinite(value) && (value as number) >= 0 };
const boolean: Form = { is: "true or false", test: (value) => typeof value === "boolean" };
const yes: Form = { is: "true", test: (value) => value === true };
const texts = list(text);
const names: Form = { is: "a list of names, each once", test: (value) => texts.test(value) && (value as string[]).length > 0 && new Set(value as string[]).size === (value as string[]).length };
/** It becomes the name of a folder, a table and a TypeScript export. */
const tableName: Form = { is: "small letters, digits and _, with a letter first", test: (value) => typeof value === "string" && /^[a-z][a-z0-9_]*$/.test(value) };

/** The keys of an operation. Any other key is misspelt, or read by nothing. */
const OPERATION_KEYS: Record<string, Form> = {
  "x-primary-key": names,
  "x-nullable-key": texts,
  "x-replace": boolean,
  "x-parent": object({ resource: text, params: map(text), where: map(text) }),
  "x-watch": object({ columns: texts, lookbackDays: number, shownBy: object({ resource: text, columns: texts }, ["resource", "columns"]), why: text }, ["columns", "lookbackDays", "why"]),
  "x-part-of": text,
  "x-snapshot": tableName,
  "x-default-query": map({ is: "a text, or a list of texts", test: (value) => text.test(value) || texts.test(value) }),
  "x-cursor": object(
    {
      column: text,
      from: text,
      to: text,
      inclusive: boolean,
      granularity: oneOf("second", "date"),
      lookbackDays: number,
      expires: boolean,
      moves: boolean,
      also: list(object({ column: text, from: text, to: text, lookbackDays: number }, ["column", "from"])),
      why: text,
    },
    ["column", "granularity", "lookbackDays"],
  ),
  "x-feed": object({ kind: text, retentionDays: number }, ["kind", "retentionDays"]),
  "x-changes": object({ after: list(object({ of: texts, by: text, column: text, filter: text }, ["of", "by"])), misses: text }, ["after"]),
  "x-webhooks": object({ after: list(object({ of: texts, by: text, column: text, filter: text, optional: yes }, ["of", "by"])), misses: text }),
  "x-order": object({ by: texts, ties: boolean, moves: boolean, repeats: boolean }),
  "x-count": oneOf("cached"),
  "x-optional": object({ status: number, why: text }, ["status", "why"]),
  "x-renamed-from": text,
};

/** The keys of a schema. */
const SCHEMA_KEYS: Record<string, Form> = { "x-details": yes, "x-renamed-from": text };

/** Checks that each `x-` key is known and has a valid value. */
export function checkExtensions(document: Document): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const check = (node: object, keys: Record<string, Form>, where: string, operationId?: string) => {
    for (const [key, value] of Object.entries(node).filter(([key]) => key.startsWith("x-"))) {
      const place = { where: childPath(where, key), ...(operationId !== undefined && { operationId }) };
      const form = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (form === undefined) diagnostics.push(unknownKey(key, place, Object.keys(keys)));
      else if (!form.test(value)) diagnostics.push(wrongForm(key, place, form));
    }
  };
  for (const { operation, where } of listOperations(document)) check(operation, OPERATION_KEYS, where, operation.operationId);
  visitSchemas(document, (schema, where) => check(schema, SCHEMA_KEYS, where));
  return diagnostics;
}

function list(form: Form): Form {
  return { is: `a list, each of it ${form.is}`, test: (value) => Array.isArray(value) && value.every((each) => form.test(each)) };
}

function map(form: Form): Form {
  return { is: `keys, each with ${form.is}`, test: (value) => isObject(value) && Object.values(value).every((each) => form.test(each)) };
}

function oneOf(...values: string[]): Form {
  return { is: values.join(" or "), test: (value) => values.includes(value as string) };
}

function object(members: Record<string, Form>, required: string[] = []): Form {
  const is = Object.entries(members).map(([name, form]) => `${name}${required.includes(name) ? "" : " (optional)"}: ${form.is}`).join("; ");
  return {
    is: `keys (${is})`,
    test: (value) => isObject(value) && required.every((name) => Object.hasOwn(value, name)) && Object.entries(value).every(([name, each]) => Object.hasOwn(members, name) && members[name]!.test(each)),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unknownKey(key: string, place: Pick<Diagnostic, "where" | "operationId">, known: string[]): Diagnostic {
  return {
    code: "extension-unknown",
    severity: "error",
    ...place,
    message: `Nothing reads ${key} here.`,
    help: `Correct or delete it in spec/overlay.yaml. The keys of this place: ${known.join(", ")}.`,
  };
}

function wrongForm(key: string, place: Pick<Diagnostic, "where" | "operationId">, form: Form): Diagnostic {
  return { code: "extension-malformed", severity: "error", ...place, message: `${key} has to be ${form.is}.`, help: "Correct it in spec/overlay.yaml; spec/README.md has an example of each key." };
}
