import type { JsonObject, Keys } from "../../lago/rows.ts";
import { DAY, type Life } from "./life.ts";

/** What the happenings of a company are made of. */

export function addFee(life: Life, invoice: JsonObject): void {
  const like = life.pick("fees", ({ pay_in_advance: inAdvance }) => inAdvance === false);
  if (like) life.add("fees", like, { ...id(life, "lago_id"), ...customerOf(invoice), lago_invoice_id: invoice["lago_id"]!, amount_cents: life.random.int(1, 1e6), payment_status: "pending", succeeded_at: null, failed_at: null, created_at: invoice["created_at"]! }, customerOf(invoice));
}

/** A draft of a subscription with this many fees, and the period in past usage. */
export function invoicePeriod(life: Life, subscription: JsonObject, fees: number): void {
  const [like, [period] = []] = [life.pick("invoices", ({ invoice_type: type }) => type === "subscription"), periodsOf(life, life.pick("usage_periods"))];
  if (!like || !period) return;
  const at = second(life.moment());
  const [customer, external] = [String(subscription["external_customer_id"]), String(subscription["external_id"])];
  const invoice = life.add("invoices", like, {
    ...id(life, "lago_id"),
    ...{ customer: { ...(like["customer"] as JsonObject), external_id: customer }, status: "draft", payment_status: "pending", number: `DRAFT-${life.random.int(1000, 9999)}` },
    ...{ issuing_date: day(Date.parse(at) + 3 * DAY), created_at: at, updated_at: at, voided_at: null },
  });
  for (let count = fees; count > 0; count--) addFee(life, invoice);
  life.add("usage_periods", period[0], { lago_invoice_id: invoice["lago_id"]!, amount_cents: life.random.int(1, 1e6), from_datetime: at }, { external_customer_id: customer, external_subscription_id: external });
}

/** The periods that are on an invoice (`lago_id`), or are listed with it, with the keys that the server does not send. */
export function periodsOf(life: Life, invoice: JsonObject | undefined): [period: JsonObject, hidden: Keys][] {
  const found: [JsonObject, Keys][] = [];
  const wanted = invoice?.["from_datetime"] === undefined ? invoice?.["lago_id"] : invoice["lago_invoice_id"];
  life.pick("usage_periods", (record, { keys: { external_customer_id, external_subscription_id } }) => {
    if (record["lago_invoice_id"] === wanted) found.push([record, { external_customer_id, external_subscription_id }]);
    return false;
  });
  return found;
}

/** Lists can be asked for what is one customer's. */
export function customerOf({ customer }: JsonObject): { readonly external_customer_id: string } {
  return { external_customer_id: String((customer as JsonObject)["external_id"]) };
}

export function settle(life: Life, status: "succeeded" | "failed"): void {
  const invoice = life.pick("invoices", isOwed);
  if (!invoice) return;
  const at = second(life.moment());
  const paid = status === "succeeded" ? { total_paid_amount_cents: invoice["total_amount_cents"]!, total_due_amount_cents: 0, payment_overdue: false } : {};
  life.change("invoices", invoice, { payment_status: status, ...paid, updated_at: at });
  for (const fee of life.all("fees", ofInvoice(invoice))) life.change("fees", fee, { payment_status: status, [`${status}_at`]: at });
  const like = life.pick("payments");
  if (like) life.add("payments", like, { ...id(life, "lago_id"), ...customerOf(invoice), invoice_ids: [invoice["lago_id"]!], payment_status: status, created_at: at }, customerOf(invoice));
}

export function sendEvent(life: Life, daysLate: number): void {
  const like = life.pick("events");
  const at = life.moment() - daysLate * DAY;
  if (like) life.add("events", like, { ...id(life, "lago_id"), ...id(life, "transaction_id"), timestamp: new Date(at).toISOString(), created_at: second(life.moment()) });
}

/** The balance follows what is settled. */
export function move(life: Life, { lago_wallet_id: wallet }: JsonObject, cents: number): void {
  for (const row of life.all("wallets", ({ lago_id: id }) => id === wallet)) {
    life.change("wallets", row, { balance_cents: Number(row["balance_cents"]) + cents });
  }
}

export function log(life: Life, at: number): void {
  const like = life.pick("activity_logs");
  if (like) life.add("activity_logs", like, { ...id(life, "activity_id"), logged_at: second(at), created_at: second(life.moment()) });
}

export function edit(life: Life, table: Parameters<Life["pick"]>[0], changes: JsonObject): void {
  const record = life.pick(table);
  if (record) life.change(table, record, changes);
}

export function removeOne(life: Life, table: Parameters<Life["pick"]>[0]): void {
  const record = life.pick(table);
  if (record) life.remove(table, record);
}

export const isDraft = ({ status }: JsonObject) => status === "draft";
export const isOwed = ({ status, payment_status: payment }: JsonObject) => status === "finalized" && payment !== "succeeded";
export const ofInvoice = ({ lago_id: invoice }: JsonObject) => ({ lago_invoice_id: id }: JsonObject) => id === invoice;
export const id = (life: Life, column: string) => ({ [column]: life.random.uuid() });
export const day = (at: number) => new Date(at).toISOString().slice(0, "2026-11-15".length);
export const second = (at: number) => `${new Date(at).toISOString().slice(0, "2026-11-15T08:30:00".length)}Z`;
