import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createLago } from "../../runtime/client.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import { openFolder } from "../../runtime/publish/folder.ts";
import type { ObjectStore } from "../../runtime/publish/object-store.ts";
import { type Publication, publish, type PublishOptions } from "../../runtime/publish/publish.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { Lago as FakeLago } from "../lago/server.ts";

/** A working copy and a folder to publish it to. */
export interface Lake {
  readonly folder: string;
  readonly store: ObjectStore;
  readonly file: string;
  load(fake: FakeLago, resources: readonly Resource[], options?: Partial<LoadOptions>): Promise<string[]>;
  publish(resources: readonly Resource[], options?: PublishOptions, to?: ObjectStore): Promise<Publication>;
  /** Of the published files by DuckDB, which reads them as every engine does. `$LAKE` and `$COPY` stand for the folder and the schema. */
  ask(sql: string): Promise<(string | null)[][]>;
  /** Counts the rows of one table that either side lacks. UUIDs and JSON are text in the files. */
  countDifferences(table: string): Promise<string>;
  /** Name → contents and when they were put there. */
  contents(): Promise<Map<string, string>>;
  remove(): Promise<void>;
}

export async function newLake(): Promise<Lake> {
  const directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  const folder = join(directory, "lake");
  const file = join(directory, "lago.duckdb");
  const store = openFolder(folder);
  const ask: Lake["ask"] = (sql) => withCopy(async ({ query }) => (await query(sql.replaceAll("$LAKE", () => folder))).rows as (string | null)[][]);
  return {
    folder, store, file, ask,
    async countDifferences(table) {
      const published = `SELECT * FROM read_parquet('$LAKE/${table}/*.parquet')`;
      const columns = await ask(`SELECT column_name, column_type FROM (DESCRIBE ${published})`);
      const copied = `SELECT ${columns.map(([name, type]) => `"${name}"::${type} AS "${name}"`).join(", ")} FROM "${table}"`;
      const [[count]] = (await ask(`SELECT count(*) FROM ((${published} EXCEPT ALL ${copied}) UNION ALL (${copied} EXCEPT ALL ${published}))`)) as [[string]];
      return count;
    },
    async load(fake, resources, options = {}) {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, retry: { attempts: 2, firstWait: 1 } });
      const destination = await openDestination(file);
      const report = await load(resources, { lago, destination, ...options }).finally(() => destination.close());
      return report.resources.map(({ name, status, error }) => `${name} ${error ?? status}`);
    },
    publish: (resources, options, to = store) => withCopy((copy) => publish(copy, resources, to, options)),
    contents: () => readContents(folder),
    remove: () => rm(directory, { recursive: true }),
  };

  async function withCopy<Result>(work: (copy: Awaited<ReturnType<typeof openDestination>>) => Promise<Result>): Promise<Result> {
    const copy = await openDestination(file, { readOnly: true, memoryLimit: "512MB" });
    return work(copy).finally(() => copy.close());
  }
}

export async function readContents(folder: string, { times = true } = {}): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(await Promise.all(files.map(async (file) => [relative(folder, file), `${times ? (await stat(file)).mtimeMs : ""} ${(await readFile(file)).toString("base64")}`] as const)));
}
