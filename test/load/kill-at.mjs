// Preloaded into a process that loads: kills it (SIGKILL) right before its n-th statement or file operation, which `KILL_AT` names. Answers
// in the file `KILL_COUNT` how many there were, if it lives to its end.
import { writeFileSync } from "node:fs";
import files from "node:fs/promises";
import { createRequire, syncBuiltinESMExports } from "node:module";
import pg from "pg";

// As the loader does: where tests run on a DuckLake, `require` finds the driver that its extensions are for.
const { DuckDBConnection, DuckDBInstance, DuckDBPreparedStatement } = createRequire(import.meta.url)("@duckdb/node-api");

const at = Number(process.env.KILL_AT);
let count = 0;

function wrap(owner, names) {
  for (const name of names) {
    const original = owner[name];
    if (typeof original !== "function") throw new Error(`${name} is no function any more`);
    owner[name] = function (...args) {
      count++;
      if (count === at) process.kill(process.pid, "SIGKILL");
      return original.apply(this, args);
    };
  }
}

const handle = await files.open(import.meta.filename);
const FileHandle = Object.getPrototypeOf(handle);
await handle.close();
wrap(FileHandle, ["write", "writev", "writeFile", "appendFile", "truncate", "sync", "datasync", "chmod"]);
wrap(files, ["open", "rm", "rmdir", "mkdir", "mkdtemp", "rename", "unlink", "writeFile", "chmod"]);
syncBuiltinESMExports();
wrap(DuckDBConnection.prototype, ["run", "closeSync"]);
wrap(DuckDBInstance.prototype, ["closeSync"]);
wrap(DuckDBPreparedStatement.prototype, ["run"]);
wrap(pg.Client.prototype, ["connect", "query", "end"]);

process.on("exit", () => writeFileSync(process.env.KILL_COUNT, String(count)));
