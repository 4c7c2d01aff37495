import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DestinationError } from "../../errors.ts";
import { makeFolder } from "../../make-folder.ts";
import { findStateFolder } from "../state-folder.ts";
import { isHeldByAnother } from "./errors.ts";
import type { AttachOptions } from "./home.ts";
import { lockBeside } from "./lock-beside.ts";

/**
 * Locks a place for one publish, among those of this user on this machine, until the instance is closed: a timer may start one while the
 * last still runs. A process that ends has released it. A file stands for the place, since DuckDB locks what it has open and Node cannot.
 *
 * @throws {DestinationError} that names the process of the other publish.
 */
export async function lockPlace(session: DuckDBConnection, place: string, waiting: Pick<AttachOptions, "wait" | "signal">): Promise<void> {
  const folder = findStateFolder("publishing", place);
  // Without a folder that can be written there is no lock, and no reason not to publish.
  if (!folder || !(await makeFolder(folder, { mode: 0o700 }).then(() => true, () => false))) return;
  try {
    await lockBeside(session, join(folder, "publish"), waiting);
  } catch (error) {
    if (isHeldByAnother(error)) {
      const [, id] = /PID (\d+)/.exec((error as Error).message) ?? [];
      throw new DestinationError(`Process ${id ?? "?"} is publishing to ${place}. Wait until it has ended, or add --wait.`, { cause: error });
    }
    if (waiting.signal?.aborted) throw error;
  }
}
