// Does what takes TypeScript, for compiler.ts. What takes long is loaded first, while there is nothing to do yet.
require("openapi-typescript/dist/transform/index.cjs");
const { parentPort, workerData } = require("node:worker_threads");

let compiler;
let last = Promise.resolve();
parentPort.on("message", (task) => (last = last.then(() => work(task))));

async function work({ code, root, name, input, answer }) {
  try {
    compiler ??= (await import(code)).createCompiler(new URL(root), workerData);
    answer.postMessage({ output: await compiler[name](input) });
  } catch ({ name, message, stack }) {
    answer.postMessage({ error: { name, message, stack } });
  }
}
