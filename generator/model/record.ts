import { resolve, type FlatSchema } from "../spec/resolve.ts";
import type { Document, Schema } from "../spec/types.ts";

/** A record with several shapes is treated as one with the properties of all: each record has some of them. */
export function mergeAlternatives(document: Document, record: FlatSchema): FlatSchema {
  const shapes = record.alternatives.map((choice) => mergeAlternatives(document, resolve(document, choice)));
  if (shapes.length === 0 || shapes.some(({ properties }) => Object.keys(properties).length === 0)) return record;
  const merged = new Map(Object.entries(record.properties));
  for (const [name, schema] of shapes.flatMap(({ properties }) => Object.entries(properties))) {
    const before = merged.get(name);
    merged.set(name, before === undefined ? schema : mergeProperty(document, before, schema));
  }
  return { ...record, types: ["object"], components: [...new Set([...record.components, ...shapes.flatMap(({ components }) => components)])], properties: Object.fromEntries(merged), alternatives: [] };
}

/** A value with the same type in both shapes has that type, whatever values each of them lists. */
function mergeProperty(document: Document, one: Schema, other: Schema): Schema {
  if (JSON.stringify(one) === JSON.stringify(other)) return one;
  const [first, second] = [resolve(document, one), resolve(document, other)];
  const isScalar = [first, second].every(({ types, items, properties, alternatives }) => types.length === 1 && items === undefined && alternatives.length === 0 && Object.keys(properties).length === 0);
  if (!isScalar || first.types[0] !== second.types[0] || first.format !== second.format) return { anyOf: [one, other] };
  const values = first.enum && second.enum && [...new Set([...first.enum, ...second.enum])];
  return { type: [...first.types, ...(first.nullable || second.nullable ? ["null" as const] : [])], ...(first.format !== undefined && { format: first.format }), ...(first.pattern !== undefined && first.pattern === second.pattern && { pattern: first.pattern }), ...(values && { enum: values }) };
}
