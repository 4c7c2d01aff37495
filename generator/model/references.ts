import { singular } from "./names.ts";
import type { NamedList } from "./parent.ts";

/** Finds the `table.column` that a property refers to, by Lago's naming conventions; `isInRecord`: not in an object or array inside. */
export type FindReference = (property: string, isInRecord: boolean) => string | undefined;

/**
 * `lago_customer_id` refers to `customers.lago_id`, `external_customer_id` to `customers.external_id`, `plan_code` to
 * `plans.code`: whenever there is a list of that name whose records have that property.
 */
export function createReferences(resources: NamedList[]): FindReference {
  const owners = new Map(resources.map(({ name, list }) => [singular(name), { name, properties: list.record.properties }]));
  return (property, isInRecord) => {
    for (const [pattern, column] of RULES) {
      // Deeper inside, an `external_customer_id` may be somebody else's: that of a customer in an accounting system.
      if (column === "external_id" && !isInRecord) continue;
      const owner = owners.get(pattern.exec(property)?.[1] ?? "");
      if (owner !== undefined && column in owner.properties) return `${owner.name}.${column}`;
    }
    return undefined;
  };
}

/** Columns that other records refer to: Lago's id of a record, and the keys that people gave it. */
export const KEY_COLUMNS: readonly string[] = ["lago_id", "external_id", "code"];

const RULES: [RegExp, string][] = [
  [/^lago_(.+)_id$/, "lago_id"],
  [/^external_(.+)_id$/, "external_id"],
  [/^(.+)_code$/, "code"],
];
