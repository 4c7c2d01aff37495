import { type McpServer, z } from "../../bundled/mcp.ts";
import { findClosest } from "../../closest.ts";
import { describeTable } from "../../describe-table.ts";
import { identifier, joinSql, sql } from "../../destinations/sql.ts";
import type { Ask } from "../../reader/reader.ts";
import type { Resource, Table } from "../../resource.ts";
import type { Context } from "../context.ts";
import { answer, READ_ONLY } from "../tool.ts";

/** Lists tables, and describes the columns of one. */
export function addTableTools(server: McpServer, context: Context): void {
  const { reader, resources } = context;
  server.registerTool(
    "list_tables",
    {
      title: "Tables",
      description: "Tables with what a row of each is and how many there are. match: part of a name. Empty tables are left out unless asked for.",
      inputSchema: z.object({ match: z.string().optional(), empty: z.boolean().default(false) }),
      outputSchema: z.object({ tables: z.array(z.object({ name: z.string(), rows: z.number(), description: z.string().nullable() })) }),
      annotations: READ_ONLY,
    },
    ({ match = "", empty }) =>
      answer(async () => {
        const counts = await reader.read((ask) => countRows(ask, listTables(resources).filter(({ name }) => name.includes(match.toLowerCase()))));
        return { tables: counts.filter(({ rows }) => empty || rows > 0) };
      }),
  );
  server.registerTool(
    "describe_table",
    {
      title: "Columns of a table",
      description: "Columns of one table: types, meaning, units, the column with the currency, values, references both ways, key.",
      inputSchema: z.object({ table: z.string() }),
      outputSchema: z.object({ table: z.string(), description: z.string().nullable(), primary_key: z.array(z.string()), columns: z.array(z.looseObject({ name: z.string(), type: z.string() })), referenced_by: z.record(z.string(), z.string()), child_tables: z.array(z.string()) }),
      annotations: READ_ONLY,
    },
    ({ table }) => answer(async () => describe(context, table)),
  );
}

/** Throws with the nearest names if there is no such table. */
export function describe({ resources, hidePersonal }: Pick<Context, "resources" | "hidePersonal">, name: string): Record<string, unknown> {
  for (const resource of resources) {
    const table = resource.tables.find((one) => one.name === name);
    if (!table) continue;
    const { description, primary_key, columns, referenced_by, child_tables } = describeTable(resources, resource, table);
    return { table: name, description, primary_key, columns: columns.filter(({ personal }) => !hidePersonal || !personal), referenced_by, child_tables };
  }
  const close = findClosest(name, listTables(resources).map((table) => table.name));
  throw new Error(`There is no table "${name}".${close.length > 0 ? ` Did you mean ${close.join(", ")}?` : " list_tables has all of them."}`);
}

export function listTables(resources: readonly Resource[]): Table[] {
  return resources.flatMap(({ tables }) => tables);
}

async function countRows(ask: Ask, tables: readonly Table[]) {
  const { rows } = await ask("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()");
  const there = new Set(rows.map(([name]) => name));
  const known = tables.filter(({ name }) => there.has(name));
  if (known.length === 0) return [];
  const counts = await ask(joinSql(known.map(({ name }) => sql`SELECT count(*) FROM ${identifier(name)}`), "\nUNION ALL\n"));
  return known.map(({ name, description = null }, index) => ({ name, rows: Number(counts.rows[index]![0]), description }));
}
