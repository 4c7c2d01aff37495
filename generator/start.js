// What `npm run generate`, `spec:update` and `diff` run. JavaScript, because it begins before TypeScript can be read.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

const root = new URL("../", import.meta.url);
const args = process.argv.slice(2);
const worker = args[0] === "generate" ? startThread() : undefined;
const code = await buildCode();
const { run } = await import(code.cli);
process.exitCode = await run(args, root, worker && code.compiler && { worker, code: code.compiler });
await worker?.terminate();

/** TypeScript takes as long as all the rest, so it is loaded beside it, from the first moment on. `--check` mostly needs none of it. */
function startThread() {
  if (args.includes("--check") && existsSync(new URL("node_modules/.cache/lago-loader/", root))) return undefined;
  // Both cores are busy, and V8 optimises on them as well: a second of work, of which what is called often is worth a third.
  setFlagsFromString("--interrupt-budget=400000");
  return new Worker(new URL("./emit/thread.cjs", import.meta.url), { workerData: { ahead: !args.includes("--check") } });
}

/** The generator in two files of JavaScript: esbuild makes them in a third of the time that tsx takes to read a hundred, and less than its thread. */
async function buildCode() {
  const folder = makeFolder();
  if (folder === undefined) {
    await import("tsx/esm");
    return { cli: "./cli.ts" };
  }
  const { build } = await import("esbuild");
  const entry = (name) => fileURLToPath(new URL(name, import.meta.url));
  const built = build({ entryPoints: { cli: entry("cli.ts"), compiler: entry("emit/compiler.ts") }, outdir: folder, outExtension: { ".js": ".mjs" }, bundle: true, packages: "external", platform: "node", target: "node20", format: "esm", sourcemap: true, sourcesContent: false, logLevel: "warning" });
  // What every command imports, while esbuild's own process is at work.
  await Promise.all([built, import("commander"), import("handlebars"), import("js-yaml")]);
  process.setSourceMapsEnabled(true);
  return { cli: pathToFileURL(`${folder}/cli.mjs`), compiler: pathToFileURL(`${folder}/compiler.mjs`).href };
}

/** Of this run, below node_modules, where packages are found from. None where that is read-only. */
function makeFolder() {
  try {
    mkdirSync(new URL("node_modules/.cache/", root), { recursive: true });
    const folder = mkdtempSync(fileURLToPath(new URL("node_modules/.cache/lago-loader-generator-", root)));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  } catch {
    return undefined;
  }
}
