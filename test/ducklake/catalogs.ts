import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { testPostgres } from "../databases.ts";
import { CATALOG, DUCKLAKE } from "./switch.ts";

/** The catalog of one test. */
export interface Catalog {
  /** As `--to` takes it. */
  readonly address: string;
  remove(): Promise<void>;
}

/** An empty lake in this folder, with a catalog of the kind that `LAGO_TEST_CATALOG` names. */
export function newCatalog(directory: string): Promise<Catalog> {
  const make = CATALOGS[CATALOG];
  if (!make) throw new Error(`LAGO_TEST_CATALOG is one of ${Object.keys(CATALOGS).join(", ")}.`);
  return make(directory);
}

const CATALOGS: Readonly<Record<string, (directory: string) => Promise<Catalog>>> = {
  duckdb: async (directory) => inFile(join(directory, "lago.ducklake")),
  sqlite: async (directory) => inFile(`sqlite:${join(directory, "lago.sqlite")}`),
  postgres: async (directory) => {
    const { url, remove } = await newPostgresDatabase();
    return { address: `ducklake:${url}?data=${encodeURIComponent(join(directory, "files"))}&${EXTENSIONS}`, remove };
  },
};

const EXTENSIONS = `extensions=${encodeURIComponent(DUCKLAKE ?? "")}`;

function inFile(catalog: string): Catalog {
  return { address: `ducklake:${catalog}?${EXTENSIONS}`, remove: async () => {} };
}

/** An empty database on the tests' server. */
export async function newPostgresDatabase(): Promise<{ readonly url: string; readonly server: string; remove(): Promise<void> }> {
  const server = await testPostgres();
  const database = `lake_test_${randomBytes(6).toString("hex")}`;
  await run(server, `CREATE DATABASE ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return { url: String(url), server, remove: () => run(server, `DROP DATABASE ${database} WITH (FORCE)`) };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
