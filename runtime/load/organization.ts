import type { Destination } from "../destinations/destination.ts";
import { hasSystemTables } from "../destinations/system-tables.ts";
import { ConfigurationError } from "../errors.ts";
import type { Organization } from "../lago.ts";

/** The organisation of a load, and whether the database has it recorded. */
export interface Ownership {
  /** Null if it is not known. */
  readonly id: string | null;
  /** What the first commit has to record; undefined for later commits, and if the database already has it. */
  claim(): Organization | undefined;
  /** Must be called if that commit failed. */
  release(claimed: Organization | undefined): void;
}

/**
 * Keeps two organisations from mixing: deletion marks and cursors do not distinguish them. The first load that commits rows records the
 * organisation of its key, and a load with the key of another one is refused. Keys change, so the organisation's id is compared. If it is
 * not known (`found` is undefined), nothing is compared.
 */
export async function checkOrganization(destination: Destination, found: Organization | undefined): Promise<Ownership> {
  if (!found) return { id: null, claim: () => undefined, release: () => {} };
  // An earlier version recorded it before there was a row.
  const { rows: [held] } = !(await hasSystemTables(destination)) ? { rows: [] } : await destination.query("SELECT lago_id, name FROM _organization WHERE EXISTS (SELECT 1 FROM _loads WHERE inserted > 0)");
  if (held && held[0] !== found.id) {
    throw new ConfigurationError(
      `${destination.name} holds the rows of another organisation in this schema: of ${held[1]} (${held[0]}), and the key is one of ${found.name} (${found.id}). Load into another schema with --schema, or into another database.`,
    );
  }
  let unwritten = held ? undefined : found;
  return {
    id: found.id,
    claim() {
      const claimed = unwritten;
      unwritten = undefined;
      return claimed;
    },
    release: (claimed) => void (unwritten ??= claimed),
  };
}
