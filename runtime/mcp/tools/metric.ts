import { type McpServer, z } from "../../bundled/mcp.ts";
import { askMetric } from "../../metrics/ask-metric.ts";
import type { Context } from "../context.ts";
import { answer, READ_ONLY, ROWS } from "../tool.ts";

/** Figures with a fixed definition, which is returned with the SQL. */
export function addMetricTool(server: McpServer, { reader, metrics, hidePersonal }: Context): void {
  const names = [...metrics.metrics.keys()];
  server.registerTool(
    "metric",
    {
      title: "A billing metric",
      description: "Billing figures with one definition each. Ask this before writing SQL. The answer has the definition, the caveats, the SQL and the time of the data. Say the currency and that time with each figure.",
      inputSchema: z.object({
        name: z.enum(names as [string, ...string[]]),
        currency: z.string().optional().describe("ISO 4217, e.g. EUR"),
        from: z.string().regex(DATE).optional().describe("first day, YYYY-MM-DD"),
        to: z.string().regex(DATE).optional().describe("last day"),
        by: z.array(z.string()).optional().describe("dimensions; a wrong one is answered with the right ones"),
      }),
      outputSchema: z.object({ title: z.string(), definition: z.string(), caveats: z.string(), unit: z.string(), as_of: z.string().nullable(), ...ROWS, sql: z.string(), parameters: z.array(z.string()) }),
      annotations: READ_ONLY,
    },
    ({ name, currency, ...question }) =>
      answer(async () => {
        const { metric, sql, values, asOf, columns, rows } = await reader.read((ask) => askMetric(metrics, name, { ...question, currency: currency?.toUpperCase() }, ask));
        // Ids identify customers without their names, which are personal.
        const shown = columns.map((_, index) => index).filter((index) => !hidePersonal || columns[index] !== "name");
        const { title, definition, caveats, unit } = metric;
        return { title, definition, caveats, unit, as_of: asOf, columns: shown.map((index) => columns[index]!), rows: rows.map((row) => shown.map((index) => row[index]!)), sql, parameters: [...values] };
      }),
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
