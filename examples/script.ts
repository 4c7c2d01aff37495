/** Loads taxes and customers into a DuckDB file and counts them: `node script.js billing.duckdb`. */
import { createLago, customers, load, openDuckDB, taxes } from "lago-loader";

const [file = "billing.duckdb"] = process.argv.slice(2);
const lago = createLago({ apiKey: process.env["LAGO_API_KEY"] ?? "", baseUrl: process.env["LAGO_API_URL"] ?? "https://api.getlago.com" });
const destination = await openDuckDB(file);
try {
  const report = await load([customers, taxes], { lago, destination });
  for (const { name, status, rows, reason } of report.resources.map((resource) => ({ reason: resource.error, ...resource }))) {
    console.log(`${name}: ${status}, ${rows} rows${reason === undefined ? "" : `: ${reason}`}`);
  }
  const { rows } = await destination.query("SELECT count(*) FROM customers WHERE _deleted_at IS NULL");
  console.log(`${rows[0]?.[0] ?? "0"} customers`);
} finally {
  await destination.close();
}
