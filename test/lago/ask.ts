import assert from "node:assert/strict";
import type { JsonObject } from "./rows.ts";
import { startLago, type Lago, type LagoOptions } from "./server.ts";

/** Any JSON: a test knows what it has asked for. */
export type Answer = Record<string, any>;

const headers = { authorization: "Bearer a-key" };

export const ask = (lago: Lago, path: string, init: RequestInit = {}) => fetch(`${lago.url}/api/v1${path}`, { headers, ...init });

export async function get(lago: Lago, path: string): Promise<{ status: number; body: Answer }> {
  const response = await ask(lago, path);
  return { status: response.status, body: (await response.json()) as Answer };
}

/** The body of an answer that must be 200. */
export async function ok(lago: Lago, path: string): Promise<Answer> {
  const { status, body } = await get(lago, path);
  assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
  return body;
}

export async function withLago(options: LagoOptions, use: (lago: Lago) => Promise<void>): Promise<void> {
  const lago = await startLago(options);
  try {
    await use(lago);
  } finally {
    await lago.close();
  }
}

/** All statuses, pages until an empty one, and nothing where a wallet refuses to be traced. */
export async function crawl(lago: Lago, path: string, selector: string): Promise<string[]> {
  const statuses = ["pending", "active", "terminated", "canceled", "incomplete"].map((status) => `status[]=${status}`);
  const query = selector === "subscriptions" ? statuses : [];
  const texts: string[] = [];
  for (let page = 1; ; page++) {
    const { status, body } = await get(lago, `${path}${path.includes("?") ? "&" : "?"}${[...query, `page=${page}`].join("&")}`);
    if (status === 422) return [];
    texts.push(...body[selector].map((record: JsonObject) => JSON.stringify(record)));
    if (!body["meta"]?.next_page || !body[selector].length) return texts;
  }
}
