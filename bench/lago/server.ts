import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { TABLES, type TableName } from "../../test/lago/tables.ts";
import { type Dataset, readAddress } from "./dataset.ts";
import { renderPage } from "./pages.ts";
import { giveBack } from "./records.ts";
import { makeTemplates, timeOf } from "./templates.ts";

/*
 * A Lago in a process of its own, fast enough not to be what is measured, for any number of records at any page size.
 * Prints its address, and ends with its standard input.
 */
const templates = makeTemplates();
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url!, "http://localhost");
  const address = readAddress(pathname);
  const list = address && findList(address.path);
  if (!list) return void response.writeHead(404).end(JSON.stringify({ status: 404, error: "Not Found" }));
  // The latency is from the request to the answer, which is made meanwhile.
  const due = performance.now() + address.dataset.latency;
  const pieces = answer(address.dataset, list, searchParams);
  const rest = due - performance.now();
  if (rest > 0) setTimeout(() => send(response, pieces), rest);
  else send(response, pieces);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.stdin.on("end", () => process.exit()).resume();

interface List {
  readonly table: TableName;
  readonly number: number;
  /** Records at most. */
  readonly most: number;
}

/** What a parent has, however many parents there are. */
const CHILDREN = 5;

/** `/fees`, or `/wallets/{lago_id}/wallet_transactions`, where the parent's id makes the ids of the list. */
function findList(path: string): List | undefined {
  const [name, parent, child] = path.slice(1).split("/") as [string, string?, string?];
  const table = child ?? name;
  if (!Object.hasOwn(TABLES, table)) return undefined;
  if (parent === undefined) return { table: table as TableName, number: 0, most: Infinity };
  return { table: table as TableName, number: Number.parseInt(parent, 16), most: CHILDREN };
}

function answer(dataset: Dataset, { table, number, most }: List, query: URLSearchParams): Buffer[] {
  const time = (name: string, otherwise: number) => (query.has(name) ? Date.parse(query.get(name)!) / 1000 : otherwise);
  return renderPage(templates(table), {
    dataset: { ...dataset, rows: isOther(query) ? 0 : Math.min(dataset.rows, most) },
    selector: table,
    list: number,
    page: Number(query.get("page") ?? 1),
    perPage: Number(query.get("per_page") ?? 100),
    earliest: time(`${timeOf(table)}_from`, -Infinity),
    latest: time(`${timeOf(table)}_to`, Infinity),
  });
}

/** A window is read by several filters one after the other: its records come with the first, none with the others. */
function isOther(query: URLSearchParams): boolean {
  return [...query.keys()].some((name) => /^(succeeded|failed|refunded|updated)_at_/.test(name));
}

function send(response: ServerResponse, pieces: readonly Buffer[]): void {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": length });
  response.cork();
  for (const piece of pieces) response.write(piece);
  response.end(() => giveBack(pieces[1]!));
}
