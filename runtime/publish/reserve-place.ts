import { join } from "node:path";
import { loadDriver } from "../destinations/duckdb/driver.ts";
import { isHeldByAnother } from "../destinations/duckdb/errors.ts";
import { lockBeside } from "../destinations/duckdb/lock-beside.ts";
import { findStateFolder } from "../destinations/state-folder.ts";
import { DestinationError } from "../errors.ts";
import { makeFolder } from "../make-folder.ts";

export interface Waiting {
  /** Wait for another publish to end. Default: throw. */
  readonly wait?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reserves a place for one publish, among those of this user on this machine: a timer may start one while the last still runs. Returns how
 * to release it; a process that ends has released it. A file stands for the place, since DuckDB locks what it has open and Node cannot.
 *
 * @throws {DestinationError} that names the process of the other publish.
 */
export async function reservePlace(place: string, { wait = false, signal }: Waiting = {}): Promise<() => void> {
  const folder = findStateFolder("publishing", place);
  // Without a folder that can be written there is no lock, and no reason not to publish.
  if (!folder || !(await makeFolder(folder, { mode: 0o700 }).then(() => true, () => false))) return () => {};
  const instance = await loadDriver().DuckDBInstance.create(":memory:", { threads: "1" });
  const session = await instance.connect();
  const release = () => {
    session.closeSync();
    instance.closeSync();
  };
  try {
    await lockBeside(session, join(folder, "publish"), { wait, ...(signal && { signal }) });
  } catch (error) {
    if (isHeldByAnother(error)) {
      release();
      const [, id] = /PID (\d+)/.exec((error as Error).message) ?? [];
      throw new DestinationError(`Process ${id ?? "?"} is publishing to ${place}. Wait until it has ended, or add --wait.`, { cause: error });
    }
    if (signal?.aborted) {
      release();
      throw error;
    }
  }
  return release;
}
