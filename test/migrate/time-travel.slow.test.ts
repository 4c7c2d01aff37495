import { describe, it } from "node:test";
import { DIALECTS } from "../databases.ts";
import { listReleased, makeReleased, pickDifferent } from "./released.ts";
import { travel } from "./travel.ts";
import { INTEGER, list, make, object, shop, TEXT, UUID } from "./versions.ts";

/** A shop whose document changes as Lago's does, only faster. */
const VERSIONS = {
  first: shop({ code: TEXT, total: INTEGER, customer: UUID, item: { type: "object", additionalProperties: true }, lines: list({ sku: TEXT, count: INTEGER }) }),
  "properties, lists and lists within lists are new": shop({
    code: TEXT,
    total: INTEGER,
    customer: UUID,
    currency: TEXT,
    address: object({ city: TEXT, floors: list({ level: INTEGER }) }),
    item: { type: "object", additionalProperties: true },
    lines: list({ sku: TEXT, count: INTEGER, at: { type: "string", format: "date-time" }, taxes: list({ rate: { type: "number" } }) }),
  }),
  "types are other ones": shop({
    code: TEXT,
    total: TEXT,
    customer: TEXT,
    currency: INTEGER,
    address: object({ city: TEXT, floors: list({ level: TEXT }) }),
    item: object({ number: INTEGER }),
    lines: list({ sku: INTEGER, count: TEXT, at: { type: "string", format: "date" }, taxes: list({ rate: { type: "number" } }) }),
  }),
  "much is gone, and the key is another": shop({ code: TEXT, address: object({ floors: list({ level: TEXT }) }), lines: list({ sku: INTEGER }) }, { "x-primary-key": ["code"] }),
  "the key is another again, and what is gone is back": shop(
    { code: TEXT, total: INTEGER, customer: UUID, address: object({ city: TEXT, floors: list({ level: TEXT }) }), lines: list({ sku: INTEGER, taxes: list({ rate: { type: "number" } }) }) },
    { "x-primary-key": ["lago_id", "code"] },
  ),
};

const names = Object.keys(VERSIONS) as (keyof typeof VERSIONS)[];

for (const dialect of DIALECTS) {
  describe(`tables of one version in the hands of the next, in ${dialect}: no value is lost where`, () => {
    for (const [index, name] of names.entries()) {
      if (index > 0) it(name, () => travel(dialect, make(VERSIONS[names[index - 1]!]), make(VERSIONS[name])));
    }
    it("all of that happens at once", () => travel(dialect, make(VERSIONS[names[0]!]), make(VERSIONS[names.at(-1)!])));
  });

  // `npm run test:time-travel` does it for every two neighbours.
  describe(`Lago's own versions, in ${dialect}`, { skip: listReleased().length < 2 && "none beside the repository" }, () => {
    it("the newest follows the one before it", async () => {
      const [before, newest] = listReleased().slice(-2);
      await travel(dialect, ...pickDifferent(await makeReleased(before!), await makeReleased(newest!)));
    });
  });
}
