import { makeCompany } from "../../test/lago/company/company.ts";
import { startLago } from "../../test/lago/server.ts";

/** What `npm run bench:live` reads. The same in each process that makes it. */
export const COMPANY = { seed: 3, customers: 400, months: 6, eventsPerCharge: 1 };

// A process of its own, as Lago is elsewhere: `node company.js KEY MILLISECONDS` sends its address to the process that forked it, and ends with it.
if (process.send) {
  const [key, latency] = process.argv.slice(2);
  const lago = await startLago({ data: makeCompany(COMPANY), apiKey: key!, latency: Number(latency) });
  process.on("disconnect", () => process.exit());
  process.send(lago.url);
}
