import type { Destination } from "../destinations/destination.ts";
import { sql } from "../destinations/sql.ts";
import { hasSystemTables } from "../destinations/system-tables.ts";
import { ConfigurationError } from "../errors.ts";

/** How the ids of loads begin that `npm run demo` makes: what they bring was made up. */
export const DEMO = "demo-";

/** Whether there is nothing in the database that the demo has not made up. */
export async function holdsDemo(destination: Destination): Promise<boolean> {
  if (!(await hasSystemTables(destination))) return false;
  const { rows } = await destination.query(sql`SELECT count(*) FILTER (WHERE load_id LIKE ${`${DEMO}%`}), count(*) FROM _loads`);
  const [[made, all]] = rows as [[string, string]];
  return made !== "0" && made === all;
}

/** A company that was made up is not to be counted among one's own. */
export async function refuseDemo(destination: Destination): Promise<void> {
  if (!(await holdsDemo(destination))) return;
  throw new ConfigurationError(`${destination.name} holds a company that \`npm run demo\` has made up. Remove it, or name another database with --to.`);
}
