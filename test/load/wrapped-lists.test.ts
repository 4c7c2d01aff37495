import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { createLago } from "../../runtime/client.ts";
import { readSample } from "../../runtime/cli/sample.ts";
import { load } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { Schema } from "../../generator/spec/types.ts";
import { DUCKDB_LIMITS } from "../../runtime/rows/fit.ts";
import { PageError } from "../../runtime/transport/page-error.ts";
import { readPage } from "../../runtime/rows/read-page.ts";
import { buildShape } from "../../runtime/rows/shape.ts";
import { unwrapPage } from "../../runtime/rows/unwrap-page.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { rowsOf } from "../runtime/destinations/loads.ts";
import { id, make, shop, TEXT } from "../migrate/versions.ts";

const RECORDS = Array.from({ length: 7 }, (_, index) => ({ lago_id: id(index + 1), code: `c"${index + 1}`, unknown: { at: index } }));

/** Records of one page, and their `meta`. */
interface Sent {
  readonly records: readonly object[];
  readonly meta: object;
}

/** How an answer to `/orders` is written, and the schema that says so. */
const FORMS: Record<string, { readonly schema: (page: Schema) => Schema; readonly write: (sent: Sent) => string; readonly pages: number }> = {
  "the array itself": { schema: (page) => page.properties!["orders"]!, write: () => `\ufeff \n${JSON.stringify(RECORDS)}\n`, pages: 1 },
  "an array in data, with meta beside it": {
    schema: ({ properties }) => ({ type: "object", properties: { data: { type: "object", properties: { orders: properties!["orders"]! } }, meta: properties!["meta"]! } }),
    write: ({ records, meta }) => JSON.stringify({ meta, data: { note: [{ orders: [] }], orders: records } }),
    pages: 4,
  },
  "an array in data, with meta inside": {
    schema: (page) => ({ type: "object", properties: { data: page } }),
    write: ({ records, meta }) => JSON.stringify({ data: { orders: records, meta } }),
    pages: 4,
  },
};

for (const [form, { schema, write, pages }] of Object.entries(FORMS)) {
  describe(`a list whose answer is ${form}`, () => {
    for (const dialect of DIALECTS) {
      it(`is loaded whole into ${dialect}, unknown keys with it`, async (t) => {
        const orders = makeOrders(schema);
        const server = await serve(t, ({ page, per_page }) => write(cut(page, per_page)));
        const database = await newDatabase(dialect);
        const destination = await database.open();
        t.after(async () => (await destination.close(), await database.remove()));
        const lago = createLago({ apiKey: "k", baseUrl: server.url, perPage: 2 });
        const { resources: [report] } = await load([orders], { lago, destination });
        assert.equal(report!.status, "loaded");
        assert.deepEqual(await rowsOf(destination, "SELECT lago_id, code, _deleted_at FROM orders ORDER BY lago_id"), RECORDS.map(({ lago_id, code }) => [lago_id, code, null]));
        const kept = await rowsOf(destination, "SELECT _extra FROM orders ORDER BY lago_id");
        assert.deepEqual(kept.map(([extra]) => JSON.parse(String(extra)) as unknown), RECORDS.map(({ unknown }) => ({ unknown })));
        assert.equal(server.asked.filter((url) => url.includes("/orders")).length >= pages, true);
        assert.equal(server.asked.some((url) => url.includes("page=")), pages > 1);
      });
    }

    it("can be looked at", async (t) => {
      const server = await serve(t, ({ page, per_page }) => write(cut(page, per_page)));
      assert.deepEqual((await readSample(createLago({ apiKey: "k", baseUrl: server.url }), makeOrders(schema), 7)).records, RECORDS);
    });

    it("is refused where it is something else", () => {
      const orders = makeOrders(schema);
      const shape = buildShape(orders, DUCKDB_LIMITS);
      for (const body of ["<html>", "{}", "[1]", '{"data":null}', '{"data":[]}', '{"orders":[]}', '{"error":"no"}', '{"data":{"orders":{}}}', '{"data":{"orders":[]},"data":{"orders":[]}}', '[{"code":1}', "[] []", ""]) {
        assert.throws(() => readPage(unwrapPage(Buffer.from(body), orders), shape), PageError, body);
      }
    });
  });
}

function makeOrders(change: (page: Schema) => Schema): Resource {
  const document = shop({ code: TEXT });
  const { content } = document.paths["/orders"]!.get!.responses!["200"] as { content: Record<string, { schema: Schema }> };
  content["application/json"]!.schema = change(content["application/json"]!.schema);
  return make(document).resources[0]!;
}

function cut(page: number, size: number): Sent {
  const total = Math.ceil(RECORDS.length / size);
  return { records: RECORDS.slice((page - 1) * size, page * size), meta: { current_page: page, next_page: page < total ? page + 1 : null, total_pages: total, total_count: RECORDS.length } };
}

async function serve(t: TestContext, answer: (asked: { page: number; per_page: number }) => string) {
  const asked: string[] = [];
  const served = { url: "", asked, answer };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://lago");
    asked.push(request.url!);
    const body = pathname.endsWith("/orders") ? served.answer({ page: Number(searchParams.get("page") ?? 1), per_page: Number(searchParams.get("per_page") ?? 100) }) : JSON.stringify({ organization: { lago_id: id(99), name: "Shop" } });
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => (server.closeAllConnections(), server.close()));
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return served;
}
