import { setTimeout as sleep } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { isHeldByAnother } from "./errors.ts";

/** Short against any load. */
const LOCK_POLL_MS = 250;

/** Attaches a file, and waits for the process that has it if asked to: DuckDB itself does not wait for a lock. */
export async function attachFile(session: DuckDBConnection, attach: string, { wait = false, signal }: { readonly wait?: boolean; readonly signal?: AbortSignal }): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return void (await session.run(attach));
    } catch (error) {
      if (!wait || !isHeldByAnother(error)) throw error;
      await sleep(LOCK_POLL_MS, undefined, signal && { signal });
    }
  }
}

/** Waits, but no longer than until the signal aborts, whose reason it then rejects with. */
export async function orAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return void (await work);
  signal.throwIfAborted();
  let stop: () => void;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener("abort", stop, { once: true });
  });
  await Promise.race([work, aborted]).finally(() => signal.removeEventListener("abort", stop));
}
