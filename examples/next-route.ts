/** app/api/open-invoices/route.ts: the invoices of a customer that are not paid, straight from Lago. The key stays on the server. */
import { createLago, invoices } from "lago-loader";

const lago = createLago({ apiKey: process.env["LAGO_API_KEY"] ?? "", baseUrl: process.env["LAGO_API_URL"] ?? "https://api.getlago.com" });

export async function GET(request: Request): Promise<Response> {
  const customer = new URL(request.url).searchParams.get("customer");
  if (customer === null) return Response.json({ error: "Name a customer: ?customer=…" }, { status: 400 });
  const open = [];
  for await (const invoice of lago.list(invoices, { external_customer_id: customer, "statuses[]": ["finalized"], "payment_statuses[]": ["pending", "failed"] }, { signal: request.signal })) {
    open.push({ number: invoice.number, due: invoice.total_due_amount_cents, currency: invoice.currency, since: invoice.payment_due_date });
  }
  return Response.json(open);
}
