import type { DuckDBConnection } from "@duckdb/node-api";
import type { Resource } from "../../resource.ts";
import { writeComments } from "../comments.ts";
import { type Sql, sql, toStatement } from "../sql.ts";
import { readTexts } from "./answers.ts";
import { runTogether } from "./run-together.ts";

/** In a separate transaction: DuckDB refuses to commit a table that was commented on after its rows were changed. */
export function commentInDuckDB(connection: DuckDBConnection, resources: readonly Resource[]): Promise<void> {
  return writeComments(resources, {
    dialect: "duckdb",
    query,
    find: (asked) => {
      const { text, values } = toStatement(asked);
      return readTexts(connection, text, (name) => values[Number(name) - 1]);
    },
    run: (text) => runTogether(connection, [text]),
  });
}

function query(tables: readonly string[]): Sql {
  return sql`WITH named AS (SELECT unnest(${tables}) AS name), here AS (SELECT current_database() AS catalog, current_schema() AS place)
SELECT table_name, NULL AS column_name, comment FROM duckdb_tables(), here WHERE database_name = catalog AND schema_name = place AND table_name IN (FROM named)
UNION ALL
SELECT table_name, column_name, comment FROM duckdb_columns(), here WHERE database_name = catalog AND schema_name = place AND table_name IN (FROM named)`;
}
