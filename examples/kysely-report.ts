/** Revenue a month by Kysely, with the types of the tables: `node kysely-report.js`. Set DATABASE_URL to the Postgres that was loaded into. */
import { Kysely, PostgresDialect, sql } from "kysely";
import type { LagoDatabase } from "lago-loader/kysely";
import pg from "pg";

const { DATABASE_URL: connectionString, LAGO_SCHEMA: schema = "lago_data" } = process.env;
const database = new Kysely<LagoDatabase>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }) }).withSchema(schema);
try {
  const months = await database
    .selectFrom("invoices")
    .where("status", "=", "finalized")
    .where("_deleted_at", "is", null)
    // A misspelt column does not compile. Sums of integers are numeric in Postgres, which its driver hands over as text.
    .select(({ fn }) => ["currency", sql<Date>`date_trunc('month', issuing_date)`.as("month"), fn.sum<string>("total_amount_cents").as("cents")])
    .groupBy(["currency", "month"])
    .orderBy("month")
    .execute();
  for (const { currency, month, cents } of months) console.log(`${month.toISOString().slice(0, 7)} ${currency} ${cents}`);
} finally {
  await database.destroy();
}
