import { findArrays, isArray } from "../spec/page-body.ts";
import { resolve, type FlatSchema } from "../spec/resolve.ts";
import type { Document } from "../spec/types.ts";

/** Where in an answer the records are; or, where it has an array and is no list, why not. */
export type Selection = { selector: string } | { refused: string };

/**
 * The property of a response that holds the records: the array that stands alone or beside `meta`, or is called as the path is.
 * Any array would be too many: three single objects of Lago's document lack their wrapper and show one of their own.
 */
export function findSelector(document: Document, path: string, body: FlatSchema): Selection | undefined {
  if (isArray(body)) return { refused: "The answer is an array, and loads read records from a property of the answer." };
  const arrays = findArrays(document, body);
  if (arrays.length === 0) return refuseNested(document, body);
  const named = arrays.find((name) => name === path.slice(path.lastIndexOf("/") + 1));
  const others = Object.keys(body.properties).filter((name) => name !== "meta" && !arrays.includes(name));
  const isAlone = arrays.length === 1 && (others.length === 0 || "meta" in body.properties);
  const selector = named ?? (isAlone ? arrays[0] : undefined);
  if (selector === undefined) {
    const reason = arrays.length > 1 ? "none is called as the path is" : `${others.join(", ")} stand${others.length === 1 ? "s" : ""} beside it, and no meta`;
    return { refused: `The answer has the array${arrays.length > 1 ? "s" : ""} ${arrays.join(", ")}, but ${reason}.` };
  }
  const { items = {} } = resolve(document, body.properties[selector]!);
  const record = resolve(document, items);
  const isRecord = record.alternatives.length > 0 || Object.keys(record.properties).length > 0;
  return isRecord ? { selector } : { refused: `The elements of ${selector} are no objects with known properties.` };
}

/** `data: { orders: [] }`: an answer wrapped once more, told by `meta` or by the wrapper's name. */
function refuseNested(document: Document, body: FlatSchema): Selection | undefined {
  const wrapper = Object.keys(body.properties).find((name) => {
    const inner = resolve(document, body.properties[name]!);
    return name !== "meta" && (name === "data" || "meta" in body.properties || "meta" in inner.properties) && findArrays(document, inner).length > 0;
  });
  return wrapper === undefined ? undefined : { refused: `The array is inside of ${wrapper}, and loads read records from a property of the answer itself.` };
}
