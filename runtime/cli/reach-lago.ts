import type { Lago } from "../client.ts";
import { LagoError } from "../errors.ts";
import { parseAnswer } from "../rows/parse-answer.ts";

/**
 * Asks Lago for something small before a database is opened: a wrong key or address is told at once, not once a list,
 * and leaves no empty file behind. Lago may refuse to answer this, or not know it; then it is there all the same.
 */
export async function reachLago(lago: Lago): Promise<void> {
  try {
    await lago.get("/organizations", { traffic: { requests: 0, retries: 0, waits: 0 }, accept: parseAnswer });
  } catch (error) {
    if (!(error instanceof LagoError) || !answeredByLago(error)) throw error;
  }
}

function answeredByLago({ kind, status }: LagoError): boolean {
  return kind === "forbidden" || kind === "not_found" || kind === "invalid" || (kind === "unreachable" && status !== null);
}
