import { type Sql, sql } from "../../destinations/sql.ts";
import type { ColumnType } from "../../resource.ts";

/** The warehouses that rows are published to, by the word of `--dialect`. */
export type WarehouseName = "bigquery" | "snowflake" | "redshift" | "databricks";

/** What a type is called in DuckDB's catalog, and in each warehouse. */
type Row = { readonly duckdb: RegExp } & Readonly<Record<WarehouseName, Sql>>;

/**
 * Every value of the working copy fits, but for what a warehouse's dialect names in `lossy`. BigQuery's NUMERIC has 9 places, hence
 * BIGNUMERIC. JSON is text where a JSON type would round numbers: BigQuery's holds doubles; both BigQuery and Databricks read paths out of text.
 */
const TYPES: Readonly<Record<ColumnType, Row>> = {
  integer: { duckdb: /^(BIGINT|INTEGER)$/, bigquery: sql`INT64`, snowflake: sql`NUMBER(38,0)`, redshift: sql`BIGINT`, databricks: sql`BIGINT` },
  boolean: { duckdb: /^BOOLEAN$/, bigquery: sql`BOOL`, snowflake: sql`BOOLEAN`, redshift: sql`BOOLEAN`, databricks: sql`BOOLEAN` },
  uuid: { duckdb: /^UUID$/, bigquery: sql`STRING`, snowflake: sql`VARCHAR(36)`, redshift: sql`VARCHAR(36)`, databricks: sql`STRING` },
  timestamp: { duckdb: /^TIMESTAMP WITH TIME ZONE$/, bigquery: sql`TIMESTAMP`, snowflake: sql`TIMESTAMP_TZ(6)`, redshift: sql`TIMESTAMPTZ`, databricks: sql`TIMESTAMP` },
  date: { duckdb: /^DATE$/, bigquery: sql`DATE`, snowflake: sql`DATE`, redshift: sql`DATE`, databricks: sql`DATE` },
  decimal: { duckdb: /^DECIMAL/, bigquery: sql`BIGNUMERIC`, snowflake: sql`NUMBER(38,18)`, redshift: sql`DECIMAL(38,18)`, databricks: sql`DECIMAL(38,18)` },
  number: { duckdb: /^DOUBLE$/, bigquery: sql`FLOAT64`, snowflake: sql`FLOAT`, redshift: sql`DOUBLE PRECISION`, databricks: sql`DOUBLE` },
  json: { duckdb: /^JSON$/, bigquery: sql`STRING`, snowflake: sql`VARIANT`, redshift: sql`SUPER`, databricks: sql`STRING` },
  text: { duckdb: /^/, bigquery: sql`STRING`, snowflake: sql`VARCHAR`, redshift: sql`VARCHAR(65535)`, databricks: sql`STRING` },
};

/** Returns a warehouse's name of a column type. */
export function warehouseType(type: ColumnType, warehouse: WarehouseName): Sql {
  return TYPES[type][warehouse];
}

/** Returns the column type of a DuckDB type. Unknown types are published as text. */
export function findType(duckdb: string): ColumnType {
  return (Object.keys(TYPES) as ColumnType[]).find((type) => TYPES[type].duckdb.test(duckdb))!;
}
