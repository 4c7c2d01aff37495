// Preloaded into a process: kills it (SIGKILL) right before it sends something for the n-th time, which `KILL_AT` names. Writes into the
// file `KILL_COUNT` how often it sent, if it lives to its end.
import { writeFileSync } from "node:fs";
import { Socket } from "node:net";

const at = Number(process.env.KILL_AT);
let count = 0;
const send = Socket.prototype._writeGeneric;
if (typeof send !== "function") throw new Error("_writeGeneric is no function any more");
Socket.prototype._writeGeneric = function (...args) {
  count++;
  if (count === at) process.kill(process.pid, "SIGKILL");
  return send.apply(this, args);
};

process.on("exit", () => writeFileSync(process.env.KILL_COUNT, String(count)));
