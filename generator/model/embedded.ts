import { resolve } from "../spec/resolve.ts";
import { findColumnType } from "./column-types.ts";
import { readExtensions } from "./extensions.ts";
import type { Shape } from "./flatten.ts";
import type { NamedList } from "./parent.ts";
import { KEY_COLUMNS } from "./references.ts";
import type { TableContext } from "./table-context.ts";
import type { ColumnModel } from "./types.ts";

/** A key of an embedded record: everything about its column except the name. */
export type LiftedKey = Pick<ColumnModel, "type" | "references"> & { path: string[] };

/**
 * The keys to lift out of a value that is another resource's record, such as an invoice's customer: its key and those that people gave it,
 * with a reference. None where a column beside it refers to the same resource already, as `lago_customer_id` does.
 */
export function findLiftedKeys({ path, schema }: Shape["values"][number], siblings: Shape["values"], isRoot: boolean, context: TableContext): LiftedKey[] {
  const owner = findOwner(schema.components, context.resources);
  if (owner === undefined || Object.keys(schema.properties).length === 0) return [];
  const isBeside = (other: string[]) => other.length === path.length && other.slice(0, -1).every((name, index) => name === path[index]);
  const refersToOwner = (property: string) => context.findReference(property, isRoot && path.length === 1)?.startsWith(`${owner.name}.`) ?? false;
  if (siblings.some((other) => isBeside(other.path) && refersToOwner(other.path.at(-1)!))) return [];
  const keys = [...new Set([...(readExtensions(owner.list.operation).primaryKey ?? []), ...KEY_COLUMNS])];
  return keys.flatMap((name) => {
    const property = schema.properties[name];
    const type = property && name in owner.list.record.properties ? findColumnType(resolve(context.document, property)) : undefined;
    return type === "uuid" || type === "text" ? [{ path: [...path, name], type, references: `${owner.name}.${name}` }] : [];
  });
}

/** The resource whose records have one of these components. Of several, one without a parent, since it has all of them. */
function findOwner(components: string[], resources: NamedList[]): NamedList | undefined {
  return resources
    .filter(({ list }) => list.record.components.some((name) => components.includes(name)))
    .sort((one, other) => one.list.path.length - other.list.path.length)[0];
}
