// What `npm run generate`, `spec:update` and `diff` run. JavaScript, because it begins before TypeScript can be read.
import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

const args = process.argv.slice(2);
const apiThread = args[0] === "generate" ? startApiThread() : undefined;
await import("tsx/esm");
const { run } = await import("./cli.ts");
process.exitCode = await run(args, apiThread);
await apiThread?.terminate();

/** openapi-typescript takes as long as all the rest, so it is loaded beside it, from the first moment on. `--check` mostly needs none of it. */
function startApiThread() {
  if (args.includes("--check") && existsSync(new URL("../node_modules/.cache/lago-loader/", import.meta.url))) return undefined;
  // Code is optimised on the core that the thread is there for, a second of work, and the run is over before that pays.
  setFlagsFromString("--no-opt");
  return new Worker(new URL("./emit/api-thread.cjs", import.meta.url));
}
