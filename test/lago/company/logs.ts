import type { JsonObject } from "../rows.ts";
import type { Account } from "./billing.ts";
import type { Books } from "./books.ts";
import type { Plan } from "./plans.ts";
import { DAY, day, decimal, millis, seconds } from "./formats.ts";

const RETENTION_DAYS = 30;

/** What is left of the logs: they go back 30 days, know seconds only, and order those of one second as they like. */
export function addLogs(books: Books, accounts: Account[]): void {
  const since = books.until - RETENTION_DAYS * DAY;
  for (const account of accounts) {
    for (const invoice of account.invoices) {
      if (invoice.createdAt < since) continue;
      const { customer, subscriptions } = account;
      const base = {
        external_customer_id: customer.externalId,
        external_subscription_id: subscriptions[0]?.externalId ?? null,
        resource_id: invoice.id,
        resource_type: "Invoice",
      };
      addActivity(
        books,
        invoice.createdAt,
        { ...base, activity_type: "invoice.created", activity_source: "system" },
        {
          lago_id: invoice.id,
          number: invoice.number,
          lines: invoice.lines.length,
          issuing_date: day(invoice.issuedAt),
          created_at: seconds(invoice.createdAt),
          payment_dispute_lost_at: millis(invoice.disputeLostAt),
          started_at: millis(invoice.createdAt),
          taxes_rate: decimal(invoice.lines[0]?.tax?.rate ?? 0),
          voided_at: null,
          purchase_order: "",
        },
      );
      if (invoice.paymentStatus === "succeeded") {
        addActivity(
          books,
          invoice.paidAt,
          { ...base, activity_type: "invoice.payment_status_updated", activity_source: "api" },
          { payment_status: "succeeded" },
          { payment_status: ["pending", "succeeded"] },
        );
        addApiLog(books, invoice.paidAt, "post", "/api/v1/payments", {
          payment: { invoice_id: invoice.id, amount_cents: invoice.paidCents },
          idempotency_key: invoice.id,
        });
      }
    }
    if (account.customer.since >= since)
      addApiLog(books, account.customer.since, "post", "/api/v1/customers", { customer: { external_id: account.customer.externalId } });
  }
}

/** A plan concerns no customer. */
export function addPlanLogs(books: Books, plans: Plan[]): void {
  for (const plan of plans.slice(0, 2))
    addActivity({ ...books, random: books.forms }, books.until - 3 * DAY, { external_customer_id: null, external_subscription_id: null, resource_id: plan.id, resource_type: "Plan", activity_type: "plan.updated", activity_source: "front" }, { code: plan.terms.code });
}

function addActivity(books: Books, at: number, who: JsonObject, object: JsonObject, changes: JsonObject = {}): void {
  books.add("activity_logs", {
    activity_id: books.random.uuid(),
    user_email: who["activity_source"] === "system" ? null : "ada@pigeonpost.example",
    ...who,
    activity_object: texts(object),
    activity_object_changes: texts(changes),
    logged_at: seconds(at),
    created_at: seconds(at + 1000),
  });
}

function addApiLog(books: Books, at: number, method: "post" | "put", path: string, body: JsonObject): void {
  books.add("api_logs", {
    request_id: books.random.uuid(),
    api_version: "v1",
    client: "Lago Ruby v1.38",
    http_method: method,
    http_status: books.random.chance(0.9) ? 200 : 422,
    logged_at: seconds(at),
    request_body: texts(body),
    request_origin: "https://api.pigeonpost.example",
    request_path: path,
    request_response: { status: "200", took: "0.25", error: "none" },
    created_at: seconds(at + 1000),
  });
}

/** ClickHouse maps hold texts: what is nested becomes JSON inside of JSON. */
function texts(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, typeof value === "string" || value === null ? value : JSON.stringify(value)]));
}
