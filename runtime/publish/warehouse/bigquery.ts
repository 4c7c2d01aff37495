import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { makeGoogleToken } from "../google-credentials.ts";
import { type HttpAnswer, type HttpClient, makeHttpClient, pause } from "../http-client.ts";
import { warehouseType } from "./column-types.ts";
import { deleteAndInsert, listNames, nameTable, readColumns, replaceAll } from "./sentences.ts";
import type { Warehouse, WarehouseDialect, WarehouseTable } from "./warehouse.ts";
import { writeParameters } from "./write-parameters.ts";

/** How BigQuery's SQL is written. `project` and `dataset`: where its tables are. */
export function bigqueryDialect(...place: readonly string[]): WarehouseDialect {
  const dialect: WarehouseDialect = {
    warehouse: "bigquery",
    quote: (name) => `\`${name.replace(/[\\`]/g, (character) => `\\${character}`)}\``,
    place,
    write: {},
    lossy: {},
    read: {},
    bounded: true,
    packing: "zstd",
    // Nobody can load Parquet of DuckDB into a REQUIRED column: its columns are all nullable.
    required: false,
    key: (columns) => sql`PRIMARY KEY (${columns}) NOT ENFORCED`,
    layout: ({ cursor, key }) => {
      const by = cursor && sql`\nPARTITION BY ${cursor.type === "date" ? sql`DATE_TRUNC` : sql`TIMESTAMP_TRUNC`}(${quoted(cursor.name, dialect.quote)}, MONTH)`;
      const clustered = key.slice(0, MOST_CLUSTERED);
      return sql`${by ?? sql``}${clustered.length > 0 ? sql`\nCLUSTER BY ${listNames(clustered, dialect.quote)}` : sql``}`;
    },
    addColumn: (table, column) => sql`ALTER TABLE ${table} ADD COLUMN ${column}`,
    rebuild: (table, source, { kept }) => {
      const name = nameTable(dialect, table.name);
      const values = table.columns.map((column, index) => sql`${readColumns(dialect, table)[index]!} AS ${quoted(column.name, dialect.quote)}`);
      const others = kept.map((column) => sql`CAST(NULL AS ${warehouseType(column.type, "bigquery")}) AS ${quoted(column.name, dialect.quote)}`);
      const keys = table.key.length > 0 ? [sql`ALTER TABLE ${name} ADD ${dialect.key(listNames(table.key, dialect.quote))}`] : [];
      return [sql`CREATE OR REPLACE TABLE ${name}${dialect.layout(table)}\nAS SELECT ${joinSql([...values, ...others])} FROM ${source} AS s`, ...keys];
    },
    replaceRows: (table, rows) => replaceAll(dialect, table, rows),
    merge: (table, sources) => deleteAndInsert(dialect, table, sources),
  };
  return dialect;
}

/** https://cloud.google.com/bigquery/docs/clustered-tables */
const MOST_CLUSTERED = 4;

/** Opens `bigquery://project/dataset` by BigQuery's REST API. The dataset must be there: where it lies is the user's to choose. */
export function openBigQuery(address: string, { signal }: { readonly signal?: AbortSignal } = {}): Warehouse {
  const [, project = "", dataset = ""] = /^bigquery:\/\/([a-z][a-z0-9.:-]*)\/(\w+)\/?$/i.exec(address) ?? [];
  if (dataset === "") throw new ConfigurationError("An address of BigQuery is written bigquery://project/dataset. Credentials come from GOOGLE_APPLICATION_CREDENTIALS or gcloud.");
  const host = (process.env["BIGQUERY_EMULATOR_HOST"] || "https://bigquery.googleapis.com").replace(/^(?!https?:)/, "http://").replace(/\/$/, "");
  const name = `bigquery://${project}/${dataset}`;
  const token = process.env["BIGQUERY_EMULATOR_HOST"] ? async () => "emulator" : makeGoogleToken("https://www.googleapis.com/auth/bigquery");
  const http = makeHttpClient({ name, authorize: async (_, renew) => ({ authorization: `Bearer ${await token(renew)}` }), explain: explainRefusal, signal });
  const base = `${host}/bigquery/v2/projects/${project}`;
  const dialect = bigqueryDialect(project, dataset);
  // One name for all that a publish stages: what another one has staged is never taken for it.
  const prefix = `${STAGED}${randomBytes(6).toString("hex")}_`;
  let location: Promise<string> | undefined;
  const locate = () => (location ??= findLocation(http, `${base}/datasets/${dataset}`, { name, project, dataset }));

  async function runJob(configuration: object): Promise<JobReference> {
    const jobReference = { projectId: project, jobId: `lago_loader_${randomBytes(12).toString("hex")}`, location: await locate() };
    // 409: an attempt before this one has arrived.
    await http.send({ method: "POST", url: `${base}/jobs`, body: { jobReference, configuration }, expected: [409] });
    return jobReference;
  }

  async function query(statement: Sql): Promise<(string | null)[][]> {
    const { text, values } = writeParameters(statement, (index) => `@p${index + 1}`);
    const queryParameters = values.map((value, index) => ({ name: `p${index + 1}`, parameterType: { type: "STRING" }, parameterValue: { value } }));
    const job = await runJob({ query: { query: text, useLegacySql: false, ...(values.length > 0 && { parameterMode: "NAMED", queryParameters }) } });
    const rows: (string | null)[][] = [];
    for (let pageToken: string | undefined; ; ) {
      const url = new URL(`${base}/queries/${job.jobId}`);
      for (const [key, value] of Object.entries({ location: job.location, timeoutMs: "20000", ...(pageToken && { pageToken }) })) url.searchParams.set(key, value);
      const page: QueryPage = await http.ask<QueryPage>({ method: "GET", url: url.href });
      if (!page.jobComplete) continue;
      rows.push(...(page.rows ?? []).map(({ f }) => f.map(({ v }) => v)));
      pageToken = page.pageToken ?? undefined;
      if (!pageToken) return rows;
    }
  }

  async function load(table: WarehouseTable, into: string, file: string, disposition: "WRITE_TRUNCATE" | "WRITE_EMPTY"): Promise<void> {
    const fields = table.columns.map(({ name: column, type }) => ({ name: column, type: String(warehouseType(type, "bigquery").texts[0]), mode: "NULLABLE" }));
    const configuration = { load: { destinationTable: { projectId: project, datasetId: dataset, tableId: into }, sourceFormat: "PARQUET", createDisposition: disposition === "WRITE_EMPTY" ? "CREATE_NEVER" : "CREATE_IF_NEEDED", writeDisposition: disposition, schema: { fields } } };
    const jobReference = { projectId: project, jobId: `lago_loader_${randomBytes(12).toString("hex")}`, location: await locate() };
    await upload(http, `${host}/upload/bigquery/v2/projects/${project}/jobs`, { jobReference, configuration }, file);
    for (let wait = 200; ; wait = Math.min(wait * 2, 5000)) {
      const { status } = await http.ask<Job>({ method: "GET", url: `${base}/jobs/${jobReference.jobId}?location=${jobReference.location}` });
      if (status.errorResult) throw new DestinationError(`${name}: loading ${into} failed: ${status.errorResult.reason ?? ""} ${status.errorResult.message ?? ""}`.trim());
      if (status.state === "DONE") return;
      await pause(wait, signal);
    }
  }

  async function listTables(): Promise<string[]> {
    await locate();
    const names: string[] = [];
    for (let pageToken: string | undefined; ; ) {
      const page: TablePage = await http.ask<TablePage>({ method: "GET", url: `${base}/datasets/${dataset}/tables?maxResults=1000${pageToken ? `&pageToken=${pageToken}` : ""}` });
      names.push(...(page.tables ?? []).map(({ tableReference }) => tableReference.tableId));
      pageToken = page.nextPageToken ?? undefined;
      if (!pageToken) return names;
    }
  }

  return {
    name,
    dialect,
    ask: query,
    run: async (statements) => void (statements.length > 0 && (await query(joinSql(statements, ";\n")))),
    transact: async (statements) => void (await query(joinSql([sql`BEGIN TRANSACTION`, ...statements, sql`COMMIT TRANSACTION`], ";\n"))),
    listTables: async () => new Set((await listTables()).map((table) => table.toLowerCase())),
    async stage(table, file) {
      await load(table, `${prefix}${table.name}`, file, "WRITE_TRUNCATE");
      return nameTable(dialect, `${prefix}${table.name}`);
    },
    fill: (table, file) => load(table, table.name, file, "WRITE_EMPTY"),
    async clear() {
      for (const table of (await listTables()).filter((one) => one.startsWith(STAGED))) await http.send({ method: "DELETE", url: `${base}/datasets/${dataset}/tables/${table}`, expected: [404] });
    },
    close: async () => {},
  };
}

const STAGED = "_lago_loader_stage_";

interface JobReference {
  readonly jobId: string;
  readonly location: string;
}

interface QueryPage {
  readonly jobComplete: boolean;
  readonly rows?: readonly { readonly f: readonly { readonly v: string | null }[] }[];
  readonly pageToken?: string | null;
}

interface TablePage {
  readonly tables?: readonly { readonly tableReference: { readonly tableId: string } }[];
  readonly nextPageToken?: string | null;
}

interface Job {
  readonly status: { readonly state: string; readonly errorResult?: { readonly reason?: string; readonly message?: string } | null };
}

async function findLocation(http: HttpClient, url: string, { name, project, dataset }: { readonly name: string; readonly project: string; readonly dataset: string }): Promise<string> {
  const found = await http.find<{ readonly location: string }>({ method: "GET", url });
  if (!found) throw new ConfigurationError(`${name} has no such dataset. Make it where your data is to lie, as in: bq --location=EU mk --dataset ${project}:${dataset}`);
  return found.location;
}

/** In pieces, each of which is sent again where it does not arrive: https://cloud.google.com/bigquery/docs/reference/api-uploads */
async function upload(http: HttpClient, url: string, job: object, file: string): Promise<void> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const session = (await http.send({ method: "POST", url: `${url}?uploadType=resumable`, body: job })).headers.get("location");
    if (!session) throw new DestinationError("BigQuery has opened no upload. Publish again later.");
    for (let at = 0; at < size; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(Math.min(PIECE, size - at)), 0, PIECE > size - at ? size - at : PIECE, at);
      const answer = await http.send({ method: "PUT", url: session, headers: { "content-range": `bytes ${at}-${at + bytesRead - 1}/${size}` }, body: buffer.subarray(0, bytesRead), expected: [308] });
      if (answer.status !== 308) return;
      // Less than was sent may have been kept.
      at = Number(/-(\d+)$/.exec(answer.headers.get("range") ?? "")?.[1] ?? at - 1) + 1;
    }
  } finally {
    await handle.close();
  }
}

/** A multiple of 256 KB. */
const PIECE = 16 * 2 ** 20;

function explainRefusal({ status, body }: HttpAnswer): string {
  const { message = "", errors = [] } = readError(String(body));
  const hint = status === 403 ? "Grant the account roles/bigquery.jobUser on the project and roles/bigquery.dataEditor on the dataset." : "";
  return `${errors[0]?.reason ?? ""}: ${message} ${hint}`.trim();
}

function readError(text: string): { readonly message?: string; readonly errors?: readonly { readonly reason?: string }[] } {
  try {
    return (JSON.parse(text) as { readonly error?: object }).error ?? {};
  } catch {
    return {};
  }
}
