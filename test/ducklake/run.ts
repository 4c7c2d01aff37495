import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import "./install.ts";
import { CATALOG, EXTENSIONS, NODE_OPTIONS } from "./switch.ts";

/*
 * Runs what is promised of every database on a DuckLake: the folders below, or the files that are named. What is about files of DuckDB
 * itself, or about Postgres, is left out. The catalog is in a DuckDB file, or in what `LAGO_TEST_CATALOG` names, `sqlite` or `postgres`: there,
 * by default, only what depends on the catalog runs.
 */
const FOLDERS = ["load", "incremental", "migrate", "ducklake"];
const OTHERS = /postgres|pooler|embedded|precision|memory\.test|million/;
const OF_CATALOGS = /load\/(exact|deletions|resume|some-kills\.slow|kill\.slow)|incremental\/windows|migrate\/(migrate|keys|killed)|ducklake\//;

const root = join(import.meta.dirname, "../..");
const all = FOLDERS.flatMap((name) => readdirSync(join(root, "test", name), { recursive: true, encoding: "utf8" }).map((file) => join("test", name, file)));
const tests = all.filter((file) => file.endsWith(".test.ts") && !OTHERS.test(file)).sort();
const files = process.argv.length > 2 ? process.argv.slice(2) : CATALOG === "duckdb" ? tests : tests.filter((file) => OF_CATALOGS.test(file));
const { status } = spawnSync(process.execPath, ["--import", "tsx", "test/run.ts", ...files], { cwd: root, stdio: "inherit", env: { ...process.env, LAGO_TEST_DUCKLAKE: EXTENSIONS, NODE_OPTIONS } });
process.exitCode = status ?? 1;
