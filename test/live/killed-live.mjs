// Takes webhooks and loads what they are about, by the built package, in a process of its own: so many webhooks, or only those that an earlier process has kept.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { billableMetrics, customers } from "../../dist/generated/index.js";
import { newAlarm } from "../../dist/runtime/cli/schedule/alarm.js";
import { createLago } from "../../dist/runtime/client.js";
import { openDestination } from "../../dist/runtime/destinations/open.js";
import { answerHints } from "../../dist/runtime/live/answer-hints.js";
import { openHintLog } from "../../dist/runtime/live/hint-log.js";
import { newHintReader } from "../../dist/runtime/live/hint-reader.js";
import { createReceiver, PATH } from "../../dist/runtime/live/receiver.js";
import { newLiveTally } from "../../dist/runtime/live/tally.js";
import { load } from "../../dist/runtime/load.js";

const { url, address, schema, folder, webhooks, organization, hmac } = JSON.parse(process.argv[2]);
const resources = [customers, billableMetrics];
const log = await openHintLog(folder, { gather: 100 });
const [tally, alarm, stop] = [newLiveTally(), newAlarm(), new AbortController()];
const jwt = { get: () => Promise.reject(new Error("no jwt here")), renew: async () => undefined };
const server = createReceiver({ keys: { hmac, jwt }, readHint: newHintReader(resources), log, tally, findOrganization: async () => organization, onHint: alarm.ring });
server.listen(0, "127.0.0.1");
await once(server, "listening");
console.log(`http://127.0.0.1:${server.address().port}${PATH}`);

const answering = answerHints({
  log,
  findResources: () => resources,
  tally,
  sleep: alarm.sleep,
  signal: stop.signal,
  onUnwritable: (error) => console.log(error.message),
  async load(hints, concerned) {
    const destination = await openDestination(address, { schema, wait: true });
    try {
      return (await load(concerned, { lago: createLago({ apiKey: "test-key", baseUrl: url }), destination, resources, hints, wait: true, resumeFolder: folder })).resources;
    } finally {
      await destination.close();
    }
  },
});
while (log.size > 0 || Object.values(tally.outcomes).reduce((sum, count) => sum + count, 0) < webhooks) await sleep(20);
stop.abort();
alarm.ring();
await answering;
server.close();
server.closeAllConnections();
await log.close();
console.log("settled");
