import { resolve } from "../spec/resolve.ts";
import type { Schema } from "../spec/types.ts";
import type { Change } from "./change.ts";
import type { Version } from "./renames.ts";

/** The overlay target of the property at `path` in a table's record: where the document describes it, if in a component. */
export function findPropertyTarget({ resources, document }: Version, { resource, table }: Change, path: string[]): string | undefined {
  const model = resources.find(({ name }) => name === resource)!;
  if (model.record === undefined) return undefined;
  const arrays = model.tables.find(({ name }) => name === table)!.arrays;
  const steps = [...arrays.flatMap((array) => [...array, null]), ...path];
  const last = steps.pop()!;
  let schema: Schema = { $ref: `#/components/schemas/${model.record}` };
  for (const step of steps) {
    const flat = resolve(document, schema);
    schema = step === null ? flat.items! : flat.properties[step]!;
  }
  for (const name of resolve(document, schema).components) {
    const place = findPlace(document.components?.schemas?.[name], last);
    if (place !== undefined) return `$.components.schemas['${name}']${place}`;
  }
  return undefined;
}

/** Where a component itself, not what it refers to, has the property. */
function findPlace(schema: Schema | undefined, property: string): string | undefined {
  if (schema?.properties !== undefined && Object.hasOwn(schema.properties, property)) return `.properties['${property}']`;
  for (const [index, part] of (schema?.allOf ?? []).entries()) {
    const place = findPlace(part, property);
    if (place !== undefined) return `.allOf[${index}]${place}`;
  }
  return undefined;
}
