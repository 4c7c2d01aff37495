import type { ColumnRule, Meaning } from "../spec/meaning.ts";
import type { ColumnMeaning, ColumnModel, ResourceModel, TableModel } from "./types.ts";

export { UNITS } from "../spec/meaning.ts";

/** Adds the facts of spec/meaning.yaml to each table and column, and the currency column to each amount. */
export function addMeaning(resources: ResourceModel[], { tables: descriptions, columns }: Meaning): ResourceModel[] {
  const tableRules = Object.entries(descriptions).map(([pattern, description]) => ({ description, matches: createGlob(pattern) }));
  const rules = columns.map((rule) => ({ rule, matcher: createMatcher(rule.pattern) }));
  return resources.map((resource) => {
    const parents = listParents(resource, resources);
    const tables = resource.tables.map((table): TableModel => {
      const description = tableRules.findLast(({ matches }) => matches(table.fullName ?? table.name))?.description;
      const own = rules.filter(({ matcher }) => matcher.isTable(table));
      const findStated = (column: ColumnModel) => combine(own.flatMap(({ rule, matcher }) => (matcher.isColumn(column) ? [rule] : [])));
      return {
        ...table,
        ...(description !== undefined && { description }),
        columns: table.columns.map((column) => ({ ...column, ...findMeaning(column, findStated(column), table, [resource, ...parents]) })),
      };
    });
    return { ...resource, tables: tables as ResourceModel["tables"] };
  });
}

/** The parent of a list, its parent, and so on. */
function listParents({ parent }: ResourceModel, resources: ResourceModel[]): ResourceModel[] {
  const found = resources.find(({ name }) => name === parent?.resource);
  return found === undefined ? [] : [found, ...listParents(found, resources)];
}

/** Whether a rule's pattern matches a column: its table does, and its name or the last name of its path. */
interface Matcher {
  isTable(table: TableModel): boolean;
  isColumn(column: ColumnModel): boolean;
}

function createMatcher(pattern: string): Matcher {
  const point = pattern.lastIndexOf(".");
  const matchesTable = createGlob(pattern.slice(0, Math.max(point, 0)) || "*");
  const matchesColumn = createGlob(pattern.slice(point + 1));
  return {
    isTable: ({ name, fullName = name }) => matchesTable(fullName),
    isColumn: ({ name, fullName = name, path }) => matchesColumn(fullName) || matchesColumn(path?.at(-1) ?? name),
  };
}

function createGlob(pattern: string): (text: string) => boolean {
  if (!pattern.includes("*")) return (text) => text === pattern;
  if (pattern === "*") return () => true;
  const expression = new RegExp(`^${pattern.split("*").map((part) => part.replace(/[^\w]/g, "\\$&")).join(".*")}$`);
  return (text) => expression.test(text);
}

/** For each fact, the statement of the last matching rule. */
function combine(rules: ColumnRule[]): Omit<ColumnRule, "pattern"> {
  const { pattern: _, ...facts } = Object.assign({ pattern: "" }, ...rules) as ColumnRule;
  return facts;
}

function findMeaning(column: ColumnModel, stated: Omit<ColumnRule, "pattern">, table: TableModel, owners: ResourceModel[]): ColumnMeaning {
  const { description, personal, finer } = stated;
  // A word that is a unit of money where it is a number may be a text elsewhere.
  const unit = NUMBERS.includes(column.type) ? stated.unit : undefined;
  const isMoney = unit === "minor" || unit === "major";
  const currency = isMoney ? (stated.currency ?? findCurrency(column, table, owners)) : undefined;
  const { enum: values = [] } = column;
  return {
    ...(description !== undefined && { description }),
    ...(values.length > 0 && values.length <= MOST_VALUES && { values }),
    ...(unit !== undefined && { unit }),
    ...(typeof currency === "string" && { currency }),
    ...(personal && { personal }),
    ...(finer && { finer }),
  };
}

/** A longer list is a standard (currencies, countries, time zones), which readers know. */
const MOST_VALUES = 30;

const NUMBERS: string[] = ["integer", "decimal", "number"];

/**
 * The column that holds an amount's currency: of `total_amount_cents` it is `total_amount_currency`, else `amount_currency` or `currency`,
 * in the same object, in one around it, in the root record, or in a parent's.
 */
function findCurrency({ name, path = [name] }: ColumnModel, table: TableModel, [own, ...parents]: ResourceModel[]): string | undefined {
  const last = path.at(-1)!.replace(/_cents$/, "").replace(/(^|_)precise_/, "$1");
  const wanted = [`${last}_currency`, "amount_currency", "currency"];
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const inside = (other: string) => JSON.stringify([...path.slice(0, depth), other]);
    const found = wanted.map((other) => table.columns.find((column) => JSON.stringify(column.path) === inside(other))).find((column) => column !== undefined);
    if (found !== undefined) return found.name;
  }
  for (const { name: owner, tables: [root] } of [...(own === undefined || own.tables[0].name === table.name ? [] : [own]), ...parents]) {
    const found = findMainCurrency(root);
    if (found !== undefined) return `${owner}.${found}`;
  }
  return undefined;
}

/** The currency of a record as a whole. */
function findMainCurrency({ columns }: TableModel): string | undefined {
  return columns.find(({ name }) => name === "currency" || name === "amount_currency")?.name;
}

/** Facts about tables and columns that the resources do not have: a mistake, unless the spec is an older one. */
export function findUnmatched(resources: ResourceModel[], { tables, columns }: Meaning): string[] {
  const present = resources.flatMap((resource) => resource.tables);
  const isMatched = ({ isTable, isColumn }: Matcher) => present.some((table) => isTable(table) && table.columns.some(isColumn));
  return [
    ...Object.keys(tables).filter((pattern) => !present.some((table) => createGlob(pattern)(table.fullName ?? table.name))),
    ...columns.filter(({ pattern }) => !isMatched(createMatcher(pattern))).map(({ pattern }) => pattern),
  ];
}
