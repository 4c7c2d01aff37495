import assert from "node:assert/strict";
import { it } from "node:test";
import { describeEndpoints, parseWebhookUrl } from "../../runtime/cli/webhook-endpoint.ts";
import { createLago } from "../../runtime/client.ts";
import { ConfigurationError } from "../../runtime/errors.ts";
import { type JsonObject, makeRow } from "../lago/rows.ts";
import { startLago } from "../lago/server.ts";

const ADDRESS = "https://loader.example.com/webhooks/lago";

it("check --webhooks says where Lago sends webhooks, and else what to enter in its dashboard; it writes nothing", async (t) => {
  const endpoints: JsonObject[] = [
    { webhook_url: "https://other.example.com/hook", signature_algo: "hmac", event_types: null },
    { webhook_url: "https://user:secret@loader.example.com/webhooks/lago?token=s3cret", signature_algo: "jwt", event_types: ["invoice.created"] },
  ];
  const rows = endpoints.map((endpoint, index) => makeRow("webhook_endpoints", { lago_id: `00000000-0000-4000-8000-00000000000${index}`, created_at: "2026-01-01T00:00:00Z", ...endpoint }));
  const fake = await startLago({ data: { organization: "{}", tables: { webhook_endpoints: rows } } });
  t.after(() => fake.close());
  const lago = createLago({ apiKey: "k", baseUrl: fake.url });
  const found = `Webhooks: Lago sends them to ${ADDRESS}, signed with jwt, only 1 event type. Choose all: of other changes, only the loads of --every learn. Change the signature to HMAC: a JWT has the whole payload in a header, which proxies refuse where it is large.`;
  assert.equal(await describeEndpoints(lago, parseWebhookUrl(ADDRESS)), found);
  assert.equal(await describeEndpoints(lago, undefined), found);
  assert.match(await describeEndpoints(lago, new URL("https://elsewhere.example.com/webhooks/lago")), /^Webhooks: none of Lago's 2 endpoints is https:\/\/elsewhere\.example\.com\/webhooks\/lago\. In Lago's dashboard.*signature HMAC; all events\..*LAGO_WEBHOOK_HMAC_KEY\.$/);
  for (const wrong of ["loader.example.com", "https://loader.example.com/", "ftp://loader.example.com/webhooks/lago"]) assert.throws(() => parseWebhookUrl(wrong), ConfigurationError);
  assert.deepEqual([...new Set(fake.requests.map(({ method }) => method))], ["GET"]);
});
