import { ConfigurationError, DestinationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { describeColumns } from "./parts.ts";
import type { CopiedTable, WorkingCopy } from "./working-copy.ts";

/** The name of the manifest. It is written last: what it lists is there. */
export const MANIFEST = "_manifest.json";

/** What was published, object by object. Holds no time, so that the same data makes the same manifest. */
export interface Manifest {
  readonly format: 1;
  /** The first load of the working copy, which no other copy has. */
  readonly copy: string;
  /** The latest load of it. */
  readonly sequence: number;
  readonly load: string;
  /** Whose rows these are: Lago's id. Null where no load could learn it. */
  readonly organization: string | null;
  readonly tables: Readonly<Record<string, PublishedTable>>;
}

export interface PublishedTable {
  readonly resource: string;
  /** How many migrations the working copy had seen: one rewrites values that loads do not stamp. */
  readonly migrations: number;
  /** Column → the type of its values in the files. */
  readonly columns: Readonly<Record<string, string>>;
  /** By their names in the store. */
  readonly objects: Readonly<Record<string, PublishedObject>>;
}

export interface PublishedObject {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Of the keys of its rows, and of what loads have stamped on each. */
  readonly stamps: string;
}

/** What `MANIFEST` says; undefined where nothing was published yet. Throws where it is none, or of another organisation. `place`: where it lies, for people. */
export function parseManifest(body: Buffer | undefined, { place, copy }: { readonly place: string; readonly copy: WorkingCopy }): Manifest | undefined {
  if (!body) return undefined;
  const manifest = parse(body);
  if (manifest?.format !== 1 || Object(manifest.tables) !== manifest.tables) throw new DestinationError(`${MANIFEST} in ${place} was not written by this version of the loader. Remove it to publish everything anew, or publish to another place.`);
  if (manifest.organization !== null && copy.organization !== null && manifest.organization !== copy.organization) {
    throw new ConfigurationError(`${place} has the data of another Lago organisation. Publish to another place, or remove what is there.`);
  }
  return manifest;
}

function parse(body: Buffer): Manifest | undefined {
  try {
    return JSON.parse(String(body)) as Manifest;
  } catch {
    return undefined;
  }
}

export function writeManifest(manifest: Manifest): Buffer {
  return Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
}

/** The manifest before, with these objects in place of what it says of their tables. `only`: what else it lists stays; absent: it goes. */
export function mergeManifest(before: Manifest | undefined, copy: WorkingCopy, objects: readonly ListedObject[], only: readonly Resource[] | undefined): Manifest {
  const tables = new Map<string, PublishedTable>();
  const isKept = (resource: string) => only !== undefined && !only.some(({ name }) => name === resource);
  for (const [name, table] of Object.entries(before?.tables ?? {})) if (isKept(table.resource)) tables.set(name, table);
  for (const { table, key, published } of objects) {
    const listed = tables.get(table.name)?.objects ?? {};
    tables.set(table.name, { resource: table.resource, migrations: copy.migrations, columns: describeColumns(table), objects: { ...listed, [key]: published } });
  }
  const { copy: id, sequence, load, organization } = copy;
  return { format: 1, copy: id, sequence, load, organization, tables: Object.fromEntries([...tables].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

interface ListedObject {
  readonly table: CopiedTable;
  readonly key: string;
  readonly published: PublishedObject;
}

/** Of the names in a store, those that a publish has made (`nameObject`) and that the manifest does not list. */
export function findStale(names: readonly string[], { tables }: Manifest, before: Manifest | undefined): string[] {
  const known = { ...before?.tables, ...tables };
  return names.filter((name) => {
    const [, table = ""] = OBJECT.exec(name) ?? [];
    return table in known && !(name in (tables[table]?.objects ?? {}));
  });
}

const OBJECT = /^([^/]+)\/(?:all|undated|\d{4}-\d{2})\.parquet$/;
