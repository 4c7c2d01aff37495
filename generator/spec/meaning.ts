import type { Unit } from "../../runtime/resource.ts";
import { parseYaml } from "./document.ts";
import { DocumentError } from "./document-error.ts";
import { readSource } from "./source.ts";

/** What tables and columns mean, from spec/meaning.yaml. */
export interface Meaning {
  /** Description by name of the table; `*` matches anything. Of two matches, the later one counts. */
  tables: Record<string, string>;
  /** In the file's order: of two rules that state the same fact about a column, the later one counts. */
  columns: ColumnRule[];
}

/** What is stated of every column that the pattern matches. */
export interface ColumnRule {
  /** `column` of any table, or `table.column`. `*` stands for anything. The column is the whole name or the last property of its path. */
  pattern: string;
  description?: string;
  unit?: Unit;
  /** `table.column` or a column of the same table; false where no column has it. */
  currency?: string | false;
  personal?: boolean;
  finer?: boolean;
}

export const NO_MEANING: Meaning = { tables: {}, columns: [] };

export async function readMeaning(path: string): Promise<Meaning> {
  return parseMeaning(await readSource(path), path);
}

/** `source` is the origin of the text, for messages. A column's rule is its description, or an object of facts. */
export function parseMeaning(text: string, source: string): Meaning {
  const { tables = {}, columns = {}, ...others } = readMap(parseYaml(text, source) ?? {}, source) as { tables?: Record<string, string>; columns?: Record<string, string | Omit<ColumnRule, "pattern">> };
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new DocumentError(`${source} has ${unknown}, and can have tables and columns.`);
  for (const [name, description] of Object.entries(readMap(tables, `${source}: tables`))) {
    if (typeof description !== "string") throw new DocumentError(`${source}: the description of the table ${name} has to be a text.`);
  }
  readMap(columns, `${source}: columns`);
  return { tables, columns: Object.entries(columns).map(([pattern, facts]) => readRule(pattern, typeof facts === "string" ? { description: facts } : facts, source)) };
}

/** `what` names it in the message. */
function readMap(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new DocumentError(`${what} has to be a map.`);
}

function readRule(pattern: string, facts: Omit<ColumnRule, "pattern">, source: string): ColumnRule {
  readMap(facts, `${source}: what is stated of ${pattern}, if it is more than a text,`);
  const unknown = Object.keys(facts).filter((key) => !FACTS.includes(key));
  if (unknown.length > 0) throw new DocumentError(`${source} states ${unknown.join(", ")} of ${pattern}. A column can have ${FACTS.join(", ")}.`);
  if (facts.unit !== undefined && !Object.hasOwn(UNITS, facts.unit)) throw new DocumentError(`${source} gives ${pattern} the unit ${facts.unit}. Units are ${Object.keys(UNITS).join(", ")}.`);
  for (const [fact, value] of Object.entries(facts)) {
    const [form, test] = FORMS[fact as keyof typeof FORMS];
    if (!test(value)) throw new DocumentError(`${source}: ${fact} of ${pattern} has to be ${form}.`);
  }
  return { pattern, ...facts };
}

const isText = (value: unknown) => typeof value === "string";
const isFlag = (value: unknown) => typeof value === "boolean";

/** The form of each fact. */
const FORMS: Record<Exclude<keyof ColumnRule, "pattern">, [form: string, test: (value: unknown) => boolean]> = {
  description: ["a text", isText],
  unit: ["a text", isText],
  currency: ["a column, or false", (value) => isText(value) || value === false],
  personal: ["true or false", isFlag],
  finer: ["true or false", isFlag],
};
const FACTS = Object.keys(FORMS);

/** The name of each unit, for people. */
export const UNITS: Readonly<Record<Unit, string>> = {
  minor: "smallest currency unit",
  major: "currency unit",
  credits: "credits",
  pricing_minor: "hundredths of the pricing unit",
  pricing_major: "pricing unit",
  percent: "percent",
  ratio: "ratio",
  units: "units of the billable metric",
  count: "count",
  days: "days",
  hours: "hours",
  periods: "billing periods",
};
