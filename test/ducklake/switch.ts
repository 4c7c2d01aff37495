import { existsSync } from "node:fs";
import { join } from "node:path";

/** The version of DuckDB's driver that the registries have extensions for, and an S3 server: apart, as nobody else needs them. */
export const DRIVER_FOLDER = join(import.meta.dirname, "../../.ci/ducklake");
export const EXTENSIONS = join(DRIVER_FOLDER, "extensions");

/** Whether `test/ducklake/install.ts` has run. */
export const IS_INSTALLED = existsSync(EXTENSIONS) && existsSync(join(DRIVER_FOLDER, "node_modules"));

/** Names the folder of extensions where tests run on a DuckLake instead of a DuckDB file: `npm run test:ducklake`. */
export const DUCKLAKE = process.env["LAGO_TEST_DUCKLAKE"];

/** The kind of catalog that those lakes have: `duckdb`, `sqlite` or `postgres`. */
export const CATALOG = process.env["LAGO_TEST_CATALOG"] || "duckdb";

/** What a process needs so that it has that driver. */
export const NODE_OPTIONS = `--require ${join(import.meta.dirname, "driver.cjs")}`;

/** Why a test is skipped that needs an index. */
export const NO_INDEXES = DUCKLAKE !== undefined && "DuckLake has no indexes";
