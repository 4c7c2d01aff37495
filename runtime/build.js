// Makes dist/, which is what users install: the runtime and the generated modules, compiled, each with its SQL beside it.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const compiler = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));

// What is left of a deleted module would be published.
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", "runtime"], { stdio: "inherit" });
cpSync("generated", "dist/generated", { recursive: true, filter: (from) => !/\.(ts|md)$/.test(from) });
cpSync("metrics", "dist/metrics", { recursive: true });
// What only some commands need, with the libraries that it takes: users install none of them. Notices of their licences come along.
const { buildSync } = await import("esbuild");
const bundled = readdirSync("runtime/bundled").map((file) => `runtime/bundled/${file}`);
buildSync({ entryPoints: bundled, outdir: "dist/runtime/bundled", bundle: true, minify: true, platform: "node", target: "node20", format: "esm", legalComments: "linked", logLevel: "warning" });
// npm does this for packages that it installs, not for a clone.
chmodSync("dist/runtime/cli/cli.js", 0o755);
