/*
 * Before any other module: who asks for DuckDB's driver gets the one in .ci/ducklake, whose version is the latest that the package
 * registries have extensions for. In production, DuckDB downloads those of its own version.
 */
const Module = require("node:module");
const { join } = require("node:path");

const driver = Module.createRequire(join(__dirname, "../../.ci/ducklake/package.json")).resolve("@duckdb/node-api");
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...given) {
  return request === "@duckdb/node-api" ? driver : resolve.call(this, request, ...given);
};
