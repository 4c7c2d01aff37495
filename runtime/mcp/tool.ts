import { type CallToolResult, type McpServer, z } from "../bundled/mcp.ts";

/** All tools except `load` are read-only, and access only the database. */
export const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** Rows in the results of all tools: values are text, exactly as the database prints them. */
export const ROWS = { columns: z.array(z.string()), rows: z.array(z.array(z.string().nullable())) };

/** Registers tools on a server. Each file of `tools/` exports one. */
export type AddTool = (server: McpServer) => void;

/** A result as structured content, and as text for clients that do not support that. */
export async function answer(work: () => Promise<Record<string, unknown>>): Promise<CallToolResult> {
  try {
    const structuredContent = await work();
    return { content: [{ type: "text", text: JSON.stringify(structuredContent) }], structuredContent };
  } catch (error) {
    // Errors that the model can handle: a misspelt column, a load that is writing.
    return { isError: true, content: [{ type: "text", text: error instanceof Error ? error.message : String(error) }] };
  }
}
