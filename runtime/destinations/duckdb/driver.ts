import { createRequire } from "node:module";
import { DestinationError } from "../../errors.ts";

type Driver = typeof import("@duckdb/node-api");

/** Imported late, because it takes 0.1 s, and with `require`, because `import` parses CommonJS twice, once for its exports: 0.08 s. */
export function loadDriver(load: (name: string) => unknown = createRequire(import.meta.url)): Driver {
  try {
    return load("@duckdb/node-api") as Driver;
  } catch (error) {
    // A bundle without the packages, or an installation without optional packages or from another system.
    throw new DestinationError(
      `DuckDB's native library cannot be loaded: the package @duckdb/node-bindings-${process.platform}-${process.arch} is missing or does not fit this system. ` +
        "Install lago-loader anew on this machine, with optional packages (npm install --include=optional). Loads into Postgres do not need it.",
      { cause: error },
    );
  }
}
