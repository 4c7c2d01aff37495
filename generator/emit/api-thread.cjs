// Answers a document with its types. What takes long is loaded first, while there is no document yet, and before tsx: see require-quickly.ts.
require("openapi-typescript");
require("tsx/cjs");
const { parentPort } = require("node:worker_threads");
const { emitApi } = require("./api.ts");

parentPort.once("message", async (document) => parentPort.postMessage(await emitApi(document)));
