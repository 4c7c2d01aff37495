import { crashed, invalid, invalidDetails } from "./refusal.ts";
import { sortable, type Keys } from "./rows.ts";

/**
 * Makes a test for rows out of the values of one query parameter. `undefined`: the server ignores the value and
 * answers with everything. A refusal is thrown. Lists differ in which of these they do; names they do not know they never see.
 */
export type Filter = (values: readonly string[], name: string) => ((keys: Keys) => boolean) | undefined;

export type Filters = Readonly<Record<string, Filter>>;

/** What a list does with a value it cannot use. */
type OnInvalid = "ignored" | "refused" | "crashes" | "matches nothing";

export const equals =
  (column: string): Filter =>
  (values) =>
  (keys) =>
    String(keys[column] ?? "") === values.at(-1);

export const anyOf =
  (column: string): Filter =>
  (values) =>
  (keys) =>
    values.includes(String(keys[column]));

export const includes =
  (column: string): Filter =>
  (values) =>
  (keys) =>
    [keys[column]].flat().includes(values.at(-1)!);

/** A closed set of values; when one of those sent is not among them, the whole filter is refused or ignored. */
export const oneOf =
  (column: string, allowed: readonly string[], onInvalid: OnInvalid): Filter =>
  (values, name) =>
    values.every((value) => allowed.includes(value)) ? anyOf(column)(values, name) : reject(name, "value_is_invalid", onInvalid);

/** The same, refused with the values that there are. Of an array, the place of each that is wrong is named. */
export const listedIn =
  (column: string, allowed: readonly string[], more = ""): Filter =>
  (values, name) => {
    const wrong = values.flatMap((value, place) => (allowed.includes(value) ? [] : [String(place)]));
    if (wrong.length === 0) return anyOf(column)(values, name);
    const message = [`must be one of: ${allowed.join(", ")}${more}`];
    throw invalidDetails({ [name.replace("[]", "")]: name.endsWith("[]") ? Object.fromEntries(wrong.map((place) => [place, message])) : message });
  };

/** An id that is no UUID is refused, not merely unknown. */
export const uuidIn =
  (column: string): Filter =>
  (values, name) => {
    if (!UUID.test(values.at(-1)!)) throw invalid(name, "is in invalid format");
    return includes(column)(values, name);
  };

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const from = (column: string, onInvalid: OnInvalid): Filter => bound(column, onInvalid, (value, limit) => value >= limit);

/** Inclusive too, but to the microsecond: `…:59Z` leaves out the rest of that second. */
export const to = (column: string, onInvalid: OnInvalid): Filter => bound(column, onInvalid, (value, limit) => value <= limit);

export const atLeast =
  (column: string): Filter =>
  (values) =>
  (keys) =>
    Number(keys[column]) >= Number(values.at(-1));

export const atMost =
  (column: string): Filter =>
  (values) =>
  (keys) =>
    Number(keys[column]) <= Number(values.at(-1));

export const contains =
  (...columns: string[]): Filter =>
  (values) =>
  (keys) =>
    columns.some((column) =>
      String(keys[column] ?? "")
        .toLowerCase()
        .includes(values.at(-1)!.toLowerCase()),
    );

export const present =
  (column: string): Filter =>
  (values) =>
  (keys) =>
    (keys[column] != null) === (values.at(-1) === "true");

/** True for any value at all, as Ruby has it: `payment_dispute_lost=false` lists the lost disputes. */
export const anyValueMeansPresent =
  (column: string): Filter =>
  () =>
  (keys) =>
    keys[column] != null;

/** `metadata[key]=value`: the name carries the key, under which the row keeps the value. */
export const metadata: Filter = (values, name) => (keys) => keys[name] === values.at(-1);

/** A scalar where the server maps over an array ends in a crash. */
export const arrayOnly: Filter = () => {
  throw crashed();
};

const DATE = "2026-01-31".length;

function bound(column: string, onInvalid: OnInvalid, within: (value: string, limit: string) => boolean): Filter {
  return (values, name) => {
    const text = values.at(-1)!;
    if (Number.isNaN(Date.parse(text))) return reject(name, "invalid_date", onInvalid);
    const moment = sortable(text.includes("T") ? text : `${text.slice(0, 10)}T00:00:00Z`);
    return ({ [column]: value }) => value != null && within(String(value), String(value).length === DATE ? text.slice(0, DATE) : moment);
  };
}

function reject(name: string, code: string, onInvalid: OnInvalid): (() => boolean) | undefined {
  if (onInvalid === "refused") throw invalid(name.replace("[]", ""), code);
  if (onInvalid === "crashes") throw crashed();
  if (onInvalid === "matches nothing") return () => false;
  return undefined;
}
