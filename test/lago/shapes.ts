import { Digits, isObject, type Json } from "../load/lossless.ts";

/** For each key of a list's records, by its path (`charges[].properties.amount`), the forms in which its values were sent. */
export type Shapes = Map<string, Set<string>>;

/** Adds the forms of one record. What a key's value looks like is kept, never the value. */
export function addShapes(shapes: Shapes, record: Json): void {
  visit(record, "");

  function visit(value: Json, path: string): void {
    if (path !== "") shapes.set(path, (shapes.get(path) ?? new Set()).add(formOf(value)));
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`);
    else if (isObject(value)) {
      for (const [key, member] of Object.entries(value)) visit(member, `${path && `${path}.`}${MAPS.test(path) ? "*" : key}`);
    }
  }
}

/** Objects whose keys are the customers' own: texts of a log, properties of an event, names of filters. */
const MAPS = /(^|\.|\])(properties|metadata|values|filters|grouped_by|overrides|activity_object|activity_object_changes|request_body|request_response|next_action)$/;

/** Rows of this table decide in this order. */
const TEXTS: readonly [RegExp, string | ((match: RegExpExecArray) => string)][] = [
  [/^$/, "empty text"],
  [/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, "uuid"],
  [/^\d{4}-\d\d-\d\d$/, "date"],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, ([, fraction, zone]) => `time to the ${fraction ? "millisecond" : "second"}, ${zone === "Z" ? "Z" : "offset"}`],
  [/^-?\d+$/, "digits as text"],
  [/^-?\d+\.(\d+)$/, ([, places]) => `decimal as text, ${countPlaces(places!)}`],
];

function formOf(value: Json): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return value.length ? "array" : "empty array";
  if (value instanceof Digits) {
    const [, places] = /\.(\d+)$/.exec(value.text) ?? [];
    return places === undefined ? "integer" : `decimal, ${countPlaces(places)}`;
  }
  if (typeof value === "string") {
    for (const [pattern, form] of TEXTS) {
      const match = pattern.exec(value);
      if (match) return typeof form === "string" ? form : form(match);
    }
    return "text";
  }
  return Object.keys(value).length ? "object" : "empty object";
}

/** As far as columns differ in what they hold: DECIMAL(38,15) in DuckDB, 18 places, and what no such column holds. */
function countPlaces({ length }: string): string {
  return length <= 15 ? "to 15 places" : length <= 18 ? "to 18 places" : "more places";
}
