import { quoteName } from "../destinations/identifiers.ts";
import type { MigrationSession } from "./session.ts";

/** How tables change. */
export type Changes = Pick<MigrationSession, "convert" | "empty" | "setAside">;

/** Adds a column at its position. */
export const convertInPlace: Changes["convert"] = (table, column, to) => ({
  statements: [`ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quoteName(column)} TYPE ${to} USING ${quoteName(column)}::${to}`],
  keepsRequired: true,
});

export const setAsideByName: Changes["setAside"] = (table, aside) => [`ALTER TABLE ${quoteName(table)} RENAME TO ${quoteName(aside)}`];

/**
 * If types can only become wider (DuckLake 1.0): into a new last column with the name of the old one. The old column only leaves the catalog;
 * readers of earlier snapshots still find it.
 */
export const BY_COPY: Changes = {
  convert: (table, column, to) => {
    const [name, from, copy] = [quoteName(table), quoteName(column), quoteName(`${column}${COPY}`)];
    const statements = [
      `ALTER TABLE ${name} ADD COLUMN ${copy} ${to}`,
      `UPDATE ${name} SET ${copy} = ${from}::${to} WHERE ${from} IS NOT NULL`,
      `ALTER TABLE ${name} DROP COLUMN ${from}`,
      `ALTER TABLE ${name} RENAME COLUMN ${copy} TO ${from}`,
    ];
    return { statements, keepsRequired: false };
  },
  empty: (table, column, type) => [`ALTER TABLE ${quoteName(table)} DROP COLUMN ${quoteName(column)}`, `ALTER TABLE ${quoteName(table)} ADD COLUMN ${quoteName(column)} ${type}`],
  // Not renamed: after a change of its columns in the same transaction, the table would still exist under the old name (1.5.5).
  setAside: (table, aside) => [`CREATE TABLE ${quoteName(aside)} AS FROM ${quoteName(table)}`, `DROP TABLE ${quoteName(table)}`],
};

/** No property has such a name: column names do not end in two underscores. */
const COPY = "_converted__";
