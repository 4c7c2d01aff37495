import type { Resource, Table, Unit } from "../resource.ts";
import { listColumns, type ShownColumn } from "../table-columns.ts";
import { formatCount, formatTable } from "./table.ts";

/** A table with all that is known of it, as `describe --json` prints it. */
export interface Description {
  readonly table: string;
  readonly resource: string;
  readonly description: string | null;
  /** Path below `/api/v1` whose records fill it. */
  readonly path: string;
  readonly primary_key: readonly string[];
  /** Without the columns that every table ends with. */
  readonly columns: readonly ShownColumn[];
  /** `table.column` of other tables → the columns of this one that they refer to. */
  readonly referenced_by: Readonly<Record<string, string>>;
  /** Tables that hold the arrays of its records. */
  readonly child_tables: readonly string[];
  /** Null where no database was asked, or it has no such table. */
  readonly rows: number | null;
  /** Of these, no longer in Lago. */
  readonly deleted: number | null;
}

export function describeTable(known: readonly Resource[], resource: Resource, table: Table, counts?: readonly [rows: number, deleted: number]): Description {
  const columns = listColumns(resource, table);
  const others = known.flatMap((other) => other.tables.flatMap((each) => listColumns(other, each).map((column) => ({ place: `${each.name}.${column.name}`, references: column.references }))));
  return {
    table: table.name,
    resource: resource.name,
    description: table.description ?? null,
    path: resource.path,
    primary_key: columns.filter(({ key }) => key).map(({ name }) => name),
    columns,
    referenced_by: Object.fromEntries(others.flatMap(({ place, references }) => (references?.startsWith(`${table.name}.`) ? [[place, references.slice(table.name.length + 1)]] : []))),
    child_tables: resource.tables.filter((child) => child !== table && isBelow(child, table)).map(({ name }) => name),
    rows: counts?.[0] ?? null,
    deleted: counts?.[1] ?? null,
  };
}

function isBelow(child: Table, { arrays }: Table): boolean {
  return child.arrays.length > arrays.length && JSON.stringify(child.arrays.slice(0, arrays.length)) === JSON.stringify(arrays);
}

/** The same for a terminal. */
export function formatDescription({ table, description, path, primary_key, columns, referenced_by, child_tables, rows, deleted }: Description): string {
  const facts = [
    `${table}${description === null ? "" : `: ${description}`}`,
    `from GET ${path}, key: ${primary_key.join(", ") || "none"}${rows === null ? "" : `, ${formatCount(rows)} rows, ${formatCount(deleted!)} of them deleted in Lago`}`,
    "",
  ];
  const places = Object.keys(referenced_by);
  const more = [...(child_tables.length > 0 ? [`Child tables: ${child_tables.join(", ")}`] : []), ...(places.length > 0 ? [`Referred to by: ${places.join(", ")}`] : [])];
  return `${facts.join("\n")}\n${formatTable(["column", "type", "meaning"], columns.map((column) => [column.name, column.type, describeColumn(column)]))}${more.length > 0 ? `\n${more.join("\n")}\n` : ""}`;
}

function describeColumn({ description, values, unit, currency, references, personal, finer }: ShownColumn): string {
  return [
    ...(description === undefined ? [] : [description]),
    ...(values === undefined ? [] : [`Values: ${values.join(", ")}.`]),
    ...(unit === undefined ? [] : [`Unit: ${UNITS[unit]}${currency === undefined ? "" : `, of ${currency}`}.`]),
    ...(references === undefined ? [] : [`Refers to ${references}.`]),
    ...(personal ? ["Personal."] : []),
    ...(finer ? ["More than 18 places: in DuckDB exact in _extra."] : []),
  ].join(" ");
}

const UNITS: Readonly<Record<Unit, string>> = {
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
