import { type McpServer, z } from "../../bundled/mcp.ts";
import { describeUnseen } from "../../load/strategy.ts";
import { readAsOf } from "../../metrics/as-of.ts";
import { readStates } from "../../reader/states.ts";
import type { Context } from "../context.ts";
import { answer, READ_ONLY } from "../tool.ts";

/** How fresh and how complete the data is. */
export function addStatusTool(server: McpServer, { reader, metrics, resources }: Context): void {
  server.registerTool(
    "status",
    {
      title: "Freshness and completeness",
      description: "When each resource was last loaded, which are incomplete and why, and what incremental loads miss. Call it before you trust a figure.",
      inputSchema: z.object({}),
      outputSchema: z.object({
        as_of: z.string().nullable(),
        incomplete: z.array(z.object({ resource: z.string(), status: z.string(), reason: z.string().nullable() })),
        resources: z.array(z.object({ resource: z.string(), status: z.string(), finished_at: z.string(), last_full_at: z.string().nullable(), rows: z.number().nullable(), deleted: z.number().nullable(), rejected: z.number(), unseen: z.string().nullable() })),
      }),
      annotations: READ_ONLY,
    },
    () =>
      answer(async () => {
        const { states, asOf } = await reader.read(async (ask) => ({ states: await readStates(ask, resources), asOf: await readAsOf(metrics, ask) }));
        const unseen = new Map(resources.map((resource) => [resource.name, describeUnseen(resource) ?? null]));
        return {
          as_of: asOf,
          incomplete: states.filter(({ status }) => status !== "loaded").map(({ resource, status, reason }) => ({ resource, status, reason })),
          resources: states.map(({ resource, status, finished_at, last_full_at, rows, deleted, rejected }) => ({ resource, status, finished_at, last_full_at, rows, deleted, rejected, unseen: unseen.get(resource) ?? null })),
        };
      }),
  );
}
