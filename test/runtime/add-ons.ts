import type { TestContext } from "node:test";
import { createLago, type Lago as Client, type LagoOptions as ClientOptions } from "../../runtime/client.ts";
import type { LagoEvent } from "../../runtime/transport/retry.ts";
import { makeRow } from "../lago/rows.ts";
import { startLago, type Lago, type LagoOptions } from "../lago/server.ts";

/** A Lago that has nothing but so many add-ons, newest first, and a client that loses patience quickly. */
export async function lagoWithAddOns(t: TestContext, count: number, server: Partial<LagoOptions> = {}, options: Partial<Omit<ClientOptions, "region">> = {}): Promise<{ lago: Lago; client: Client; events: LagoEvent[] }> {
  const add_ons = Array.from({ length: count }, (_, index) => makeRow("add_ons", addOn(index)));
  const lago = await startLago({ data: { organization: "{}", tables: { add_ons } }, ...server });
  t.after(() => lago.close());
  const events: LagoEvent[] = [];
  const retry = { firstWait: 2, longestWait: 10, timeout: 5_000, ...options.retry };
  const client = createLago({ apiKey: "secret-key", baseUrl: lago.url, onEvent: (event) => events.push(event), ...options, retry });
  return { lago, client, events };
}

export const addOn = (index: number) => ({
  lago_id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
  name: `Add-on ${index}`,
  code: `add_on_${index}`,
  amount_cents: index,
  created_at: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString().replace(".000", ""),
});

export async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
}
