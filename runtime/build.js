// Makes dist/, which is what users install: the runtime and the generated modules, compiled, each with its SQL beside it.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const compiler = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));

// What is left of a deleted module would be published.
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", "runtime"], { stdio: "inherit" });
cpSync("generated", "dist/generated", { recursive: true, filter: (from) => !/\.(ts|md)$/.test(from) });
cpSync("metrics", "dist/metrics", { recursive: true });
// What only some commands need, with the libraries that it takes: users install none of them. Notices of their licences come along.
const { build, buildSync } = await import("esbuild");
const listModules = (folder) => readdirSync(folder).filter((file) => file.endsWith(".ts")).map((file) => `${folder}/${file}`);
const options = { metafile: true, bundle: true, minify: true, format: "esm", legalComments: "linked", logLevel: "warning" };
// DuckDB's driver for the commands: as a package it is a hundred files, which take three times as long to load. Its native library stays a package.
const driver = buildSync({
  ...options,
  minify: false,
  minifyWhitespace: true,
  minifySyntax: true,
  stdin: { contents: 'module.exports = require("@duckdb/node-api");', resolveDir: "." },
  banner: { js: 'require = require("node:module").createRequire(require.resolve("@duckdb/node-api"));' },
  outfile: "dist/runtime/bundled/duckdb.cjs",
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["@duckdb/node-bindings"],
});
const built = [
  driver,
  buildSync({ ...options, entryPoints: listModules("runtime/bundled"), outdir: "dist/runtime/bundled", platform: "node", target: "node20" }),
  buildSync({ ...options, entryPoints: listModules("runtime/bundled/browser"), outdir: "dist/runtime/bundled/browser", platform: "browser", target: "es2022" }),
];
// Their licences ask for their text to come along, and not every package has it in a comment.
const packages = new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)).flatMap((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
const licences = [...packages].sort().map((folder) => {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, "utf8").trim() : "The package has no text of its licence."}\n`;
});
writeFileSync("dist/runtime/bundled/LICENCES.txt", licences.join(`\n${"-".repeat(80)}\n\n`));
// The commands, and what runs in threads and processes of its own, in few files: of the time that Node takes to start a load, each module is 0.3 ms.
await build({
  entryPoints: ["runtime/cli/cli.ts", "runtime/rows/reader-thread.ts", "runtime/reader/query-process-child.ts"],
  outbase: "runtime",
  outdir: "dist/runtime",
  // As deep as every module of runtime/, so that what is named by import.meta.url is found from there, too.
  chunkNames: "commands/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  allowOverwrite: true,
  logLevel: "warning",
  plugins: [{ name: "apart", setup: keepApart }],
});
// npm does this for packages that it installs, not for a clone.
chmodSync("dist/runtime/cli/cli.js", 0o755);

/** What is bundled by itself stays outside, also DuckDB's driver, and the SQL of a generated module is beside where that module was. */
function keepApart({ onResolve, onLoad }) {
  onResolve({ filter: /\/bundled\// }, ({ path }) => ({ external: true, path: path.replace(/^.*(?=\/bundled\/)/, "..").replace(/\.ts$/, ".js") }));
  onLoad({ filter: /[\\/](driver|duckdb-file)\.ts$/ }, ({ path }) => ({ loader: "ts", contents: readFileSync(path, "utf8").replaceAll('("@duckdb/node-api")', '("../bundled/duckdb.cjs")') }));
  onLoad({ filter: /[\\/]generated[\\/].*\.ts$/ }, ({ path }) => {
    const place = `../../${relative(".", path).replaceAll(sep, "/").replace(/\.ts$/, ".js")}`;
    return { loader: "ts", contents: readFileSync(path, "utf8").replace("import.meta.url", `new URL(${JSON.stringify(place)}, import.meta.url).href`) };
  });
}
