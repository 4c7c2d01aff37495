import { readStatements } from "../destinations/statements.ts";
import type { Dialect, Resource } from "../resource.ts";

/** A resource, and the statements that make its tables, in their order. */
export interface Migratable {
  readonly resource: Resource;
  readonly create: readonly string[];
}

/** Reads the generated statements of resources. */
export function readMigratables(resources: readonly Resource[], dialect: Dialect): Promise<Migratable[]> {
  return Promise.all(resources.map(async (resource) => ({ resource, create: (await readStatements(resource, dialect)).get("create")! })));
}
