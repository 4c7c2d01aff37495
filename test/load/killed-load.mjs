// A load by the built package, in a process of its own.
import { addOns } from "../../dist/generated/index.js";
import { createLago } from "../../dist/runtime/client.js";
import { openDestination } from "../../dist/runtime/destinations/open.js";
import { load } from "../../dist/runtime/load.js";

const { url, address, schema, folder, perPage } = JSON.parse(process.argv[2]);
const lago = createLago({ apiKey: "test-key", baseUrl: url, perPage, concurrency: 1 });
const destination = await openDestination(address, { schema, mergeBytes: 2048 });
const { resources } = await load([addOns], { lago, destination, resumeFolder: folder, wait: true });
await destination.close();
console.log(resources[0].status);
