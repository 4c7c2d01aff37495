import { setFlagsFromString } from "node:v8";

/**
 * Flags of V8, for a load: its rows are bytes, and it makes few objects that live longer than a moment. The young generation stays at a
 * few MB: it would grow to 32 MB on Node 20, and to 128 MB on Node 24. The old one is collected when it has doubled: it would grow
 * fourfold. This module is imported before the others of a load, since V8 hardly ever shrinks the young generation.
 */
const FLAGS = ["--semi-space-growth-factor=1", "--heap-growing-percent=100"];

function keepSmall(): void {
  try {
    for (const flag of FLAGS) setFlagsFromString(flag);
  } catch {
    // Bun and Deno have no such flags.
  }
}

keepSmall();
// The heap of a thread, when it is made, sets the flags to their defaults for all of them.
process.on("worker", (worker) => worker.once("online", keepSmall));
