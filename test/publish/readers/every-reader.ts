import "../../typescript-threads.ts";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { resources } from "../../../generated/index.ts";
import type { Manifest } from "../../../runtime/publish/manifest.ts";
import { ROOT } from "../../built.ts";
import { makeCompany } from "../../lago/company/company.ts";
import { type Lago, startLago } from "../../lago/server.ts";
import { type Lake, newLake } from "../lake.ts";

/*
 * `npm run test:readers`: what is published is read by other engines than DuckDB, which have Parquet readers of their own: Arrow's and ClickHouse's
 * in C++, Polars' and DataFusion's in Rust, Spark's in Java. It needs Python 3.10 and PyPI, and Java 17 for Spark, so it is no part of `npm test`. What it installs stays in node_modules/.cache/.
 */
const run = promisify(execFile);
const CACHE = join(ROOT, "node_modules/.cache/readers");
const python = join(CACHE, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

/** What a type of the manifest is to each engine. */
const TYPES: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  pyarrow: { BIGINT: /^int64$/, DOUBLE: /^double$/, BOOLEAN: /^bool$/, VARCHAR: /^string$/, DATE: /^date32/, "TIMESTAMP WITH TIME ZONE": /^timestamp\[us, tz=UTC\]$/, "DECIMAL(38,18)": /^decimal128\(38, 18\)$/ },
  polars: { BIGINT: /^Int64$/, DOUBLE: /^Float64$/, BOOLEAN: /^Boolean$/, VARCHAR: /^String$/, DATE: /^Date$/, "TIMESTAMP WITH TIME ZONE": /time_unit='us', time_zone='UTC'/, "DECIMAL(38,18)": /^Decimal.*38.*18/ },
  datafusion: { BIGINT: /^int64$/, DOUBLE: /^double$/, BOOLEAN: /^bool$/, VARCHAR: /^(string|string_view)$/, DATE: /^date32/, "TIMESTAMP WITH TIME ZONE": /^timestamp\[us, tz=UTC\]$/, "DECIMAL(38,18)": /^decimal128\(38, 18\)$/ },
  clickhouse: { BIGINT: /^Nullable\(Int64\)$/, DOUBLE: /^Nullable\(Float64\)$/, BOOLEAN: /^Nullable\(Bool\)$/, VARCHAR: /^Nullable\(String\)$/, DATE: /^Nullable\(Date32\)$/, "TIMESTAMP WITH TIME ZONE": /^Nullable\(DateTime64\(6, 'UTC'\)\)$/, "DECIMAL(38,18)": /^Nullable\(Decimal\(38, 18\)\)$/ },
  spark: { BIGINT: /^bigint$/, DOUBLE: /^double$/, BOOLEAN: /^boolean$/, VARCHAR: /^string$/, DATE: /^date$/, "TIMESTAMP WITH TIME ZONE": /^timestamp$/, "DECIMAL(38,18)": /^decimal\(38,18\)$/ },
};

describe("published files, read by other engines", () => {
  let lago: Lago;
  let lake: Lake;
  before(async () => {
    if (!existsSync(python)) await run("python3", ["-m", "venv", CACHE]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", join(import.meta.dirname, "requirements.txt")]);
    lago = await startLago({ data: makeCompany({ customers: 12 }), apiKey: "test-key" });
    lake = await newLake();
    await lake.load(lago, resources.filter(({ name }) => ["customers", "invoices", "fees", "plans", "subscriptions", "coupons"].includes(name)));
    // Some tables in one object, some by months.
    await lake.publish(resources, { rowsPerObject: 200 });
  });
  after(async () => {
    await lake?.remove();
    await lago?.close();
  });

  for (const engine of Object.keys(TYPES)) {
    it(`${engine} finds the rows, types and sums that DuckDB has`, async () => {
      const { stdout } = await run(python, [join(import.meta.dirname, "read.py"), engine, lake.folder], { maxBuffer: 2 ** 26 });
      const answer = JSON.parse(stdout) as Record<string, { rows: number; types: Record<string, string>; sums: Record<string, string> }>;
      const { tables } = JSON.parse(readFileSync(join(lake.folder, "_manifest.json"), "utf8")) as Manifest;
      assert.ok(tables["fees"]!.objects["fees/all.parquet"] === undefined, "fees are in months");
      for (const [name, { columns, objects }] of Object.entries(tables)) {
        const { rows, types, sums } = answer[name]!;
        assert.equal(rows, Object.values(objects).reduce((sum, each) => sum + each.rows, 0), name);
        for (const [column, type] of Object.entries(columns)) assert.match(types[column]!, TYPES[engine]![type] ?? /^$/, `${name}.${column} ${type}`);
        const summed = Object.entries(columns).filter(([, type]) => /^(BIGINT|DECIMAL)/.test(type)).map(([column]) => column);
        if (summed.length === 0) continue;
        const [wanted] = await lake.ask(`SELECT ${summed.map((column) => `sum("${column}")`).join(", ")} FROM read_parquet('$LAKE/${name}/*.parquet')`);
        for (const [index, column] of summed.entries()) assert.equal(shorten(sums[column]), shorten(wanted![index]), `${name}.${column}`);
      }
    });
  }
});

/** 12.500 and 12.5 are the same number. */
function shorten(sum: unknown): string {
  return String(sum ?? 0).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}
