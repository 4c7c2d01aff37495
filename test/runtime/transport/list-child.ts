import { addOns } from "../../../generated/add_ons/add_ons.ts";
import { createLago } from "../../../runtime/client.ts";
import { collect } from "../add-ons.ts";

/* Lists the add-ons at an address, in a process whose environment the test decides, and prints what became of it as JSON. */
const lago = createLago({ apiKey: "secret-key", baseUrl: process.argv[2]!, insecure: true, retry: { firstWait: 1, longestWait: 10, timeout: 5_000 } });
const begun = performance.now();
const outcome = await collect(lago.list(addOns)).then(
  (records) => ({ records: records.length }),
  (error: unknown) => ({ error: String(error) }),
);
console.log(JSON.stringify({ ...outcome, seconds: (performance.now() - begun) / 1000 }));
process.exit();
