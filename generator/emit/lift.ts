import type { ColumnModel, ResourceModel } from "../model/types.ts";
import { escapeLiteral, quoteIdentifier } from "./identifiers.ts";

/** How a table extracts the keys of its embedded records from their JSON: every string is SQL. */
export interface Lift {
  table: string;
  set: string;
  /** The condition for rows that lack one. */
  missing: string;
}

/** `extract`: SQL for a key of a JSON column as a value of the type; NULL if it is none. */
export function buildLifts({ tables }: ResourceModel, extract: (json: string, key: string, type: ColumnModel["type"]) => string): Lift[] {
  return tables.flatMap(({ name, columns }) => {
    const lifted = columns.filter(({ liftedFrom }) => liftedFrom !== undefined);
    if (lifted.length === 0) return [];
    const value = ({ liftedFrom, path, type }: ColumnModel) => extract(quoteIdentifier(liftedFrom!), `'${escapeLiteral(path!.at(-1)!)}'`, type);
    return [
      {
        table: quoteIdentifier(name),
        set: lifted.map((column) => `${quoteIdentifier(column.name)} = ${value(column)}`).join(", "),
        missing: lifted.map((column) => `(${quoteIdentifier(column.liftedFrom!)} IS NOT NULL AND ${quoteIdentifier(column.name)} IS NULL)`).join(" OR "),
      },
    ];
  });
}
