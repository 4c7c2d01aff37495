import type { Resource } from "../resource.ts";
import { OPEN_ARRAY, skipSpace, skipValue } from "./json.ts";
import { eachMember, notAPage, skipMark } from "./members.ts";
import { PageError } from "../transport/page-error.ts";

/**
 * Converts a response to the form that nearly all lists have, `{"orders": […], "meta": {…}}`, which the parsers expect. If the response is
 * an array, or has the array deeper inside, the bytes are copied once; other responses are returned unchanged.
 */
export function unwrapPage(body: Buffer, { selector, recordsAt }: Pick<Resource, "selector" | "recordsAt">): Buffer {
  if (recordsAt === undefined) return body;
  const { records, meta } = findRecords(body.subarray(skipMark(body)), recordsAt);
  const start = skipSpace(records, 0);
  if (recordsAt.length === 0 && records[start] !== OPEN_ARRAY) throw notAPage(records, start);
  return Buffer.concat([Buffer.from(`{${JSON.stringify(selector)}:`), records, ...(meta ? [META, meta] : []), END]);
}

const META = Buffer.from(',"meta":');
const END = Buffer.from("}");

/** The value at the path, and the nearest `meta`. */
function findRecords(value: Buffer, [name, ...rest]: readonly string[], outer?: Buffer): { records: Buffer; meta: Buffer | undefined } {
  if (name === undefined) return { records: value, meta: outer };
  const found = new Map<string, Buffer>();
  eachMember(value, (key, start) => {
    const end = skipValue(value, start);
    if (key === name && found.has(key)) throw new PageError(`the answer has ${JSON.stringify(key)} twice`);
    if (key === name || key === "meta") found.set(key, value.subarray(start, end));
    return end;
  });
  const inner = found.get(name);
  if (inner === undefined) throw new PageError(`the answer has no ${JSON.stringify(name)}`);
  return findRecords(inner, rest, found.get("meta") ?? outer);
}
