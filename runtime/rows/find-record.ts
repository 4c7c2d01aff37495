import { OPEN_OBJECT, skipValue } from "./json.ts";
import { PageError } from "../transport/page-error.ts";
import { eachMember } from "./members.ts";

/** The bytes of the record in a response like `{"invoice": {…}}`, verbatim. Throws a `PageError` if there is none. */
export function findRecord(body: Buffer, selector: string): Buffer {
  let record: Buffer | undefined;
  eachMember(body, (key, start) => {
    const end = skipValue(body, start);
    if (key === selector && body[start] === OPEN_OBJECT) record = body.subarray(start, end);
    return end;
  });
  if (record === undefined) throw new PageError(`the answer has no object ${JSON.stringify(selector)}`);
  return record;
}

/** The record with only these members, each verbatim. */
export function keepMembers(record: Buffer, keep: (name: string) => boolean): Buffer {
  const kept: Buffer[] = [];
  let dropped = false;
  eachMember(record, (name, start, nameStart) => {
    const end = skipValue(record, start);
    if (keep(name)) kept.push(kept.length === 0 ? OPEN : COMMA, record.subarray(nameStart, end));
    else dropped = true;
    return end;
  });
  if (!dropped) return record;
  return kept.length === 0 ? Buffer.from("{}") : Buffer.concat([...kept, CLOSE]);
}

const OPEN = Buffer.from("{");
const COMMA = Buffer.from(",");
const CLOSE = Buffer.from("}");
