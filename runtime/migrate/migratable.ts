import { readStatements } from "../destinations/statements.ts";
import type { Dialect, Resource } from "../resource.ts";

/** A resource, and the statements that create its tables, in order. */
export interface Migratable {
  readonly resource: Resource;
  readonly create: readonly string[];
  /** The statements that fill keys of embedded records from their JSON. */
  readonly lift: readonly string[];
}

/** Reads the generated statements of resources. */
export function readMigratables(resources: readonly Resource[], dialect: Dialect): Promise<Migratable[]> {
  return Promise.all(
    resources.map(async (resource) => {
      const statements = await readStatements(resource, dialect);
      return { resource, create: statements.get("create")!, lift: statements.get("lift") ?? [] };
    }),
  );
}
