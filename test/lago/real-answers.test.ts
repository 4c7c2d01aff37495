import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCompany } from "./company/company.ts";
import answers from "./real-answers.json" with { type: "json" };
import { startLago, type Lago } from "./server.ts";

/** What the real server answers to wrong keys, unknown parents, bad filters and bad pages, as it was seen to. */
test("the fake Lago refuses in the real server's words", async () => {
  const company = makeCompany();
  const open = await startLago({ data: company, apiKey: KEY });
  const closed = await startLago({ data: company, apiKey: KEY, denied: ["fee", "wallet"] });
  try {
    for (const [method, path, key, status, body] of answers as [string, string, string, number, unknown][]) {
      const lago = key.startsWith("without") ? closed : open;
      const authorization: Record<string, string> = key === "none" ? {} : { authorization: `Bearer ${key === "wrong" ? "another" : KEY}` };
      const response = await fetch(`${lago.url}/api/v1${inCompany(path, lago)}`, { method, headers: authorization });
      assert.deepEqual([path, response.status, await response.json()], [path, status, body]);
    }
  } finally {
    await Promise.all([open.close(), closed.close()]);
  }
});

const KEY = "a-key";

/** The real server's customers and plans have other names. */
function inCompany(path: string, lago: Lago): string {
  const transaction = (type: string) => {
    const traceable = new Set(lago.rows("wallets").filter(({ keys }) => keys["traceable"]).map(({ id }) => id));
    return lago.rows("wallet_transactions").find(({ keys }) => keys["transaction_type"] === type && traceable.has(String(keys["lago_wallet_id"])))!.id;
  };
  return path.replace("acme-001", "shop").replace("/plans/pro/", "/plans/starter/").replace(/<(\w+)>/, (_, type: string) => transaction(type));
}
