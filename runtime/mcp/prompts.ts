import { type McpServer, z } from "../bundled/mcp.ts";

/** Common questions about billing data, as prompts for the client. */
export function addPrompts(server: McpServer): void {
  const prompt = (name: string, title: string, argsSchema: Record<string, z.ZodType<string>>, write: (args: Record<string, string>) => string) =>
    server.registerPrompt(name, { title, argsSchema: z.object(argsSchema) }, (args: Record<string, string>) => ({ messages: [{ role: "user" as const, content: { type: "text" as const, text: write(args) } }] }));
  prompt("billing_review", "Review of a month's billing", { month: z.string().describe("e.g. 2026-10") }, ({ month }) =>
    `Review the billing of ${month}. Call status first, then the metrics mrr, mrr_movements, invoiced_revenue, receivables_aging and payment_failures. Say for each currency what changed against the month before, and name what is incomplete. Give the SQL of each figure.`);
  prompt("who_owes", "Who owes us, and since when", { currency: z.string().describe("e.g. EUR") }, ({ currency }) =>
    `Who owes us money in ${currency}? Call the metrics top_debtors, receivables_aging and days_to_pay with this currency. List the ten largest with what is late and since when.`);
  prompt("explain_customer", "All about one customer", { customer: z.string().describe("external id") }, ({ customer }) =>
    `Explain the billing of the customer with the external id ${JSON.stringify(customer)}: subscriptions and their plans, MRR by month, invoices and what is open, payments that failed, wallets. Use the metrics by customer where there are some, else queries.`);
}
