import { join } from "node:path";
import type { Destination } from "../destinations/destination.ts";
import type { Resource } from "../resource.ts";
import { findStale, MANIFEST, type Manifest, mergeManifest, parseManifest, type PublishedObject, writeManifest } from "./manifest.ts";
import type { ObjectStore } from "./object-store.ts";
import { writePart } from "./parts.ts";
import { type PlannedObject, planObjects } from "./plan-objects.ts";
import { uploadBytes, uploadFile } from "./upload.ts";
import { inWaitingFolder } from "./waiting-folder.ts";
import { describeCopy, listCopied } from "./working-copy.ts";

export interface PublishOptions {
  /** Publish only these resources. What was published of others stays. Default: all. */
  readonly only?: readonly Resource[];
  /** Write every object again, even if the manifest says that it is unchanged. */
  readonly full?: boolean;
  /** A table with more rows is divided into one object per month, permanently. Default 500,000. */
  readonly rowsPerObject?: number;
  readonly signal?: AbortSignal;
}

/** What one `publish` did. */
export interface Publication {
  /** Name of the store, without secrets. */
  readonly place: string;
  readonly written: readonly WrittenObject[];
  readonly removed: readonly string[];
  /** Number of objects that were not written. */
  readonly unchanged: number;
}

/** An object that was written. */
export interface WrittenObject {
  readonly key: string;
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Publishes the tables of a DuckDB file as Parquet. Changed objects are written and replace the old ones; the manifest, which lists all objects,
 * is written last. A publish that is killed anywhere and repeated gives the same result. If nothing changed, nothing is written.
 */
export async function publish(from: Destination, resources: readonly Resource[], to: ObjectStore, { only, full = false, rowsPerObject = 500_000, signal }: PublishOptions = {}): Promise<Publication> {
  const copy = await describeCopy(from);
  const before = parseManifest(await to.get(MANIFEST), { place: to.name, copy });
  const tables = await listCopied(from, only ?? resources);
  const plan = await planObjects(from, tables, { copy, before, full, rowsPerObject });
  // Somebody may have removed an object. That is seen where something is to be written, since objects are listed then.
  const names = plan.every(({ known }) => known) ? undefined : new Set(await to.list());
  const changed = plan.filter(({ known, key }) => !known || (names && !names.has(key)));
  const objects = new Map<PlannedObject, PublishedObject>();
  await inWaitingFolder(async (folder) => {
    for (const object of changed) {
      signal?.throwIfAborted();
      const rows = await writePart(from, object, join(folder, "part.parquet"));
      const upload = await uploadFile(join(folder, "part.parquet"));
      await to.put(object.key, upload);
      objects.set(object, { rows, bytes: upload.bytes, sha256: upload.sha256, stamps: object.part.stamps });
    }
  });
  const manifest = mergeManifest(before, copy, plan.map((object) => ({ ...object, published: objects.get(object) ?? object.known! })), only);
  const isNews = !isSame(manifest, before);
  const removed = isNews ? await removeStale(to, names ?? (await to.list()), manifest, before) : [];
  if (isNews) await to.putUnlessChanged(MANIFEST, uploadBytes(writeManifest(manifest)));
  const written = changed.map((object) => ({ key: object.key, table: object.table.name, ...pickSize(objects.get(object)!) }));
  return { place: to.name, written, removed, unchanged: plan.length - written.length };
}

/** Names of ours that the manifest does not list: months without rows, renamed tables, and what a killed publish left. */
async function removeStale(to: ObjectStore, names: Iterable<string>, manifest: Manifest, before: Manifest | undefined): Promise<string[]> {
  const stale = findStale([...names], manifest, before);
  for (const key of stale) await to.remove(key);
  return stale;
}

/** The order of loads says nothing of the objects. */
function isSame(manifest: Manifest, before: Manifest | undefined): boolean {
  return before !== undefined && JSON.stringify(manifest.tables) === JSON.stringify(before.tables);
}

function pickSize({ rows, bytes }: PublishedObject) {
  return { rows, bytes };
}
