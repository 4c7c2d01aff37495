import { setTimeout as sleep } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { isHeldByAnother } from "./errors.ts";

/** Short compared with any load; for readers, short enough to find the moment between two of them. */
const LOCK_POLL_MS = 250;
const READER_POLL_MS = 50;
/** Pages and queries have a file open for a moment; longer waits are reported. */
const READER_PATIENCE_MS = 10_000;

/** The statements that attach one file. */
export interface Attachment {
  readonly attach: string;
  /** Attaches it read-only, for a file that this process may write. */
  readonly look?: string;
  readonly detach: string;
}

/**
 * Attaches a file. DuckDB itself does not wait for a lock, so this does: up to ten seconds for readers, such as pages of `lago-loader show`
 * and queries, and for another load only with `wait`.
 */
export async function attachFile(session: DuckDBConnection, { attach, look, detach }: Attachment, { wait = false, signal }: { readonly wait?: boolean; readonly signal?: AbortSignal }): Promise<void> {
  const until = Date.now() + READER_PATIENCE_MS;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return void (await session.run(attach));
    } catch (error) {
      if (!isHeldByAnother(error)) throw error;
      const forReaders = look !== undefined && Date.now() < until && (await canRead(session, look, detach));
      if (!wait && !forReaders) throw error;
      await sleep(forReaders ? READER_POLL_MS : LOCK_POLL_MS, undefined, signal && { signal });
    }
  }
}

/** Readers share a file, a writer excludes everyone: if it can be read, readers have it open. */
async function canRead(session: DuckDBConnection, look: string, detach: string): Promise<boolean> {
  try {
    await session.run(look);
  } catch (error) {
    if (isHeldByAnother(error)) return false;
    throw error;
  }
  await session.run(detach);
  return true;
}

/** Waits until the work ends or the signal aborts, and rejects with the signal's reason in that case. */
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
