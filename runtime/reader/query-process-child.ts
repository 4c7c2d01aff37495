import { type ProcessRequest, runRequest } from "./duckdb-query.ts";
import { BusyError } from "./reader.ts";

/*
 * The process that runs free SQL. Its parent kills it when a query takes too long; it ends when its parent does. It gets everything by message,
 * and nothing of the parent's environment.
 */
process.on("disconnect", () => process.exit());
process.on("message", (request: ProcessRequest) => {
  runRequest(request).then(
    (answer) => process.send!({ answer }),
    (error: unknown) => process.send!({ error: error instanceof Error ? error.message : String(error), busy: error instanceof BusyError }),
  );
});
process.send!({ ready: true });
