import type { Lago } from "../client.ts";
import type { Destination } from "../destinations/destination.ts";
import { sql } from "../destinations/sql.ts";
import { ConfigurationError, LagoError } from "../errors.ts";
import { parseAnswer } from "../rows/parse-answer.ts";

/**
 * Keeps the rows of two organisations apart: their lists are swept and their cursors moved without a look at whose they are.
 * The first load writes down whose key it had, and one with the key of another organisation is refused. Keys change, so an
 * organisation is known by its own id; where the key may not read that, nothing is compared.
 */
export async function checkOrganization(destination: Destination, lago: Lago, signal: AbortSignal | undefined): Promise<void> {
  const found = await findOrganization(lago, signal);
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

/** Lago's document lacks `GET /organizations`, which the server has. */
async function findOrganization(lago: Lago, signal: AbortSignal | undefined): Promise<{ id: string; name: string } | undefined> {
  try {
    return await lago.get("/organizations", { accept: readOrganization, traffic: { requests: 0, retries: 0, waits: 0 }, ...(signal && { signal }) });
  } catch (error) {
    if (error instanceof LagoError && (error.kind === "forbidden" || error.kind === "not_found" || error.kind === "invalid")) return undefined;
    throw error;
  }
}

function readOrganization(body: Buffer): { id: string; name: string } | undefined {
  const { lago_id: id, name } = Object(parseAnswer(body)["organization"]) as { lago_id?: unknown; name?: unknown };
  return typeof id === "string" ? { id, name: String(name) } : undefined;
}
