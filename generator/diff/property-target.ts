import { lookUp, refName } from "../spec/resolve.ts";
import type { Document, Schema } from "../spec/types.ts";
import type { Change } from "./change.ts";
import type { Version } from "./version.ts";

/** The overlay target of the property at `path` in a table's record, if the record is a component. */
export function findPropertyTarget({ resources, document }: Version, { resource, table }: Change, path: string[]): string | undefined {
  const model = resources.find(({ name }) => name === resource)!;
  if (model.record === undefined) return undefined;
  const arrays = model.tables.find(({ name }) => name === table)!.arrays;
  const steps: Step[] = [...arrays.flatMap((array): Step[] => [...array, ITEMS]), ...path];
  return locate(document, { $ref: `#/components/schemas/${model.record}` }, "", steps);
}

/** From an array to what it holds; no property has this name. */
const ITEMS = Symbol("items");
type Step = string | typeof ITEMS;

/** Where the property that the steps lead to is written. `at`: where the schema is. */
function locate(document: Document, schema: Schema | undefined, at: string, steps: Step[]): string | undefined {
  if (schema === undefined) return undefined;
  if (schema.$ref !== undefined) {
    const place = locate(document, lookUp(document, schema.$ref) as Schema, `$.components.schemas['${refName(schema.$ref)}']`, steps);
    if (place !== undefined) return place;
  }
  for (const keyword of ["allOf", "anyOf", "oneOf"] as const) {
    for (const [index, part] of (schema[keyword] ?? []).entries()) {
      const place = locate(document, part, `${at}.${keyword}[${index}]`, steps);
      if (place !== undefined) return place;
    }
  }
  const [step, ...rest] = steps as [Step, ...Step[]];
  if (typeof step === "symbol") return locate(document, schema.items, `${at}.items`, rest);
  if (!Object.hasOwn(schema.properties ?? {}, step)) return undefined;
  const place = `${at}.properties['${step}']`;
  return rest.length === 0 ? place : locate(document, schema.properties![step], place, rest);
}
