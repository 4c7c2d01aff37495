import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { ConfigurationError, DestinationError } from "../../errors.ts";
import { isLoopback } from "../../transport/base-url.ts";
import { type HttpAnswer, makeHttpClient, pause } from "../http-client.ts";
import { checkSize } from "../upload.ts";
import { findDatabricksLogin, makeDatabricksToken } from "./databricks-token.ts";
import { databricksDialect } from "./dialects/databricks.ts";
import { addAdvice, type Advice, CHECK_COLUMNS, readRefusal } from "./refusals.ts";
import { runWith } from "./session.ts";
import type { Warehouse } from "./warehouse.ts";
import { writeParameters } from "./write-parameters.ts";

/** Opens `databricks://host/catalog/schema?warehouse=id` with two REST APIs: statements of a SQL warehouse, and files of a volume, which is created. */
export function openDatabricks(address: string, { signal }: { readonly signal?: AbortSignal } = {}): Warehouse {
  const { host, catalog, schema, warehouse } = parseAddress(address);
  const name = `databricks://${host}/${catalog}/${schema}`;
  const base = `${isLoopback(new URL(`http://${host}`).hostname) ? "http" : "https"}://${host}`;
  const token = makeDatabricksToken(base);
  const http = makeHttpClient({ name, authorize: async (_, renew) => ({ authorization: `Bearer ${await token(renew)}` }), explain: explainRefusal, signal });
  const dialect = databricksDialect(catalog, schema);
  const place = joinSql([quoted(catalog, dialect.quote), quoted(schema, dialect.quote)], ".");
  const volume = `/Volumes/${catalog}/${schema}/${VOLUME}`;
  const run = randomBytes(6).toString("hex");
  let createdVolume: Promise<unknown> | undefined;

  async function query(statement: Sql): Promise<readonly (readonly (string | null)[])[]> {
    const { text, values } = writeParameters(statement, (index) => `:p${index + 1}`);
    const parameters = values.map((value, index) => ({ name: `p${index + 1}`, value, type: "STRING" }));
    const body = { statement: text, warehouse_id: warehouse, parameters, wait_timeout: "30s", on_wait_timeout: "CONTINUE", format: "JSON_ARRAY", disposition: "INLINE" };
    let answer = await http.ask<StatementAnswer>({ method: "POST", url: `${base}/api/2.0/sql/statements`, body, needs: ["status"] });
    for (let wait = 500; PENDING.has(answer.status.state); wait = Math.min(wait * 2, 5000)) {
      await pause(wait, signal);
      answer = await http.ask<StatementAnswer>({ method: "GET", url: `${base}/api/2.0/sql/statements/${answer.statement_id}`, needs: ["status"] });
    }
    if (answer.status.state !== "SUCCEEDED") throw new DestinationError(`${name}: a statement ended as ${answer.status.state}. ${addAdvice(answer.status.error?.message ?? "", ADVICE, ENDED[answer.status.state])}`.trim());
    const rows = [...(answer.result?.data_array ?? [])];
    for (let next = answer.result?.next_chunk_internal_link; next; ) {
      const chunk: Chunk = await http.ask<Chunk>({ method: "GET", url: `${base}${next}` });
      rows.push(...(chunk.data_array ?? []));
      next = chunk.next_chunk_internal_link;
    }
    return rows;
  }

  return {
    name,
    dialect,
    check: async () => void findDatabricksLogin(base),
    ask: query,
    run: runWith(query),
    transact: runWith(query),
    async listTables() {
      const show = sql`SHOW TABLES IN ${place}`;
      const rows = await query(show).catch(async (error: unknown) => {
        if (!MISSING_SCHEMA.test(String(error))) throw error;
        await query(sql`CREATE SCHEMA IF NOT EXISTS ${place}`);
        return query(show);
      });
      return new Set(rows.map(([, table]) => table!.toLowerCase()));
    },
    async stage({ name: table }, file) {
      await (createdVolume ??= query(sql`CREATE VOLUME IF NOT EXISTS ${place}.${quoted(VOLUME, dialect.quote)}`));
      const path = `${volume}/${run}_${table}.parquet`;
      const { size: bytes } = await stat(file);
      checkSize(bytes, { most: 5 * 2 ** 30, what: `${name}: the staged file of ${table}` });
      await http.send({ method: "PUT", url: `${base}/api/2.0/fs/files${path}?overwrite=true`, headers: { "content-type": "application/octet-stream" }, body: { bytes, open: () => createReadStream(file) } });
      return sql`parquet.${quoted(path, dialect.quote)}`;
    },
    async clear() {
      const { contents = [] } = (await http.find<{ readonly contents?: readonly { readonly path: string; readonly is_directory?: boolean }[] }>({ method: "GET", url: `${base}/api/2.0/fs/directories${volume}/` })) ?? {};
      for (const { path } of contents.filter(({ path, is_directory: isFolder }) => !isFolder && path.endsWith(".parquet"))) await http.send({ method: "DELETE", url: `${base}/api/2.0/fs/files${path}`, expected: [404] });
    },
    close: async () => {},
  };
}

const VOLUME = "lago_loader";
const PENDING: ReadonlySet<string> = new Set(["PENDING", "RUNNING"]);
const MISSING_SCHEMA = /SCHEMA_NOT_FOUND/;

interface StatementAnswer {
  readonly statement_id: string;
  readonly status: { readonly state: string; readonly error?: { readonly message?: string } };
  readonly result?: Chunk;
}

interface Chunk {
  readonly data_array?: readonly (readonly (string | null)[])[];
  readonly next_chunk_internal_link?: string;
}

function parseAddress(address: string): { readonly host: string; readonly catalog: string; readonly schema: string; readonly warehouse: string } {
  const [, host = "", catalog = "", schema = "", query = ""] = /^databricks:\/\/([\w.-]+(?::\d+)?)\/([\w-]+)\/([\w-]+)\/?\?(.*)$/i.exec(address) ?? [];
  const warehouse = new URLSearchParams(query).get("warehouse") ?? "";
  if (!URL.canParse(`https://${host}`) || !/^\w+$/.test(warehouse)) throw new ConfigurationError("An address of Databricks is written databricks://host/catalog/schema?warehouse=id. Credentials come from DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET.");
  return { host, catalog, schema, warehouse };
}

function explainRefusal({ status, body }: HttpAnswer): string {
  const { error_code: code = "", message = "" } = readRefusal<{ readonly error_code: string; readonly message: string }>(body);
  return addAdvice(`${code} ${message}`, ADVICE, BY_STATUS[status]);
}

const GRANT = "Grant the account CAN USE on the SQL warehouse, USE CATALOG, USE SCHEMA, CREATE TABLE and CREATE VOLUME.";

const CREDENTIALS = "Check DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET: they must be of this workspace, and not expired.";

const ADVICE: Advice = [
  [/invalid access token|credential was not sent/i, CREDENTIALS],
  [/CATALOG_NOT_FOUND|NO_SUCH_CATALOG|CATALOG_DOES_NOT_EXIST/, "Check the catalog in the address."],
  [/warehouse.*(not exist|not valid|not found)|not a valid endpoint/i, "Check warehouse=… in the address: it is the ID of a SQL warehouse, from its connection details."],
  [/TABLE_OR_VIEW_NOT_FOUND|UNRESOLVED_(COLUMN|EXPRESSION)|FAILED_TO_MERGE_FIELDS|INCOMPATIBLE_(DATA|DATATYPE)|CAST_INVALID_INPUT/, CHECK_COLUMNS],
  [/CONCURRENT|ALREADY_EXISTS|PATH_NOT_FOUND|FAILED_READ_FILE/i, "Has somebody written at the same time? Publish again."],
  [/IP ACL|IP access list/i, "The workspace has a list of IP addresses that it lets in: add that of this machine."],
  [/PERMISSION_DENIED|INSUFFICIENT_PERMISSIONS/, GRANT],
];

/** By somebody, or by a time limit. */
const ENDED: Readonly<Record<string, string>> = { CANCELED: "Publish again.", CLOSED: "Publish again." };

const CHECK_ADDRESS = "Check host and warehouse=… in the address.";

const BUSY = "Publish again later.";

const BY_STATUS: Readonly<Record<number, string>> = {
  401: CREDENTIALS,
  403: GRANT,
  400: CHECK_ADDRESS,
  404: CHECK_ADDRESS,
  302: CHECK_ADDRESS,
  303: CHECK_ADDRESS,
  429: BUSY,
  500: BUSY,
  502: BUSY,
  503: BUSY,
  504: BUSY,
};
