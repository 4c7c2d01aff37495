import { syncBuiltinESMExports } from "node:module";
import threads, { Worker, type WorkerOptions } from "node:worker_threads";

/*
 * For tests that run the sources: without this, on Node 20 the thread that reads pages cannot start under tsx, its reader falls back to
 * the main thread, and neither the thread nor the memory that both share is tested. Imported by databases.ts,
 * and by what runs the sources in a process of its own.
 */
class TypeScriptWorker extends Worker {
  constructor(file: string | URL, options: WorkerOptions = {}) {
    const typescript = String(file).endsWith(".ts");
    super(typescript ? new URL("./typescript-thread.mjs", import.meta.url) : file, typescript ? { ...options, execArgv: [], workerData: { typescript: String(file) } } : options);
  }
}

threads.Worker = TypeScriptWorker;
syncBuiltinESMExports();
