import { makeCompany } from "../../test/lago/company/company.ts";
import type { TableName } from "../../test/lago/tables.ts";

/** A record as Lago sends it, and what of it to write over for the next record of its kind. */
export interface Template {
  readonly bytes: Buffer;
  /** Where its own ids stand, each with its first eight hexadecimal digits as a number. */
  readonly ids: readonly { readonly at: number; readonly digits: number }[];
  /** Where the time stands that the list is ordered and filtered by. */
  readonly timeAt: number;
  /** Where the last digit of another id stands, or of the seconds of `created_at` in an event, which has none: what differs in a record that has changed. */
  readonly changeAt: number;
}

export type Templates = (table: TableName) => readonly Template[];

/** The records of a made-up company, in hundreds or thousands, so that values repeat as seldom as in a real list. */
export function makeTemplates(): Templates {
  const { tables } = makeCompany({ seed: 1, customers: 60 });
  const made = new Map<TableName, readonly Template[]>();
  return (table) => {
    let templates = made.get(table);
    if (!templates) made.set(table, (templates = (tables[table] ?? []).map(({ text }) => makeTemplate(text, timeOf(table)))));
    return templates;
  };
}

/** The column by which a list is ordered, newest first, and of which its filters are named. */
export function timeOf(table: TableName): string {
  return table === "events" ? "timestamp" : "created_at";
}

/** What identifies a record, in all lists that are measured; child records refer to it, and change with it. */
const IDENTITIES = ["lago_id", "transaction_id"];
const UUID = /"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g;

function makeTemplate(text: string, time: string): Template {
  const record = JSON.parse(text) as Record<string, string>;
  const bytes = Buffer.from(text);
  const ids = IDENTITIES.flatMap((name) => record[name] ?? []);
  const [other] = (text.match(UUID) ?? []).filter((id) => !ids.includes(id.slice(1, -1)));
  return {
    bytes,
    ids: ids.flatMap((id) => findAll(bytes, `"${id}"`).map((at) => ({ at: at + 1, digits: Number.parseInt(id, 16) }))),
    timeAt: bytes.indexOf(`"${time}":"${record[time]}"`) + `"${time}":"`.length,
    changeAt: other === undefined ? bytes.indexOf(`"created_at":"`) + `"created_at":"2026-11-15T08:30:00`.length - 1 : bytes.indexOf(other) + other.length - 2,
  };
}

function findAll(bytes: Buffer, text: string): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) found.push(at);
  return found;
}
