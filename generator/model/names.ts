import { createHash } from "node:crypto";

/**
 * `plan_charge_filters` for `/plans/{code}/charges/{charge_code}/filters`: the words of the path, singular where one of
 * many is chosen by a parameter. A word that repeats the one before it says it once: `wallet_transactions` below a wallet.
 */
export function nameResource(path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "");
  const words = segments.flatMap((segment, index) => {
    if (isParameter(segment)) return [];
    return [isParameter(segments[index + 1]) ? singular(segment) : segment];
  });
  return words
    .map((word, index) => (word.startsWith(`${words[index - 1]}_`) ? word.slice(words[index - 1]!.length + 1) : word))
    .join("_")
    .replace(/[^\p{L}\p{N}_-]+/gu, "_");
}

/** Gives each resource a unique name: in a database, as a folder, and in the module that exports all of them. */
export function createResourceNames(taken: readonly string[]): Names {
  const used = new Set(taken);
  return {
    claim(name) {
      for (let count = 1; ; count += 1) {
        const candidate = count === 1 ? name : `${name}_${count}`;
        const names = [candidate.toLowerCase(), `export ${nameExport(candidate).toLowerCase()}`, `type ${nameType(candidate)}`];
        if (names.some((each) => used.has(each))) continue;
        for (const each of names) used.add(each);
        return candidate;
      }
    },
  };
}

/** `PlanCharge` for `plan_charges`; `ListRecord` if the module already has a `List`. */
export function nameType(resource: string): string {
  const name = identifier(pascal(singular(resource)));
  return MODULE_TYPES.has(name) ? `${name}Record` : name;
}

/** `planCharges` for `plan_charges`; `classList` if the name is a keyword. */
export function nameExport(resource: string): string {
  const name = pascal(resource);
  const camel = identifier(name.charAt(0).toLowerCase() + name.slice(1));
  return TAKEN.has(camel) ? `${camel}List` : camel;
}

/** An identifier must not begin with a digit. */
function identifier(name: string): string {
  return /^\p{N}/u.test(name) ? `_${name}` : name;
}

/** Types that a generated module imports, and global types. */
const MODULE_TYPES = new Set("List ListAt RecordOf Resource Snapshot Array Boolean Date Error Function Map Number Object Promise Record Set String Symbol".split(" "));

/** Names that a module cannot export: keywords, and its own imports and exports. */
const TAKEN = new Set(
  `arguments await break case catch class components const continue debugger default delete do else enum eval export extends false finally for
  function if implements import in instanceof interface let new null operations package paths private protected public resources return
  static super switch this throw true try typeof undefined units var void webhooks while with yield`.split(/\s+/),
);

/** Singular forms for the English of Lago's paths: `taxes`, `billing_entities`, `wallets`; `past_usage` and `analytics_mrr` have no plural. */
export function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Maximum length of a name in Postgres, in bytes. */
export const LONGEST_NAME = 63;

/**
 * A name that fits and can be read: long words are abbreviated, then what stands between the first and the last part keeps the first
 * word of each part, in both cases from the left until it fits. It depends on nothing but the name, so that a new neighbour does not rename it.
 */
export function shorten(name: string): string {
  let short = name;
  for (const [word, abbreviation] of ABBREVIATIONS) if (isLong(short)) short = short.replace(new RegExp(`(?<![^_])${word}(?![^_])`, "g"), abbreviation);
  const parts = short.split("__");
  for (let index = 1; index < parts.length - 1 && isLong(parts.join("__")); index++) parts[index] = parts[index]!.split("_")[0]!;
  short = parts.join("__");
  return isLong(short) ? shortenByHash(name) : short;
}

/** In the order in which they are tried. Another order would rename tables, so new ones are added at the end. */
const ABBREVIATIONS: [string, string][] = [
  ["properties", "props"],
  ["configuration", "config"],
  ["transaction", "txn"],
  ["percentage", "pct"],
  ["presentation", "pres"],
];

function isLong(name: string): boolean {
  return Buffer.byteLength(name) > LONGEST_NAME;
}

/** The beginning, a hash and the end: for names that no readable form makes short enough. Until version 0.1, for each long name. */
export function shortenByHash(name: string): string {
  if (!isLong(name)) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 6);
  const room = LONGEST_NAME - hash.length - 2;
  const head = cut(name, Math.floor(room * 0.4), (text) => text.slice(0, -1)).replace(/_+[^_]*$|_+$/, "");
  const tail = cut(name, room - Buffer.byteLength(head), (text) => text.slice(1)).replace(/^[^_]*_+(?=.)/, "");
  return `${head}_${hash}_${tail}`;
}

/** Keeps the names of one table, or of the set of tables, unique. */
export interface Names {
  /** The name, shortened to fit, with `_2` and so on if it is taken: databases ignore case, as in `Code` and `code`. */
  claim(name: string): string;
}

/** `prefix`: a prefix that the names get elsewhere. They stay unique even if Postgres truncates the result. */
export function createNames({ taken = [], prefix = "" }: { taken?: string[]; prefix?: string } = {}): Names {
  const distinct = (name: string) => cut(`${prefix}${name.toLowerCase()}`, LONGEST_NAME, (text) => text.slice(0, -1));
  const used = new Set(taken.map(distinct));
  return {
    claim(name) {
      for (let count = 1; ; count += 1) {
        const candidate = shorten(count === 1 ? name : `${name}_${count}`);
        if (used.has(distinct(candidate))) continue;
        used.add(distinct(candidate));
        return candidate;
      }
    },
  };
}

/** The loader's own tables, and their prefixes. */
export const SYSTEM_TABLES = ["_loads", "_cursors", "_migrations", "_organization", "_rejected", "_withheld", "_parents", "_details"];

/** The loader's own columns, at the end of every table. */
export const SYSTEM_COLUMNS = ["_extra", "_loaded_at", "_load_id", "_deleted_at"];

/** Names that no column can have: the loader's own, in tables and in staging, and those that a database adds itself. */
export const RESERVED_COLUMNS = [
  ...SYSTEM_COLUMNS,
  "_hash",
  "_n",
  "rowid", // DuckDB
  ...["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"], // Postgres
];

function isParameter(segment: string | undefined): boolean {
  return segment?.startsWith("{") ?? false;
}

function pascal(name: string): string {
  return name.split(/[^\p{L}\p{N}]+/u).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function cut(text: string, bytes: number, drop: (text: string) => string): string {
  let rest = text;
  while (Buffer.byteLength(rest) > bytes) rest = drop(rest);
  return rest;
}
