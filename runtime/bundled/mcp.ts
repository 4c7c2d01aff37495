/*
 * The Model Context Protocol, both of its generations. Bundled into this file when the package is built, so that users do not
 * install it.
 */
export { type CallToolResult, McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
export { serveStdio } from "@modelcontextprotocol/server/stdio";
export * as z from "zod";
