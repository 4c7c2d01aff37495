import { randomBytes } from "node:crypto";
import pg from "pg";
import { resources } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { type Metrics, readMetrics } from "../../runtime/metrics/read-metrics.ts";
import { openReader } from "../../runtime/reader/open-reader.ts";
import { readerRole } from "../../runtime/reader/postgres-reader.ts";
import type { Reader } from "../../runtime/reader/reader.ts";
import type { Dialect } from "../../runtime/resource.ts";
import { startShow } from "../../runtime/show/server.ts";
import { newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";

const SHOWN = ["customers", "plans", "subscriptions", "invoices", "fees", "payments", "payment_requests", "wallets", "wallet_transactions", "credit_notes", "billable_metrics", "taxes", "analytics_mrr"];

/** A company that is loaded, and a page over it. */
export interface ShownCompany {
  readonly url: string;
  readonly database: TestDatabase;
  readonly reader: Reader;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

/** Loads a small company and starts the page; on Postgres with the role that users are told to make. */
export async function showCompany(dialect: Dialect, { anonymous = false, names = SHOWN, change = async () => {} }: { readonly anonymous?: boolean; readonly names?: readonly string[]; readonly change?: (query: (sql: string) => Promise<unknown>) => Promise<unknown> } = {}): Promise<ShownCompany> {
  const lago = await startLago({ data: makeCompany({ customers: 12 }), apiKey: "key" });
  const database = await newDatabase(dialect);
  const destination = await database.open();
  await load(resources.filter(({ name }) => names.includes(name)), { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
  await change((sql) => destination.query(sql));
  await destination.close();
  await lago.close();
  const [address, drop] = dialect === "postgres" ? await makeReaderRole(database) : [database.address, async () => {}];
  const reader = await openReader(address, { schema: database.schema });
  const metrics = await readMetrics();
  const show = await startShow({ reader, metrics, resources, port: 0, anonymous });
  const close = async () => {
    await show.close();
    await reader.close();
    await drop();
    await database.remove();
  };
  return { url: show.url, database, reader, metrics, close };
}

/** Answers with the address of a role that only reads, made with the SQL that users are given, and how to drop it. */
export async function makeReaderRole({ address, schema }: TestDatabase): Promise<[string, () => Promise<void>]> {
  const role = `reader_${randomBytes(4).toString("hex")}`;
  const admin = new pg.Client(address);
  await admin.connect();
  await admin.query(readerRole(schema).replaceAll("lago_reader", role).replace("…", "secret"));
  const url = Object.assign(new URL(address), { username: role, password: "secret" });
  const drop = async () => {
    await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await admin.end();
  };
  return [url.href, drop];
}
