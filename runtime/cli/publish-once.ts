import { ConfigurationError } from "../errors.ts";
import type { Publication, PublishOptions } from "../publish/publish.ts";
import { say } from "./messages.ts";
import { findFile, readDestination } from "./settings.ts";
import { countOf } from "./table.ts";

export interface Source {
  /** The DuckDB file, as `readSource` finds it. */
  readonly source: string;
  readonly schema: string;
  /** Wait for a load that has the file open. */
  readonly wait?: boolean;
}

/** Publishes from a file that nothing else of this process has open. */
export async function publishOnce(to: string, { source, schema, wait = false, ...options }: Source & PublishOptions): Promise<Publication> {
  const [{ openDestination }, { publish }, { openObjectStore }, { resources }] = await Promise.all([
    import("../destinations/open.ts"),
    import("../publish/publish.ts"),
    import("../publish/open-store.ts"),
    import("../../generated/index.ts"),
  ]);
  const store = await openObjectStore(to);
  // Row groups of 16 MB are sorted and packed in memory.
  const copy = await openDestination(source, { schema, readOnly: true, onNotice: say, memoryLimit: "256MB", ...(wait && { wait }), ...(options.signal && { signal: options.signal }) });
  try {
    return await publish(copy, resources, store, options);
  } finally {
    await copy.close();
  }
}

/** The DuckDB file to publish from. Throws where the destination is no file. */
export function readSource(from?: string): string {
  const source = readDestination(from === undefined ? {} : { to: from });
  if (findFile(source) === undefined) throw new ConfigurationError("Only a DuckDB file can be published from. Load into one, and publish from that.");
  return source;
}

/** In one line, as in `Published to file:/srv/lake: 3 objects written, 154 unchanged.` */
export function describePublication({ place, written, removed, unchanged }: Publication): string {
  if (written.length + removed.length === 0) return `Nothing to publish to ${place}: ${countOf(unchanged, "object")} unchanged.`;
  const gone = removed.length > 0 ? `, ${removed.length} removed` : "";
  return `Published to ${place}: ${countOf(written.length, "object")} written, ${unchanged} unchanged${gone}.`;
}
