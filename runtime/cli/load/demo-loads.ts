import type { Destination } from "../../destinations/destination.ts";
import { sql } from "../../destinations/sql.ts";
import { hasSystemTables } from "../../destinations/system-tables.ts";
import { ConfigurationError } from "../../errors.ts";

/** Prefix of the load ids of `npm run demo`, whose data is made up. */
export const DEMO = "demo-";

/** Whether the database has only data of the demo. */
export async function holdsDemo(destination: Destination): Promise<boolean> {
  if (!(await hasSystemTables(destination))) return false;
  const { rows } = await destination.query(sql`SELECT count(*) FILTER (WHERE load_id LIKE ${`${DEMO}%`}), count(*) FROM _loads`);
  const [[made, all]] = rows as [[string, string]];
  return made !== "0" && made === all;
}

/** Made-up data must not be counted with real data. */
export async function refuseDemo(destination: Destination): Promise<void> {
  if (!(await holdsDemo(destination))) return;
  throw new ConfigurationError(`${destination.name} holds a company that \`npm run demo\` has made up. Remove it, or name another database with --to.`);
}
