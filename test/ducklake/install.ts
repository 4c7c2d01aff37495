import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DRIVER_FOLDER, EXTENSIONS } from "./switch.ts";

/*
 * Gets what tests of DuckLake need, once: the driver and an S3 server from npm, and the extensions of the driver's version from PyPI, which
 * has them as wheels. DuckDB checks their signatures when it loads them.
 */
const NEEDED = ["ducklake", "sqlite-scanner", "postgres-scanner", "httpfs", "aws", "azure"];

if (!existsSync(join(DRIVER_FOLDER, "node_modules"))) execFileSync("npm", ["ci", "--prefix", DRIVER_FOLDER, "--no-audit", "--no-fund"], { stdio: "inherit" });

const duck = createRequire(join(DRIVER_FOLDER, "package.json"))("@duckdb/node-api") as typeof import("@duckdb/node-api");
const version = duck.version();
const connection = await (await duck.DuckDBInstance.create()).connect();
const [[platform]] = (await connection.runAndReadAll("SELECT platform FROM pragma_platform()")).getRows() as [[string]];
const folder = join(EXTENSIONS, version, platform);
mkdirSync(folder, { recursive: true });

for (const name of NEEDED) {
  const file = `${name.replace("-", "_")}.duckdb_extension`;
  if (existsSync(join(folder, file))) continue;
  const scratch = mkdtempSync(join(tmpdir(), "lago-loader-extension-"));
  execFileSync("python3", ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", scratch, `duckdb-extension-${name}==${version.slice(1)}`], { stdio: "inherit" });
  const [wheel] = readdirSync(scratch);
  execFileSync("python3", ["-m", "zipfile", "-e", join(scratch, wheel!), scratch]);
  const found = readdirSync(scratch, { recursive: true, encoding: "utf8" }).find((path) => path.endsWith(file));
  if (found === undefined) throw new Error(`${wheel} has no ${file}.`);
  // From one file system to another, a rename would fail.
  execFileSync("cp", [join(scratch, found), `${join(folder, file)}.part`]);
  renameSync(`${join(folder, file)}.part`, join(folder, file));
  rmSync(scratch, { recursive: true });
}
