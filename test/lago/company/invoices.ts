import { float, type JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import type { Customer } from "./customers.ts";
import { DAY, day, millis, seconds } from "./formats.ts";
import type { Line } from "./lines.ts";
import type { Tax } from "./organization.ts";
import type { Subscription } from "./subscriptions.ts";

export type BilledLine = Line & {
  id: string;
  appliedTaxId: string;
  createdAt: number;
  couponCents: number;
  progressiveCents: number;
  taxCents: number;
  /** The fee that makes up for the minimum of its charge, and the one that it belongs to. */
  trueUpId: string | null;
  trueUpParentId: string | null;
};

/** An invoice while its customer's story is told; the record is written at the end of it. */
export type Invoice = {
  id: string;
  customer: Customer;
  subscriptions: Subscription[];
  type: "subscription" | "one_off" | "credit" | "progressive_billing" | "advance_charges";
  status: "draft" | "finalized" | "voided" | "failed" | "pending" | "open" | "generating";
  sequence: number;
  number: string;
  currency: string;
  createdAt: number;
  issuedAt: number;
  dueAt: number;
  lines: BilledLine[];
  /** The lines of the usage that the period had, some of them on an invoice of their own. */
  usageLines: Line[];
  creditNoteCents: number;
  prepaid: { granted: number; purchased: number };
  paymentStatus: "pending" | "succeeded" | "failed";
  paidCents: number;
  paidAt: number;
  /** When collecting it failed; it may have been paid later. */
  failedAt: number | null;
  /** Paid through a payment request, which is made when dunning begins. */
  paidByRequest: boolean;
  offsetCents: number;
  voidedAt: number | null;
  disputeLostAt: number | null;
  metadata: JsonObject[];
  thresholds: JsonObject[];
};

export type InvoiceTerms = Pick<Invoice, "customer" | "type" | "sequence" | "createdAt"> &
  Partial<Pick<Invoice, "subscriptions" | "usageLines">> & { lines: Line[]; couponCents?: number; progressiveCents?: number };

/** Bills lines: coupons and what was billed in between are spread over them, and taxes are due on the rest. */
export function makeInvoice(books: Books, terms: InvoiceTerms): Invoice {
  const { customer, lines, type, createdAt } = terms;
  const coupons = spread(terms.couponCents ?? 0, lines);
  const progressive = spread(terms.progressiveCents ?? 0, lines);
  const graceDays = customer.entity.country === "US" && type === "subscription" ? 3 : 0;
  const issuedAt = createdAt + graceDays * DAY;
  const draft = issuedAt > books.until;
  const id = books.random.uuid();
  const ids = lines.map((line) => (line.trueUpOf ? books.forms : books.random)).map((random) => ({ id: random.uuid(), appliedTaxId: random.uuid() }));
  const netDays = Number(customer.record["net_payment_term"] ?? 14);
  return {
    id,
    customer,
    subscriptions: terms.subscriptions ?? [],
    type,
    status: draft ? "draft" : "finalized",
    sequence: terms.sequence,
    number: `${customer.record["slug"]}-${draft ? "DRAFT" : String(terms.sequence).padStart(3, "0")}`,
    currency: customer.currency,
    createdAt,
    issuedAt,
    dueAt: issuedAt + netDays * DAY,
    lines: lines.map((line, index) => {
      const couponCents = coupons[index]!;
      const progressiveCents = progressive[index]!;
      const taxCents = Math.round(((line.cents - couponCents - progressiveCents) * (line.tax?.rate ?? 0)) / 100);
      return {
        ...line,
        ...ids[index]!,
        trueUpId: ids[lines.findIndex(({ trueUpOf }) => trueUpOf === line)]?.id ?? null,
        trueUpParentId: ids[lines.findIndex((other) => other === line.trueUpOf)]?.id ?? null,
        createdAt: line.event?.at ?? createdAt,
        couponCents,
        progressiveCents,
        taxCents,
      };
    }),
    usageLines: terms.usageLines ?? [],
    creditNoteCents: 0,
    prepaid: { granted: 0, purchased: 0 },
    paymentStatus: "pending",
    paidCents: 0,
    paidAt: issuedAt,
    failedAt: null,
    paidByRequest: false,
    offsetCents: 0,
    voidedAt: null,
    disputeLostAt: null,
    metadata: [],
    thresholds: [],
  };
}

/** The sums that an invoice states, each made of those before it. */
export function sums({ lines, creditNoteCents, prepaid, paidCents, offsetCents, voidedAt }: Invoice) {
  const add = (key: "cents" | "couponCents" | "progressiveCents" | "taxCents") => lines.reduce((sum, line) => sum + line[key], 0);
  const [fees, coupons, progressive, taxes] = [add("cents"), add("couponCents"), add("progressiveCents"), add("taxCents")];
  const excluding = fees - coupons - progressive;
  const including = excluding + taxes;
  const total = including - creditNoteCents - prepaid.granted - prepaid.purchased;
  return { fees, coupons, progressive, taxes, excluding, including, total, due: voidedAt ? 0 : total - paidCents - offsetCents };
}

/** An invoice as payment requests embed it: without its customer and nested lists. */
export function invoiceBase(books: Books, invoice: Invoice): JsonObject {
  const { customer, status } = invoice;
  const sum = sums(invoice);
  const owed = status === "finalized" && invoice.paymentStatus !== "succeeded";
  return {
    lago_id: invoice.id,
    billing_entity_code: customer.entity.code,
    sequential_id: status === "draft" ? null : invoice.sequence,
    number: invoice.number,
    issuing_date: day(invoice.issuedAt),
    payment_dispute_lost_at: millis(invoice.disputeLostAt),
    payment_due_date: day(invoice.dueAt),
    payment_overdue: owed && sum.due > 0 && invoice.dueAt < books.until,
    net_payment_term: Math.round((invoice.dueAt - invoice.issuedAt) / DAY),
    invoice_type: invoice.type,
    status,
    payment_status: invoice.paymentStatus,
    purchase_order_number: null,
    currency: invoice.currency,
    fees_amount_cents: sum.fees,
    coupons_amount_cents: sum.coupons,
    credit_notes_amount_cents: invoice.creditNoteCents,
    sub_total_excluding_taxes_amount_cents: sum.excluding,
    taxes_amount_cents: sum.taxes,
    sub_total_including_taxes_amount_cents: sum.including,
    prepaid_credit_amount_cents: invoice.prepaid.granted + invoice.prepaid.purchased,
    prepaid_granted_credit_amount_cents: invoice.prepaid.granted || null,
    prepaid_purchased_credit_amount_cents: invoice.prepaid.purchased || null,
    progressive_billing_credit_amount_cents: sum.progressive,
    total_amount_cents: sum.total,
    total_due_amount_cents: sum.due,
    total_paid_amount_cents: invoice.paidCents,
    total_offsetted_credit_note_amount_cents: invoice.offsetCents,
    version_number: 4,
    self_billed: customer.story.partner ?? false,
    // Lago makes the file when somebody asks for it.
    file_url: status === "finalized" && !books.forms.chance(0.3) ? `https://files.pigeonpost.example/invoices/${invoice.number}.pdf` : null,
    xml_url: null,
    web_url: `https://app.pigeonpost.example/customer/${customer.id}/invoice/${invoice.id}/overview`,
    voided_at: seconds(invoice.voidedAt),
    created_at: seconds(invoice.createdAt),
    updated_at: seconds(Math.min(Math.max(invoice.paidAt, invoice.createdAt), books.until)),
  };
}

export function addInvoice(books: Books, invoice: Invoice): void {
  const record = {
    ...invoiceBase(books, invoice),
    customer: invoice.customer.record,
    metadata: invoice.metadata,
    applied_taxes: appliedTaxes(books, invoice),
    // Only invoices that a threshold of usage set off have the key.
    ...(invoice.type === "progressive_billing" && { applied_usage_thresholds: invoice.thresholds }),
  };
  books.add("invoices", record, {
    external_customer_id: invoice.customer.externalId,
    subscription_ids: invoice.subscriptions.map(({ id }) => id),
    partially_paid: invoice.paidCents > 0 && sums(invoice).due > 0,
  });
}

function appliedTaxes(books: Books, invoice: Invoice): JsonObject[] {
  const taxes = new Map<Tax, BilledLine[]>();
  for (const line of invoice.lines) if (line.tax) taxes.set(line.tax, [...(taxes.get(line.tax) ?? []), line]);
  return [...taxes].map(([tax, lines]) => ({
    lago_id: books.random.uuid(),
    lago_tax_id: tax.id,
    tax_name: tax.name,
    tax_code: tax.code,
    tax_rate: float(tax.rate),
    tax_description: tax.record["description"]!,
    amount_cents: lines.reduce((sum, line) => sum + line.taxCents, 0),
    amount_currency: invoice.currency,
    created_at: seconds(invoice.createdAt),
    lago_invoice_id: invoice.id,
    fees_amount_cents: lines.reduce((sum, line) => sum + line.cents - line.couponCents - line.progressiveCents, 0),
  }));
}

/** Shares a discount among lines by their weight, to the cent. */
function spread(cents: number, lines: Line[]): number[] {
  let left = cents;
  let weight = lines.reduce((sum, line) => sum + line.cents, 0);
  return lines.map((line) => {
    const share = weight ? Math.round((left * line.cents) / weight) : 0;
    left -= share;
    weight -= line.cents;
    return share;
  });
}
