import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { addOns } from "../../generated/add_ons/add_ons.ts";
import type { LagoOptions as ClientOptions } from "../../runtime/client.ts";
import { crawl, type CrawlOptions } from "../../runtime/paging/paginate.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { Page } from "../../runtime/rows/page.ts";
import { PageError } from "../../runtime/transport/page-error.ts";
import type { Fault } from "../lago/faults.ts";
import type { LagoOptions } from "../lago/server.ts";
import { lagoWithAddOns } from "./add-ons.ts";

export interface CodesPage extends Page {
  readonly codes: readonly string[];
}

/** `meta` as Lago sends it. */
export function readCodes(selector: string): (body: Buffer) => CodesPage {
  return (body) => {
    const { [selector]: records, meta } = JSON.parse(body.toString()) as Record<string, unknown>;
    if (!Array.isArray(records)) throw new PageError("no array");
    return { rows: records.length, size: body.length, codes: records.map(({ code }: { code: string }) => code), ...(meta ? { meta: meta as never } : {}) };
  };
}

export interface Scene extends Partial<CrawlOptions<CodesPage>> {
  readonly count: number;
  readonly faults?: readonly Fault[];
  readonly server?: Partial<LagoOptions>;
  readonly client?: Partial<ClientOptions>;
  readonly resource?: Resource;
  readonly onPage?: (page: CodesPage) => Promise<void>;
}

/** Reads a list of add-ons to its end; answers what came and what it was asked for. */
export async function crawled(t: TestContext, { count, faults = [], server, client: options, resource = addOns, onPage, ...crawlOptions }: Scene) {
  const { lago, client } = await lagoWithAddOns(t, count, { faults, ...server }, options);
  const crawling = crawl(client, resource, { read: readCodes(resource.selector), ...crawlOptions });
  const codes: string[] = [];
  for await (const page of crawling) {
    codes.push(...page.codes);
    await onPage?.(page);
  }
  const { report } = crawling;
  assert.equal(report.rows, codes.length);
  const asked = lago.requests.map(({ query }) => `${query.get("page")}x${query.get("per_page")}`);
  return { codes, report, asked, lago };
}
