import { findArrays, hasList, isArray, listWrappers } from "../spec/page-body.ts";
import { resolve, type FlatSchema } from "../spec/resolve.ts";
import type { Document, Schema } from "../spec/types.ts";

/** The place of the records in a response; or, if it has an array and is no list, why not. */
export type Selection = Found | { refused: string };

interface Found {
  selector: string;
  /** Names of the properties that lead to the array, if the selector alone does not. */
  recordsAt?: string[];
  /** A record, as written in the spec. */
  items: Schema;
  /** The objects around the array, from the body inwards: one of them has the paging information. */
  around: FlatSchema[];
}

/**
 * Where a response holds the records: the array that stands alone or beside `meta`, or is called as the path is; the response itself, if it is
 * an array; or such an array in a wrapper. Any array would be too many: three single objects of Lago's document lack their
 * wrapper and show one of their own.
 */
export function findSelector(document: Document, path: string, body: FlatSchema): Selection | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (isArray(body)) return selectItself(document, name, body);
  if (findArrays(document, body).length > 0) return selectArray(document, name, body);
  const wrapped = listWrappers(document, body)
    .filter(({ object }) => findArrays(document, object).length > 0)
    .map((wrapper) => ({ ...wrapper, selection: selectArray(document, name, wrapper.object) }));
  const found = wrapped.flatMap(({ path, selection }) => ("refused" in selection ? [] : [{ ...selection, recordsAt: [...path, selection.selector], around: [body, ...selection.around] }]));
  if (found.length === 1) return found[0];
  if (found.length > 1) return { refused: `The answer has several arrays, in ${found.map(({ recordsAt }) => recordsAt.join(".")).join(" and ")}.` };
  if (wrapped.length > 0) return wrapped[0]!.selection;
  const isChoice = body.alternatives.some((choice) => hasList(document, resolve(document, choice)));
  return isChoice ? { refused: "The answer has one of several shapes, and more than one of them has an array." } : undefined;
}

/** A response that is the array itself, so that only the path names it. */
function selectItself(document: Document, name: string, body: FlatSchema): Selection {
  if (name.startsWith("{")) return { refused: "The answer to a path that ends in a parameter is an array." };
  return isOfRecords(document, body) ? { selector: name, recordsAt: [], items: body.items!, around: [] } : { refused: "The elements of the answer are no objects with known properties." };
}

function selectArray(document: Document, name: string, object: FlatSchema): Selection {
  const arrays = findArrays(document, object);
  const ofRecords = arrays.filter((array) => isOfRecords(document, resolve(document, object.properties[array]!)));
  const others = Object.keys(object.properties).filter((other) => other !== "meta" && !arrays.includes(other));
  const isAlone = ofRecords.length === 1 && ((arrays.length === 1 && others.length === 0) || "meta" in object.properties);
  const selector = ofRecords.find((array) => array === name) ?? (isAlone ? ofRecords[0] : undefined);
  if (selector !== undefined) return { selector, items: resolve(document, object.properties[selector]!).items!, around: [object] };
  if (ofRecords.length === 0) return { refused: `The elements of ${arrays.join(", ")} are no objects with known properties.` };
  const reason = arrays.length > 1 ? "none is called as the path is" : `${others.join(", ")} stand${others.length === 1 ? "s" : ""} beside it, and no meta`;
  return { refused: `The answer has the array${arrays.length > 1 ? "s" : ""} ${arrays.join(", ")}, but ${reason}.` };
}

/** Whether the array has objects whose properties are known. */
function isOfRecords(document: Document, { items }: FlatSchema): boolean {
  const record = items && resolve(document, items);
  return record !== undefined && (record.alternatives.length > 0 || Object.keys(record.properties).length > 0);
}
