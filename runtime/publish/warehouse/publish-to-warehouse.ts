import type { Destination } from "../../destinations/destination.ts";
import { DestinationError } from "../../errors.ts";
import type { Resource } from "../../resource.ts";
import { inWaitingFolder } from "../waiting-folder.ts";
import { describeCopy, listLoads } from "../working-copy.ts";
import { type CopiedResource, describeResources, isPublished } from "./copied-resource.ts";
import { stageJournal } from "./journal.ts";
import { openNote } from "./note.ts";
import { publishResource, type PublishedResource } from "./publish-resource.ts";
import { keepTrue, PUBLISHED, type Published, publishedUpTo, readPublished } from "./published.ts";
import { createTable } from "./sentences.ts";
import type { Warehouse } from "./warehouse.ts";

export interface WarehousePublishOptions {
  /** Publish only these resources. What was published of others stays. Default: all. */
  readonly only?: readonly Resource[];
  /** Replace all rows, even unchanged ones. */
  readonly full?: boolean;
  /** Query the warehouse even if the local record says that nothing changed: somebody may have published there from another machine, or dropped a table. */
  readonly ask?: boolean;
  readonly signal?: AbortSignal;
}

/** The result of a publish. */
export interface WarehousePublication {
  /** Name of the warehouse, without secrets. */
  readonly place: string;
  readonly published: readonly PublishedResource[];
  /** Number of resources that were unchanged. */
  readonly unchanged: number;
  /** Bytes that the warehouse bills for this publish, where it bills by bytes and was queried. */
  readonly billedBytes?: number;
}

/**
 * Publishes the tables of a DuckDB file into a warehouse. Rows of changed records are staged as Parquet and merged by key, in one transaction per
 * resource. A publish that is killed anywhere and repeated gives the same result. If nothing changed, the warehouse is not queried.
 */
export async function publishToWarehouse(from: Destination, resources: readonly Resource[], to: Warehouse, { only, full = false, ask = full, signal }: WarehousePublishOptions = {}): Promise<WarehousePublication> {
  const copy = await describeCopy(from);
  const { copied, journal } = await describeResources(from, only ?? resources, copy);
  const note = openNote(to.name);
  const noted = await note.read();
  if (!ask && copied.every((resource) => isPublished(resource, noted.get(resource.name), copy))) return { place: to.name, published: [], unchanged: copied.length };

  await note.forget();
  const present = await to.listTables();
  const done: PublishedResource[] = [];
  const isNew = !present.has(PUBLISHED.name);
  if (isNew) await to.run([createTable(to.dialect, PUBLISHED)]);
  let published = keepTrue(isNew ? new Map() : await readPublished(to, copy), copy, { present, loads: await listLoads(from) });
  await to.clear();
  const changed = copied.filter((resource) => full || !isPublished(resource, published.get(resource.name), copy));
  const publishAll = (those: readonly CopiedResource[], replace: boolean) => inWaitingFolder(async (folder) => {
    const known = those.map(({ name }) => publishedUpTo(published.get(name), copy, replace) ?? -1);
    const staged = await stageJournal({ from, to, copy, copied: journal, published, present, since: Math.min(...known), full: replace, folder });
    for (const resource of those) {
      signal?.throwIfAborted();
      done.push(await publishResource({ from, to, copy, resource, journal: staged, before: published.get(resource.name), full: replace, present, folder }));
    }
  });
  if (changed.length > 0) {
    await publishAll(changed, full);
    published = await readPublished(to, copy);
    // If the row counts differ from the working copy's, a record has left it without a trace: the resource is replaced.
    const wrong = changed.filter((resource) => !isPublished(resource, published.get(resource.name), copy));
    if (wrong.length > 0) {
      await publishAll(wrong, true);
      published = await readPublished(to, copy);
      checkAll(wrong, published, copy, to);
    }
    await to.clear();
  }
  await note.write(published);
  const billedBytes = await to.billedBytes?.();
  return { place: to.name, published: done, unchanged: copied.length - changed.length, ...(billedBytes !== undefined && { billedBytes }) };
}

function checkAll(resources: readonly CopiedResource[], published: ReadonlyMap<string, Published>, copy: Parameters<typeof isPublished>[2], to: Warehouse): void {
  const wrong = resources.find((resource) => !isPublished(resource, published.get(resource.name), copy));
  if (wrong) throw new DestinationError(`${to.name} has other rows of ${wrong.name} than were brought there. Does somebody else write into its tables? End that, and publish again.`);
}
