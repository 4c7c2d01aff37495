import { randomBytes } from "node:crypto";
import { joinSql, type Sql, sql } from "../../destinations/sql.ts";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { checkGoogleCredentials, makeGoogleToken } from "../google-credentials.ts";
import { type HttpClient, makeHttpClient, pause } from "../http-client.ts";
import { warehouseType } from "./column-types.ts";
import { bigqueryDialect } from "./dialects/bigquery.ts";
import { explainFailure, explainRefusal, isBusy, isPassing, type JobFailure } from "./bigquery-refusals.ts";
import { uploadWithJob } from "./resumable-upload.ts";
import { nameTable } from "./sentences.ts";
import type { Warehouse, WarehouseTable } from "./warehouse.ts";
import { writeParameters } from "./write-parameters.ts";

/** Opens `bigquery://project/dataset` with BigQuery's REST API. The dataset must exist: the user chooses its location. */
export function openBigQuery(address: string, { signal }: { readonly signal?: AbortSignal } = {}): Warehouse {
  const [, project = "", dataset = ""] = /^bigquery:\/\/([a-z][a-z0-9.:-]*)\/(\w+)\/?$/i.exec(address) ?? [];
  if (dataset === "") throw new ConfigurationError("An address of BigQuery is written bigquery://project/dataset. Credentials come from GOOGLE_APPLICATION_CREDENTIALS or gcloud.");
  const emulator = process.env["BIGQUERY_EMULATOR_HOST"];
  const host = (emulator || "https://bigquery.googleapis.com").replace(/^(?!https?:)/, "http://").replace(/\/$/, "");
  const name = `bigquery://${project}/${dataset}`;
  const token = emulator ? async () => "emulator" : makeGoogleToken("https://www.googleapis.com/auth/bigquery");
  const http = makeHttpClient({ name, authorize: async (_, renew) => ({ authorization: `Bearer ${await token(renew)}` }), explain: explainRefusal, isBusy, signal });
  const base = `${host}/bigquery/v2/projects/${project}`;
  const dialect = bigqueryDialect(project, dataset);
  // A prefix of this publish: rows that another one has staged are never taken for its own.
  const prefix = `${STAGED}${randomBytes(6).toString("hex")}_`;
  const billed: Promise<number>[] = [];
  let location: Promise<string> | undefined;
  const locate = () => (location ??= findLocation(http, `${base}/datasets/${dataset}`, { name, project, dataset }));
  const newJob = async (): Promise<JobReference> => ({ projectId: project, jobId: `lago_loader_${randomBytes(12).toString("hex")}`, location: await locate() });

  async function query(statement: Sql): Promise<(string | null)[][]> {
    const { text, values } = writeParameters(statement, (index) => `@p${index + 1}`);
    const queryParameters = values.map((value, index) => ({ name: `p${index + 1}`, parameterType: { type: "STRING" }, parameterValue: { value } }));
    const jobReference = await newJob();
    const configuration = { query: { query: text, useLegacySql: false, ...(values.length > 0 && { parameterMode: "NAMED", queryParameters }) } };
    // 409: an earlier attempt has arrived.
    await http.send({ method: "POST", url: `${base}/jobs`, body: { jobReference, configuration }, expected: [409] });
    const rows: (string | null)[][] = [];
    for (let pageToken: string | undefined; ; ) {
      const parameters = new URLSearchParams({ location: jobReference.location, timeoutMs: "20000", ...(pageToken && { pageToken }) });
      const page: QueryPage = await http.ask<QueryPage>({ method: "GET", url: `${base}/queries/${jobReference.jobId}?${String(parameters)}`, needs: ["jobComplete"] });
      if (!page.jobComplete) {
        // BigQuery answers when the job ends, or late. What answers at once is not asked without end.
        await pause(200, signal);
        continue;
      }
      rows.push(...(page.rows ?? []).map(({ f }) => f.map(({ v }) => v)));
      pageToken = page.pageToken ?? undefined;
      if (!pageToken) break;
    }
    billed.push(readBilled(jobReference));
    return rows;
  }

  /** Runs beside the next statements; `billedBytes` waits for it. */
  const readBilled = ({ jobId, location: place }: JobReference): Promise<number> =>
    http.ask<Job>({ method: "GET", url: `${base}/jobs/${jobId}?location=${place}` }).then(({ statistics }) => Number(statistics?.query?.totalBytesBilled ?? 0), () => 0);

  async function load(table: WarehouseTable, into: string, file: string, disposition: "WRITE_TRUNCATE" | "WRITE_EMPTY"): Promise<void> {
    const fields = table.columns.map(({ name: column, type }) => ({ name: column, type: String(warehouseType(type, "bigquery").texts[0]), mode: "NULLABLE" }));
    const configuration = { load: { destinationTable: { projectId: project, datasetId: dataset, tableId: into }, sourceFormat: "PARQUET", createDisposition: disposition === "WRITE_EMPTY" ? "CREATE_NEVER" : "CREATE_IF_NEEDED", writeDisposition: disposition, schema: { fields } } };
    // A job that fails has loaded nothing.
    for (let attempt = 1; ; attempt++) {
      const jobReference = await newJob();
      await uploadWithJob(http, `${host}/upload/bigquery/v2/projects/${project}/jobs`, { jobReference, configuration }, file);
      const failure = await waitForJob(jobReference);
      if (!failure) return;
      if (attempt === LOAD_ATTEMPTS || !isPassing(failure)) throw new DestinationError(`${name}: loading ${into} failed: ${explainFailure(failure)}`);
      await pause(Math.random() * 2000 * attempt, signal);
    }
  }

  async function waitForJob({ jobId, location: place }: JobReference): Promise<Job["status"]["errorResult"]> {
    for (let wait = 200; ; wait = Math.min(wait * 2, 5000)) {
      const { status } = await http.ask<Job>({ method: "GET", url: `${base}/jobs/${jobId}?location=${place}`, needs: ["status"] });
      if (status.errorResult || status.state === "DONE") return status.errorResult;
      await pause(wait, signal);
    }
  }

  async function listTables(): Promise<string[]> {
    await locate();
    const names: string[] = [];
    for (let pageToken: string | undefined; ; ) {
      const page: TablePage = await http.ask<TablePage>({ method: "GET", url: `${base}/datasets/${dataset}/tables?maxResults=1000${pageToken ? `&pageToken=${encodeURIComponent(pageToken)}` : ""}` });
      names.push(...(page.tables ?? []).map(({ tableReference }) => tableReference.tableId));
      pageToken = page.nextPageToken ?? undefined;
      if (!pageToken) return names;
    }
  }

  return {
    name,
    dialect,
    check: async () => void (emulator || (await checkGoogleCredentials())),
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
    billedBytes: async () => (await Promise.all(billed)).reduce((sum, bytes) => sum + bytes, 0),
    close: async () => {},
  };
}

const LOAD_ATTEMPTS = 3;

const STAGED = "_lago_loader_stage_";

interface JobReference {
  readonly projectId: string;
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
  readonly status: { readonly state: string; readonly errorResult?: JobFailure | null };
  readonly statistics?: { readonly query?: { readonly totalBytesBilled?: string } };
}

async function findLocation(http: HttpClient, url: string, { name, project, dataset }: { readonly name: string; readonly project: string; readonly dataset: string }): Promise<string> {
  const found = await http.find<{ readonly location: string }>({ method: "GET", url, needs: ["location"] });
  if (!found) throw new ConfigurationError(`${name}: there is no such project or dataset. Check both names, or create the dataset where your data shall be stored: bq --location=EU mk --dataset ${project}:${dataset}`);
  return found.location;
}
