import type { JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import type { Customer } from "./customers.ts";
import { DAY, seconds } from "./formats.ts";
import { invoiceBase, sums, type Invoice } from "./invoices.ts";

/** Decides what becomes of an invoice that was sent: paid, mostly. Drafts wait. */
export function settle(books: Books, invoice: Invoice): void {
  const { random, forms, until } = books;
  if (invoice.status !== "finalized") return;
  const due = sums(invoice).due;
  const paidAt = Math.min(invoice.issuedAt + random.int(0, 12) * DAY + random.int(0, DAY), until);
  const fate = due > 0 ? random.next() : 0;
  const pay = (cents: number, at = paidAt) => Object.assign(invoice, { paidCents: cents, paidAt: at });
  if (invoice.customer.story.partner) return fate < 0.8 ? void Object.assign(pay(due), { paymentStatus: "succeeded" }) : undefined;
  if (fate < 0.74) Object.assign(pay(due), { paymentStatus: "succeeded", failedAt: due > 0 ? findFailure(books, invoice) : null });
  else if (fate < 0.78) Object.assign(pay(due), { paymentStatus: "succeeded", disputeLostAt: paidAt + 789 });
  else if (fate < 0.82) pay(Math.floor(due / 3));
  else if (fate < 0.88) {
    const requestedAt = invoice.dueAt + forms.int(5, 20) * DAY;
    Object.assign(invoice, { paymentStatus: "failed", failedAt: paidAt, paidAt });
    if (requestedAt < until && forms.chance(0.4)) Object.assign(pay(due, requestedAt), { paymentStatus: "succeeded", paidByRequest: true });
  } else if (fate < 0.91) Object.assign(invoice, { status: "voided", voidedAt: paidAt });
  else if (fate < 0.92) invoice.status = "failed";
  else if (fate < 0.93) invoice.status = "pending";
  // Such invoices exist and no list shows them, though it shows their fees.
  else if (fate < 0.95) invoice.status = random.pick(["open", "generating"]);
  // Never paid, and given up.
  else if (fate < 0.97 && invoice.dueAt < until) invoice.disputeLostAt = invoice.dueAt + 789;
}

/** Some are collected at the second attempt only. */
function findFailure({ forms }: Books, { issuedAt, paidAt }: Invoice): number | null {
  return forms.chance(0.12) ? issuedAt + Math.floor((paidAt - issuedAt) * 0.4) : null;
}

export function addPaymentMethod(books: Books, customer: Customer): void {
  const provider = (customer.record["billing_configuration"] as JsonObject)["payment_provider"] as string | null;
  if (!provider) return;
  books.add(
    "payment_methods",
    {
      lago_id: books.random.uuid(),
      is_default: true,
      payment_provider_code: `${provider}_${customer.entity.country.toLowerCase()}`,
      payment_provider_name: books.forms.chance(0.5) ? `${provider} of ${customer.entity.code}` : null,
      payment_provider_type: provider,
      provider_method_id: `pm_${books.random.uuid().slice(0, 12)}`,
      created_at: seconds(customer.since),
    },
    { external_customer_id: customer.externalId },
  );
}

/** The payments that an invoice's own figures speak of, with the receipts of those that went through. */
export function addPayments(books: Books, invoice: Invoice): void {
  const { customer, paidCents, paidAt, failedAt, paidByRequest } = invoice;
  const shown = invoice.status === "finalized" || invoice.status === "voided";
  if (!shown) return;
  const terms: Pick<PaymentTerms, "invoices" | "payable"> = { invoices: [invoice], payable: { id: invoice.id, type: "Invoice" } };
  if (failedAt !== null) books.add("payments", paymentRecord(books, customer, { ...terms, cents: paidCents || sums(invoice).due, status: "failed", at: failedAt }));
  if (paidByRequest) addRequest({ ...books, random: books.forms }, customer, { invoices: [invoice], cents: paidCents, status: "succeeded", at: paidAt });
  else if (paidCents > 0) addReceipt(books, invoice.number, { invoices: [invoice], at: paidAt }, paymentRecord(books, customer, { ...terms, cents: paidCents, status: "succeeded", at: paidAt }));
}

/** A payment that went through, and its receipt. */
function addReceipt(books: Books, number: string, { invoices, at }: Pick<PaymentTerms, "invoices" | "at">, payment: JsonObject): void {
  books.add("payments", payment);
  books.add(
    "payment_receipts",
    { lago_id: books.random.uuid(), created_at: seconds(at), number: `${number}-RCPT-1`, file_url: null, xml_url: null, payment },
    { invoice_ids: invoices.map(({ id }) => id) },
  );
}

/** Asks once for everything that is overdue. */
export function addPaymentRequest(books: Books, customer: Customer, invoices: Invoice[]): void {
  const overdue = invoices.filter((invoice) => invoice.status === "finalized" && invoice.disputeLostAt === null && invoice.dueAt < books.until && sums(invoice).due > 0);
  if (!overdue.length || !books.random.chance(0.7) || customer.story.partner) return;
  const cents = overdue.reduce((sum, invoice) => sum + sums(invoice).due, 0);
  addRequest(books, customer, { invoices: overdue, cents, status: "failed", at: books.until - books.random.int(0, 3 * DAY) });
}

function addRequest(books: Books, customer: Customer, { invoices, cents, status, at }: Omit<PaymentTerms, "payable">): void {
  const id = books.random.uuid();
  books.add(
    "payment_requests",
    {
      lago_id: id,
      email: books.random.chance(0.1) ? null : customer.record["email"]!,
      amount_cents: cents,
      amount_currency: customer.currency,
      payment_status: status,
      created_at: seconds(at),
      customer: withoutIntegrations(customer.record),
      invoices: invoices.map((invoice) => invoiceBase(books, invoice)),
    },
    { external_customer_id: customer.externalId, billing_entity_code: customer.entity.code },
  );
  const payment = paymentRecord(books, customer, { invoices, payable: { id, type: "PaymentRequest" }, cents, status, at });
  if (status === "succeeded") addReceipt(books, invoices[0]!.number, { invoices, at }, payment);
  else books.add("payments", payment);
}

type PaymentTerms = {
  invoices: Invoice[];
  payable: { id: string; type: "Invoice" | "PaymentRequest" };
  cents: number;
  status: "succeeded" | "failed";
  at: number;
};

function paymentRecord({ random, forms }: Books, customer: Customer, { invoices, payable, cents, status, at }: PaymentTerms): JsonObject {
  const billing = customer.record["billing_configuration"] as JsonObject;
  const byHand = (status === "succeeded" && random.chance(0.2)) || customer.story.partner;
  const provider = byHand ? null : ((billing["payment_provider"] as string | null) ?? "stripe");
  const reference = random.uuid().slice(0, 12);
  // Adyen names payments by UUID, Stripe does not.
  const providerId = provider && (provider === "adyen" ? forms.uuid() : `pi_${reference}`);
  return {
    lago_id: random.uuid(),
    lago_customer_id: customer.id,
    external_customer_id: customer.externalId,
    invoice_ids: invoices.map(({ id }) => id),
    invoice_numbers: invoices.map(({ number }) => number),
    lago_payable_id: payable.id,
    payable_type: payable.type,
    amount_cents: cents,
    amount_currency: customer.currency,
    status,
    payment_status: status,
    type: provider ? "provider" : "manual",
    reference: provider ? null : `wire ${reference}`,
    payment_provider_code: provider && (billing["payment_provider_code"] ?? "stripe_main"),
    // The name of a Ruby class, where the document has "stripe".
    payment_provider_type: provider && `PaymentProviders::${provider[0]!.toUpperCase()}${provider.slice(1)}Provider`,
    external_payment_id: providerId,
    provider_payment_id: providerId,
    provider_customer_id: (provider && billing["provider_customer_id"]) ?? null,
    next_action:
      provider === "stripe" && status === "failed"
        ? { type: "redirect_to_url", redirect_to_url: { url: "https://pay.example/3ds", attempts: 2 } }
        : provider
          ? {}
          : null,
    created_at: seconds(at),
  };
}

function withoutIntegrations({ integration_customers: _, ...record }: JsonObject): JsonObject {
  return record;
}
