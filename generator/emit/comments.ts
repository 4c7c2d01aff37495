import { UNITS } from "../model/meaning.ts";
import type { ColumnModel, ResourceModel } from "../model/types.ts";
import { escapeLiteral, quoteIdentifier } from "./identifiers.ts";

/** `COMMENT ON` for each table and column with a meaning, one per line, for both databases. */
export function listComments({ tables }: ResourceModel): string[] {
  return tables.flatMap(({ name, description, columns }) => {
    const table = quoteIdentifier(name);
    return [
      ...(description === undefined ? [] : [`TABLE ${table} IS '${escapeLiteral(description)}'`]),
      ...columns.flatMap((column) => {
        const text = describeColumn(column);
        return text === "" ? [] : [`COLUMN ${table}.${quoteIdentifier(column.name)} IS '${escapeLiteral(text)}'`];
      }),
    ];
  });
}

/** What a column means, in sentences without Markdown. */
export function describeColumn({ description, values, unit, currency, references, personal, finer }: ColumnModel): string {
  return [
    ...(description === undefined ? [] : [description]),
    ...(values === undefined ? [] : [`Values: ${values.join(", ")}.`]),
    ...(unit === undefined ? [] : [`Unit: ${UNITS[unit]}${currency === undefined ? "" : `, of ${currency}`}.`]),
    ...(references === undefined ? [] : [`Refers to ${references}.`]),
    ...(personal ? ["Personal data."] : []),
    ...(finer ? ["Of more than 18 places, _extra has the exact value in DuckDB."] : []),
  ].join(" ");
}
