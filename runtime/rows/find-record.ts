import { OPEN_OBJECT, skipValue } from "./json.ts";
import { PageError } from "./page.ts";
import { eachMember } from "./read-page.ts";

/** The bytes of the one record in an answer like `{"invoice": {…}}`, untouched. Throws a `PageError` where there is none. */
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
