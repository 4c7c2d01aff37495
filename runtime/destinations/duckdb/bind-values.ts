import type { DuckDBPreparedStatement } from "@duckdb/node-api";
import type { SqlValue } from "../sql.ts";

/** Binds each parameter of the statement by its name, or, without names, by `1`, `2`, …. */
export function bindValues(prepared: DuckDBPreparedStatement, valueOf: (name: string) => SqlValue | undefined): void {
  for (let index = 1; index <= prepared.parameterCount; index++) {
    const value = valueOf(prepared.parameterName(index)) ?? null;
    if (value === null) prepared.bindNull(index);
    else if (typeof value === "string") prepared.bindVarchar(index, value);
    // DuckDB cannot infer the type of an empty list, but parses its text.
    else if (value.length === 0) prepared.bindVarchar(index, "[]");
    else prepared.bindList(index, value);
  }
}
