import { ConfigurationError } from "../errors.ts";
import type { Destination } from "../destinations/destination.ts";
import type { Publication, PublishOptions } from "../publish/publish.ts";
import type { WarehousePublication } from "../publish/warehouse/publish-to-warehouse.ts";
import type { Verified } from "../publish/warehouse/verify.ts";
import type { Resource } from "../resource.ts";
import { say } from "./terminal/messages.ts";
import { isDuckDB, readDestination } from "./settings/settings.ts";
import { countOf, formatCount } from "./terminal/table.ts";

export interface Source {
  /** The DuckDB file, as `readSource` returns it. */
  readonly source: string;
  readonly schema: string;
  /** Wait for a load that has the file open, and for another publish to the same place. */
  readonly wait?: boolean;
}

export interface OnceOptions extends Source, PublishOptions {
  /** Then compare counts and sums with those of the warehouse. */
  readonly verify?: boolean;
}

/** Publishes from a file that this process has not opened. */
export async function publishOnce(to: string, options: OnceOptions): Promise<Publication | VerifiedPublication> {
  const [{ openDestination }, { isWarehouse }, { resources }] = await Promise.all([import("../destinations/open.ts"), import("../publish/warehouse/open-warehouse.ts"), import("../../generated/index.ts")]);
  const { source, schema, wait, signal, verify = false, ...what } = options;
  const intoWarehouse = isWarehouse(to);
  if (verify && !intoWarehouse) throw new ConfigurationError("--verify compares with a warehouse: leave it out where files are published.");
  const place = intoWarehouse ? await openIntoWarehouse(to, verify, signal) : await openIntoStore(to);
  try {
    // Row groups of 16 MB are sorted and packed in memory, of which packing takes as much again as is counted here.
    await using copy = await openDestination(source, { schema, readOnly: true, publishTo: place.name, onNotice: say, memoryLimit: intoWarehouse ? "512MB" : "160MB", ...(wait && { wait }), ...(signal && { signal }) });
    return await place.publish(copy, resources, { ...what, ...(signal && { signal }) });
  } finally {
    await place.close?.();
  }
}

export interface VerifiedPublication extends WarehousePublication {
  readonly verified?: readonly Verified[];
}

/** Where to publish to, opened. */
interface Place<Result> {
  readonly name: string;
  publish(copy: Destination, resources: readonly Resource[], options: PublishOptions): Promise<Result>;
  close?(): Promise<void>;
}

async function openIntoStore(to: string): Promise<Place<Publication>> {
  const [{ publish }, { openObjectStore }] = await Promise.all([import("../publish/publish.ts"), import("../publish/open-store.ts")]);
  const store = await openObjectStore(to);
  return { name: store.name, publish: (copy, resources, options) => publish(copy, resources, store, options) };
}

async function openIntoWarehouse(to: string, verified: boolean, signal: AbortSignal | undefined): Promise<Place<VerifiedPublication>> {
  const [{ publishToWarehouse }, { openWarehouse }] = await Promise.all([import("../publish/warehouse/publish-to-warehouse.ts"), import("../publish/warehouse/open-warehouse.ts")]);
  const warehouse = await openWarehouse(to, { ...(signal && { signal }) });
  return {
    name: warehouse.name,
    close: () => warehouse.close(),
    async publish(copy, resources, options) {
      const publication = await publishToWarehouse(copy, resources, warehouse, { ...options, ...(verified && { ask: true }) });
      if (!verified) return publication;
      const { verify } = await import("../publish/warehouse/verify.ts");
      return { ...publication, verified: await verify(copy, options.only ?? resources, warehouse) };
    },
  };
}

/** Throws if the address is wrong, or if there are no credentials for it. Asks neither the store nor the warehouse. */
export async function checkAddress(to: string): Promise<void> {
  const { isWarehouse, openWarehouse } = await import("../publish/warehouse/open-warehouse.ts");
  const { openObjectStore } = await import("../publish/open-store.ts");
  await (isWarehouse(to) ? await openWarehouse(to) : await openObjectStore(to)).check?.();
}

/** The DuckDB file to publish from. Throws if the destination is not a file. */
export function readSource(from?: string): string {
  const source = readDestination(from === undefined ? {} : { to: from });
  if (!isDuckDB(source)) throw new ConfigurationError("Only a DuckDB file can be published from. Load into one, and publish from that.");
  return source;
}

/** One line, e.g. `Published to file:/srv/lake: 3 objects written, 154 unchanged.`, and one for each column whose values did not fit. */
export function describePublication(publication: Publication | WarehousePublication): string {
  if ("published" in publication) return describeResources(publication);
  const { place, written, removed, unchanged } = publication;
  if (written.length + removed.length === 0) return `Nothing to publish to ${place}: ${countOf(unchanged, "object")} unchanged.`;
  const gone = removed.length > 0 ? `, ${removed.length} removed` : "";
  return `Published to ${place}: ${countOf(written.length, "object")} written, ${unchanged} unchanged${gone}.`;
}

function describeResources({ place, published, unchanged, billedBytes }: WarehousePublication): string {
  if (published.length === 0) return `Nothing to publish to ${place}: ${countOf(unchanged, "resource")} unchanged.`;
  const rows = published.flatMap((resource) => Object.values(resource.rows)).reduce((sum, count) => sum + count, 0);
  const losses = published.flatMap((resource) => resource.losses).map(({ column, values, what }) => `\n${column}: ${countOf(values, "value")} ${what}.`);
  return `Published to ${place}: ${countOf(published.length, "resource")}, ${countOf(rows, "row")} brought, ${unchanged} unchanged.${billedBytes === undefined ? "" : ` Billed for ${formatCount(Math.ceil(billedBytes / 2 ** 20))} MB.`}${losses.join("")}`;
}
