import type { Destination } from "../../runtime/destinations/destination.ts";
import { makeRow } from "../lago/rows.ts";
import { type Lago as FakeLago, type LagoOptions, startLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";

/** A Lago that has nothing but add-ons, some of them with taxes: enough to see what a load loses or invents. */
export function startBooks(count: number, options: Partial<LagoOptions> = {}): Promise<FakeLago> {
  const add_ons = Array.from({ length: count }, (_, index) => makeRow("add_ons", makeAddOn(index)));
  return startLago({ data: { organization: "{}", tables: { add_ons } }, ...options });
}

/** The larger the index, the newer the record, and the earlier in the list. */
export function makeAddOn(index: number, amount = index) {
  const taxes = index % 4 === 0 ? [{ lago_id: addOn(index).lago_id, code: `tax_${amount}` }] : [];
  return { ...addOn(index), amount_cents: amount, taxes };
}

/** Record → what it says, child records included. */
export type Books = ReadonlyMap<string, string>;

export function readTruth(fake: FakeLago): Books {
  return new Map(fake.list("/add_ons").map(readRecord));
}

/** Few records change between two looks at 20,000. */
const known = new Map<string, readonly [id: string, says: string]>();

function readRecord(text: string): readonly [id: string, says: string] {
  const before = known.get(text);
  if (before) return before;
  const { lago_id, amount_cents, taxes } = JSON.parse(text) as ReturnType<typeof makeAddOn>;
  const record = [lago_id, [amount_cents, ...taxes.map(({ code }) => code)].join(" ")] as const;
  known.set(text, record);
  return record;
}

/** The rows that are not marked as deleted. */
export async function readTables(destination: Destination): Promise<Books> {
  const roots = await destination.query("SELECT lago_id, amount_cents FROM add_ons WHERE _deleted_at IS NULL");
  const children = await destination.query("SELECT _root_lago_id, code FROM add_ons__taxes WHERE _deleted_at IS NULL ORDER BY _taxes_index");
  const books = new Map(roots.rows.map(([id, amount]) => [id!, amount!]));
  if (books.size !== roots.rows.length) throw new Error("a record has two rows");
  for (const [id, code] of children.rows) books.set(id!, `${books.get(id!)} ${code}`);
  return books;
}

/** Records that are missing or say something else, and rows that no record stands behind. */
export function compareBooks(found: Books, wanted: Books): { lost: string[]; invented: string[] } {
  return {
    lost: [...wanted.keys()].filter((id) => found.get(id) !== wanted.get(id)),
    invented: [...found.keys()].filter((id) => !wanted.has(id)),
  };
}
