import { DocumentError } from "./document-error.ts";
import type { Document, Ref, Schema, SchemaType } from "./types.ts";

/** One level of a schema with its references followed and its `allOf` merged. Deeper levels stay as written. */
export interface FlatSchema {
  /** The component through which it was reached: `InvoiceObject`, also if keywords stand beside the reference. */
  name?: string;
  /** Every component it is made of: of an extension by `allOf`, its own name and those that it extends. */
  components: string[];
  /** Without "null". Empty if the spec does not say, or says only null. */
  types: Exclude<SchemaType, "null">[];
  nullable: boolean;
  format?: string;
  pattern?: string;
  /** Without null. */
  enum?: unknown[];
  default?: unknown;
  deprecated: boolean;
  /** The former name of the property: `x-renamed-from`. */
  renamedFrom?: string;
  /** Whether a list leaves the property out although the spec has it: `x-details`. */
  details?: true;
  /** In the spec's order. */
  properties: Record<string, Schema>;
  required: string[];
  /** The values of a map, or whether unknown keys are allowed. */
  additionalProperties?: boolean | Schema;
  items?: Schema;
  /** The choices of a `oneOf` or `anyOf` with two or more that are not null: a value of several shapes. */
  alternatives: Schema[];
}

/** The flat view of a schema, from anywhere in the spec. */
export function resolve(document: Document, schema: Schema): FlatSchema {
  return flatten(document, schema, []);
}

/** Follows a reference to a component that is no schema: a parameter or a response. */
export function resolveRef<T extends object>(document: Document, node: T | Ref): T {
  let found: T | Ref = node;
  for (let hops = 0; "$ref" in found; hops += 1) {
    if (hops > 20) throw new DocumentError(`${found.$ref} refers to itself.`);
    found = lookUp(document, found.$ref) as T | Ref;
  }
  return found;
}

/** The name in a reference: `InvoiceObject` of `#/components/schemas/InvoiceObject`. */
export function refName(ref: string): string {
  return decodePointer(ref.slice(ref.lastIndexOf("/") + 1));
}

/** A key as it is written in a reference. A `%` that begins no code stands for itself. */
function decodePointer(key: string): string {
  return key.replace(/(%[0-9a-f]{2})+/gi, decodePercent).replaceAll("~1", "/").replaceAll("~0", "~");
}

function decodePercent(codes: string): string {
  try {
    return decodeURIComponent(codes);
  } catch {
    return codes;
  }
}

/** The node that a local reference points at. */
export function lookUp(document: Document, ref: string): unknown {
  const node = findRef(document, ref);
  if (node === undefined) throw new DocumentError(`${ref} is referred to, but the document does not have it.`);
  return node;
}

/** Whether a reference names a component, and not a place within one or elsewhere. */
export function isComponentRef(ref: string): boolean {
  return /^#\/components\/[^/]+\/[^/]+$/.test(ref);
}

export function findRef(document: Document, ref: string): unknown {
  // It may be anything, in a document that is not checked yet.
  if (typeof ref !== "string" || !ref.startsWith("#/")) return undefined;
  return ref
    .slice(2)
    .split("/")
    .map((key) => decodePointer(key))
    .reduce<unknown>((node, key) => (isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined), document);
}

/** The references below a node, at any depth. */
export function findRefs(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === "$ref" && typeof value === "string" ? [value] : findRefs(value)));
}

function flatten(document: Document, schema: Schema, path: string[]): FlatSchema {
  // `true` is a schema too, and means what `{}` does.
  if (typeof schema !== "object" || (schema as unknown) === null) return flattenOwn({});
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const parts: FlatSchema[] = [];
  if ($ref !== undefined) {
    if (path.includes($ref)) throw new DocumentError(`${$ref} contains itself.`);
    const name = refName($ref);
    const target = flatten(document, lookUp(document, $ref) as Schema, [...path, $ref]);
    parts.push({ ...target, name, components: [name, ...target.components.filter((other) => other !== name)] });
  }
  for (const part of allOf ?? []) parts.push(flatten(document, part, path));
  for (const choices of [anyOf, oneOf]) {
    if (choices !== undefined) parts.push(flattenChoices(document, choices, path));
  }
  return [...parts, flattenOwn(own)].reduce(merge);
}

/** A choice between one thing and null is that thing, nullable. */
function flattenChoices(document: Document, choices: Schema[], path: string[]): FlatSchema {
  const flat = choices.map((choice) => ({ choice, view: flatten(document, choice, path) }));
  const real = flat.filter(({ choice }) => choice.type !== "null");
  const nullable = flat.some(({ choice, view }) => choice.type === "null" || view.nullable);
  if (real.length === 1) return { ...real[0]!.view, nullable };
  const types = [...new Set(real.flatMap(({ view }) => view.types))];
  return { ...flattenOwn({}), types, nullable, alternatives: real.map(({ choice }) => choice) };
}

function flattenOwn(schema: Schema): FlatSchema {
  const types = [schema.type ?? inferType(schema)].flat();
  const values = schema.const === undefined ? schema.enum : [schema.const];
  // Six fields of Lago's charges give their pattern as a format.
  const patternAsFormat = typeof schema.format === "string" && schema.format.startsWith("^") ? schema.format : undefined;
  const format = patternAsFormat === undefined ? schema.format : undefined;
  const pattern = schema.pattern ?? patternAsFormat;
  return {
    components: [],
    types: types.filter((type) => type !== "null"),
    nullable: types.includes("null") || schema.nullable === true || (values?.includes(null) ?? false),
    ...(format !== undefined && { format }),
    ...(pattern !== undefined && { pattern }),
    ...(values !== undefined && { enum: values.filter((value) => value !== null) }),
    ...(schema.default !== undefined && { default: schema.default }),
    deprecated: schema.deprecated ?? false,
    ...(schema["x-renamed-from"] !== undefined && { renamedFrom: schema["x-renamed-from"] as string }),
    ...(schema["x-details"] === true && { details: true }),
    properties: schema.properties ?? {},
    required: schema.required ?? [],
    ...(schema.additionalProperties !== undefined && { additionalProperties: schema.additionalProperties }),
    ...(schema.items !== undefined && { items: schema.items }),
    alternatives: [],
  };
}

function inferType({ properties, additionalProperties, items, enum: values, const: value }: Schema): SchemaType[] {
  if (properties !== undefined || additionalProperties !== undefined) return ["object"];
  if (items !== undefined) return ["array"];
  return [...new Set([...(values ?? []), ...(value === undefined ? [] : [value])].map(typeOfValue))];
}

function typeOfValue(value: unknown): SchemaType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : (typeof value as SchemaType);
}

/**
 * The later part refines the earlier one. Nullable where either says so, though JSON Schema wants both to: beside a
 * reference to a type that knows no null, Lago writes `type: [object, "null"]` and means it.
 */
function merge(earlier: FlatSchema, later: FlatSchema): FlatSchema {
  const name = isEmpty(later.properties) ? (earlier.name ?? later.name) : isEmpty(earlier.properties) ? later.name : undefined;
  const { name: _, ...rest } = { ...earlier, ...later };
  return {
    ...rest,
    ...(name !== undefined && { name }),
    components: [...new Set([...earlier.components, ...later.components])],
    types: later.types.length > 0 ? later.types : earlier.types,
    nullable: earlier.nullable || later.nullable,
    deprecated: earlier.deprecated || later.deprecated,
    properties: mergeProperties(earlier.properties, later.properties),
    required: [...new Set([...earlier.required, ...later.required])],
    alternatives: later.alternatives.length > 0 ? later.alternatives : earlier.alternatives,
  };
}

function mergeProperties(earlier: Record<string, Schema>, later: Record<string, Schema>): Record<string, Schema> {
  // A map, because a property may be called `__proto__` or `constructor`.
  const merged = new Map(Object.entries(earlier));
  for (const [name, schema] of Object.entries(later)) {
    const before = merged.get(name);
    merged.set(name, before === undefined ? schema : { allOf: [before, schema] });
  }
  return Object.fromEntries(merged);
}

function isEmpty(properties: Record<string, Schema>): boolean {
  return Object.keys(properties).length === 0;
}

function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === "object" && node !== null;
}
