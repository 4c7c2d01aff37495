import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation at a few MB: it would grow to 32 MB on Node 20, and to 128 MB on Node 24. The rows of a load are bytes, and make
 * few objects that live longer than a moment. This module is imported before the others of a load, since V8 hardly ever shrinks it. Node 20 to
 * 26 know the flag, and ignore it on their command line.
 */
function keepSmall(): void {
  try {
    setFlagsFromString("--semi-space-growth-factor=1");
  } catch {
    // Bun and Deno have no such flag.
  }
}

keepSmall();
// The heap of a thread, when it is made, sets the flag to its default for all of them.
process.on("worker", (worker) => worker.once("online", keepSmall));
