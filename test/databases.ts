import "./typescript-threads.ts";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach } from "node:test";
import pg from "pg";
import type { Destination } from "../runtime/destinations/destination.ts";
import { openDestination } from "../runtime/destinations/open.ts";
import type { Dialect } from "../runtime/resource.ts";
import { newCatalog } from "./ducklake/catalogs.ts";
import { DUCKLAKE } from "./ducklake/switch.ts";
import { type PostgresServer, startPostgres, TEST_POSTGRES } from "./postgres.ts";

/** Whatever is promised of one database is tested on all. Where `LAGO_TEST_DUCKLAKE` names a folder of DuckDB's extensions, DuckDB's part is played by a DuckLake. */
export const DIALECTS: readonly Dialect[] = DUCKLAKE ? ["duckdb"] : ["duckdb", "postgres"];

/** So little that loads of thousands of rows are merged in many parts, and those of a few at once. */
const MERGE_BYTES = 64 * 1024;

/** An empty place of its own for one test. */
export interface TestDatabase {
  /** As `--to` takes it. */
  readonly address: string;
  readonly schema: string;
  open(options?: { readonly wait?: boolean; readonly mergeBytes?: number }): Promise<Destination>;
  remove(): Promise<void>;
}

export function newDatabase(dialect: Dialect): Promise<TestDatabase> {
  return dialect === "postgres" ? newSchema() : newFile();
}

/** Opens an empty database before each test of the suite, gives it to `take`, and removes it afterwards. `reopen` closes it, opens it again and gives that to `take`. */
export function useDatabase(dialect: Dialect, take: (opened: { readonly database: TestDatabase; readonly destination: Destination }) => void): { reopen(): Promise<void> } {
  let database: TestDatabase;
  let destination: Destination;
  const open = async () => {
    destination = await database.open();
    take({ database, destination });
  };
  beforeEach(async () => {
    database = await newDatabase(dialect);
    await open();
  });
  afterEach(async () => {
    await destination.close();
    await database.remove();
  });
  return { reopen: () => destination.close().then(open) };
}

async function newFile(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  const { address, remove } = DUCKLAKE ? await newCatalog(directory) : { address: `duckdb:${join(directory, "lago.duckdb")}`, remove: async () => {} };
  return {
    address,
    schema: "lago_data",
    open: (options) => openDestination(address, { mergeBytes: MERGE_BYTES, ...options }),
    remove: async () => {
      await remove();
      await rm(directory, { recursive: true });
    },
  };
}

async function newSchema(): Promise<TestDatabase> {
  const address = await testPostgres();
  const schema = `lago_test_${randomBytes(6).toString("hex")}`;
  return {
    address,
    schema,
    open: (options) => openDestination(address, { schema, mergeBytes: MERGE_BYTES, ...options }),
    remove: async () => {
      const client = new pg.Client(address);
      await client.connect();
      await client.query(`SET client_min_messages = error; DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      await client.end();
    },
  };
}

let server: Promise<PostgresServer> | undefined;

/** Address of a real Postgres server: the one that `LAGO_TEST_POSTGRES` names, or one that ends with this test file. */
export async function testPostgres(): Promise<string> {
  const named = process.env[TEST_POSTGRES];
  if (named) return named;
  server ??= startPostgres();
  return (await server).url;
}

after(async () => (await server)?.stop());
