import type { Destination } from "../destinations/destination.ts";
import { sql } from "../destinations/sql.ts";
import { ConfigurationError } from "../errors.ts";
import type { Organization } from "./reach-lago.ts";

/**
 * Keeps the rows of two organisations apart: their lists are swept and their cursors moved without a look at whose they are.
 * The first load writes down whose key it had, and one with the key of another organisation is refused. Keys change, so an
 * organisation is known by its own id; where the key may not read that, nothing is compared.
 */
export async function checkOrganization(destination: Destination, found: Organization | undefined): Promise<void> {
  if (!found) return;
  const { rows } = await destination.query("SELECT lago_id, name FROM _organization");
  const [held] = rows;
  if (!held) await destination.query(sql`INSERT INTO _organization VALUES (${found.id}, ${found.name})`);
  else if (held[0] !== found.id) {
    throw new ConfigurationError(
      `${destination.name} holds the rows of another organisation in this schema: of ${held[1]} (${held[0]}), and the key is one of ${found.name} (${found.id}). Load into another schema with --schema, or into another database.`,
    );
  }
}
