// Runs a thread that is written in TypeScript: tsx compiles what the main thread imports, and on Node 20 nothing of its threads.
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(workerData.typescript);
