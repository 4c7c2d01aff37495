import { skipValue } from "./json.ts";
import { eachMember } from "./read-page.ts";

/** The record without these members; the others as Lago sent them. */
export function omitMembers(record: Buffer, names: ReadonlySet<string>): Buffer {
  if (names.size === 0) return record;
  const kept: string[] = [];
  eachMember(record, (key, start) => {
    const end = skipValue(record, start);
    if (!names.has(key)) kept.push(`${Buffer.from(JSON.stringify(key)).toString("latin1")}:${record.toString("latin1", start, end)}`);
    return end;
  });
  return Buffer.from(`{${kept.join(",")}}`, "latin1");
}
