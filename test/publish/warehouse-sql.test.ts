import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import { quoted, type Sql, sql } from "../../runtime/destinations/sql.ts";
import { compareColumns } from "../../runtime/publish/warehouse/changed-columns.ts";
import type { WarehouseName } from "../../runtime/publish/warehouse/column-types.ts";
import { PUBLISHED, writePublished } from "../../runtime/publish/warehouse/published.ts";
import { copyObject } from "../../runtime/publish/warehouse/dialects/redshift.ts";
import { DIALECTS, formatWarehouseSchema, toWarehouseTables } from "../../runtime/publish/warehouse/schema-text.ts";
import { addColumn, askRange, countTables, createTable, insertStaged, probeColumns } from "../../runtime/publish/warehouse/sentences.ts";
import { copyFile } from "../../runtime/publish/warehouse/dialects/snowflake.ts";
import type { ColumnType } from "../../runtime/resource.ts";
import type { WarehouseTable } from "../../runtime/publish/warehouse/warehouse.ts";
import { writeParameters } from "../../runtime/publish/warehouse/write-parameters.ts";

/** How each writes the place of a value. */
const PLACES: Readonly<Record<WarehouseName, (index: number) => string>> = { bigquery: (index) => `@p${index}`, snowflake: () => "?", redshift: (index) => `$${index + 1}`, databricks: (index) => `:p${index}` };

const DUCKDB: Readonly<Record<ColumnType, string>> = { integer: "BIGINT", boolean: "BOOLEAN", uuid: "UUID", timestamp: "TIMESTAMP WITH TIME ZONE", date: "DATE", decimal: "DECIMAL(38,18)", number: "DOUBLE", json: "JSON", text: "VARCHAR" };

const KEPT = { name: "gone_since", type: "decimal" } as const;

describe("the SQL of warehouses", () => {
  let refusalOf: (statement: Sql, warehouse: WarehouseName) => string | undefined;
  before(async () => {
    const { validate } = await import("@polyglot-sql/sdk");
    refusalOf = (statement, warehouse) => {
      // The parser (0.12.1) knows COPY GRANTS before the columns only; Snowflake wants it behind them: https://docs.snowflake.com/en/sql-reference/sql/create-table
      const text = writeParameters(statement, PLACES[warehouse]).text.replace(") COPY GRANTS\nAS", ")\nAS");
      const { valid, errors } = validate(text, warehouse);
      return valid ? undefined : `${errors[0]?.message}: ${text.slice(0, 300)}`;
    };
  });

  for (const warehouse of Object.keys(DIALECTS) as WarehouseName[]) {
    it(`every statement about every table is one that a parser of ${warehouse} takes`, () => {
      const tables = [...resources.flatMap(toWarehouseTables), PUBLISHED];
      const refused = tables.flatMap((table) => listStatements(warehouse, table)).flatMap((statement) => refusalOf(statement, warehouse) ?? []);
      assert.deepEqual(refused.slice(0, 3), []);
      assert.match(String(refusalOf(sql`SELEC 1`, warehouse)), /SELEC 1/);
    });
  }

  it("names need no quotes of who asks; decimals keep 18 places; a key is declared, but not of columns that may be null", () => {
    const schema = (warehouse: WarehouseName) => formatWarehouseSchema(resources.filter(({ name }) => ["fees", "events"].includes(name)), warehouse);
    assert.match(schema("snowflake"), /CREATE TABLE IF NOT EXISTS "FEES" \(\n {2}"LAGO_ID" VARCHAR\(36\) NOT NULL,/);
    assert.match(schema("bigquery"), /`precise_amount` BIGNUMERIC,[^;]*PRIMARY KEY \(`lago_id`\) NOT ENFORCED\n\)\nPARTITION BY TIMESTAMP_TRUNC\(`created_at`, MONTH\)\nCLUSTER BY `lago_id`;/);
    assert.match(schema("databricks"), /`precise_amount` DECIMAL\(38,18\),[^;]*CLUSTER BY \(`created_at`, `lago_id`\);/);
    assert.match(schema("redshift"), /"item__filters" SUPER,/);
    for (const warehouse of Object.keys(DIALECTS) as WarehouseName[]) assert.doesNotMatch(formatWarehouseSchema(resources.filter(({ name }) => name === "events"), warehouse), /PRIMARY KEY/);
  });

  it("BigQuery: a table that is divided by a column of another type now is dropped first, since no table is replaced by one with other partitions", () => {
    const [table] = toWarehouseTables(resources.find(({ name }) => name === "fees")!);
    const { cursor, columns } = table!;
    const rebuilt = (was: string, name = cursor!.name) => {
      const before = { copy: "a", organization: null, sequence: 1, state: { load: "l", migrations: 0, deletedUntil: null, deleted: "", tables: { fees: { rows: 0, stamps: "", columns: Object.fromEntries(columns.map((column) => [column.name, column.name === name ? was : DUCKDB[column.type]])) } } } };
      return DIALECTS.bigquery.rebuild(table!, sql`staged`, compareColumns(DIALECTS.bigquery, table!, before)).map(({ texts }) => texts[0]!.split(" ")[0]);
    };
    assert.deepEqual([rebuilt("DATE"), rebuilt("VARCHAR"), rebuilt("VARCHAR", "amount_cents"), rebuilt("TIMESTAMP WITH TIME ZONE", "description")], [["DROP", "CREATE", "ALTER"], ["DROP", "CREATE", "ALTER"], ["CREATE", "ALTER"], ["DROP", "CREATE", "ALTER"]]);
  });

  it("names that hold quotes or escapes stay names", () => {
    const quote = (warehouse: WarehouseName, name: string) => DIALECTS[warehouse].quote(name);
    assert.deepEqual([quote("bigquery", "a`b\\"), quote("databricks", "a`b"), quote("redshift", 'a"b'), quote("snowflake", 'a"b')], ["`a\\`b\\\\`", "`a``b`", '"a""b"', '"A""B"']);
  });
});

/** What a publish says of a table. */
function listStatements(warehouse: WarehouseName, table: WarehouseTable): Sql[] {
  const dialect = DIALECTS[warehouse];
  const source = quoted("_stage", dialect.quote);
  const changed = { retyped: table.columns.slice(0, 2), kept: [KEPT] };
  const merges = table.match.length > 0 ? [...dialect.merge(table, { roots: source, rows: source, range: ["2026-01-01", "2026-02-01"] }), ...dialect.merge(table, { roots: sql`(SELECT * FROM ${source} WHERE 1 = 1)` })] : [];
  const published = { copy: "a", organization: null, sequence: 1, state: { load: "l", migrations: 0, deletedUntil: null, deleted: "", tables: {} } };
  return [
    createTable(dialect, table), addColumn(dialect, table.name, KEPT), ...dialect.replaceRows(table, source), ...dialect.replaceRows(table, undefined), insertStaged(dialect, table, source), countTables(dialect, [table.name, "_loads"]), probeColumns(dialect, table.name, [KEPT]),
    ...dialect.rebuild(table, source, changed), ...merges, ...(table.cursor ? [askRange(dialect, table, source)] : []), ...writePublished(dialect, table.name, published, { [table.name]: 7 }),
    ...(warehouse === "snowflake" ? copyFile(source, table, { file: "/tmp/x.parquet", stage: sql`@stage/x/` }) : []),
    ...(warehouse === "redshift" ? [undefined, "arn:aws:iam::123456789012:role/loader"].flatMap((role) => copyObject(source, table, { object: "s3://bucket/x.parquet", role })) : []),
  ];
}
