import { type McpServer, ResourceTemplate } from "../bundled/mcp.ts";
import type { Context } from "./context.ts";
import { describe, listTables } from "./tools/tables.ts";

/** What a client can read without a tool: the definitions of the metrics, and each table. */
export function addResources(server: McpServer, context: Context): void {
  const { metrics, resources } = context;
  const tables = listTables(resources).map(({ name }) => name);
  server.registerResource("metrics", "lago://metrics", { title: "Definitions of the metrics", mimeType: "application/json" }, (uri) => ({
    contents: [{ uri: uri.href, mimeType: "application/json", text: JSON.stringify([...metrics.metrics.values()].map(({ name, title, definition, unit, dimensions, caveats }) => ({ name, title, definition, unit, dimensions, caveats }))) }],
  }));
  server.registerResource("schema", "lago://schema", { title: "All tables", mimeType: "application/json" }, (uri) => ({
    contents: [{ uri: uri.href, mimeType: "application/json", text: JSON.stringify(listTables(resources).map(({ name, description }) => ({ name, description }))) }],
  }));
  const complete = { table: (typed: string | undefined) => tables.filter((name) => name.startsWith(typed ?? "")).slice(0, 50) };
  server.registerResource("table", new ResourceTemplate("lago://tables/{table}", { list: undefined, complete }), { title: "Columns of a table", mimeType: "application/json" }, (uri, { table }) => ({
    contents: [{ uri: uri.href, mimeType: "application/json", text: JSON.stringify(describe(context, String(table))) }],
  }));
}
