/**
 * A scheduled AWS Lambda that loads invoices and fees into Postgres. Set LAGO_API_KEY, LAGO_API_URL and DATABASE_URL (from a secret).
 * Each invocation is incremental; one that runs out of time is resumed where the checkpoint in the temporary folder is still there, and starts over otherwise.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLago, fees, invoices, load, openPostgres } from "lago-loader";

export async function handler(_event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<{ resource: string; status: string; rows: number }[]> {
  const { LAGO_API_KEY: apiKey = "", LAGO_API_URL: baseUrl = "https://api.getlago.com", DATABASE_URL = "", LAGO_SCHEMA: schema = "lago_data" } = process.env;
  // What is committed stays; ten seconds are left to say so.
  const signal = AbortSignal.timeout(Math.max(1000, context.getRemainingTimeInMillis() - 10_000));
  const destination = await openPostgres(DATABASE_URL, { schema });
  try {
    const { resources } = await load([invoices, fees], { lago: createLago({ apiKey, baseUrl }), destination, signal, resumeFolder: join(tmpdir(), "lago-loader") });
    return resources.map(({ name, status, rows }) => ({ resource: name, status, rows }));
  } finally {
    await destination.close();
  }
}
