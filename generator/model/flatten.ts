import { resolve, type FlatSchema } from "../spec/resolve.ts";
import type { Document, Schema } from "../spec/types.ts";

/** The parts of a record: values that become columns, and arrays of objects that become child tables. */
export interface Shape {
  values: { path: string[]; schema: FlatSchema }[];
  arrays: { path: string[]; shape: Shape }[];
}

export interface FlattenOptions {
  /** Components that are records of some list. Within another record they are copies, and become one JSON column. */
  recordComponents: ReadonlySet<string>;
  /** Whether there is a key by which rows of a child table can identify their record. */
  keyed: boolean;
}

/** Objects are flattened to any depth; arrays of objects become shapes of their own; anything else is a value. */
export function flatten(document: Document, record: FlatSchema, options: FlattenOptions): Shape {
  return open(record, [], record.components);

  function open(object: FlatSchema, path: string[], within: string[]): Shape {
    const shapes = Object.entries(object.properties).map(([name, schema]) => openProperty(schema, [...path, name], within));
    return { values: shapes.flatMap(({ values }) => values), arrays: shapes.flatMap(({ arrays }) => arrays) };
  }

  function openProperty(schema: Schema, path: string[], within: string[]): Shape {
    const flat = resolve(document, schema);
    if (isObject(flat) && !contains(within, flat) && !flat.components.some((name) => options.recordComponents.has(name))) {
      return open(flat, path, [...within, ...flat.components]);
    }
    const item = findItem(flat);
    if (item !== undefined && options.keyed && !contains(within, item)) {
      return { values: [], arrays: [{ path, shape: open(item, [], [...within, ...item.components]) }] };
    }
    return { values: [{ path, schema: flat }], arrays: [] };
  }

  /** The objects in an array, if their properties are known. */
  function findItem(flat: FlatSchema): FlatSchema | undefined {
    if (flat.items === undefined || flat.alternatives.length > 0) return undefined;
    const item = resolve(document, flat.items);
    return isObject(item) ? item : undefined;
  }
}

/** An object with known properties. Maps are values, even if the spec names some of their keys, as for an event's properties. */
function isObject({ properties, additionalProperties = false, types, alternatives }: FlatSchema): boolean {
  return Object.keys(properties).length > 0 && additionalProperties === false && alternatives.length === 0 && types.every((type) => type === "object");
}

/** A record that contains records of its own type would never end. */
function contains(within: string[], { name }: FlatSchema): boolean {
  return name !== undefined && within.includes(name);
}
