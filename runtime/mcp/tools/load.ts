import { type McpServer, z } from "../../bundled/mcp.ts";
import type { Context } from "../context.ts";
import { answer } from "../tool.ts";

/** Loads, if the server was started with `--allow-load`. The API key stays in the environment. */
export function addLoadTool(server: McpServer, load: NonNullable<Context["load"]>, { resources }: Context): void {
  server.registerTool(
    "load",
    {
      title: "Load from Lago",
      description: "Loads resources from Lago into the database. With dry_run, the default, it only says what would be loaded.",
      inputSchema: z.object({ resources: z.array(z.enum(resources.map(({ name }) => name) as [string, ...string[]])).optional(), dry_run: z.boolean().default(true) }),
      outputSchema: z.object({ exit_code: z.number(), output: z.string() }),
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    },
    ({ resources: names = [], dry_run }) =>
      answer(async () => {
        const { code, output } = await load([...names, ...(dry_run ? ["--dry-run"] : [])]);
        return { exit_code: code, output };
      }),
  );
}
