import { float, type JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import { DAY, day, decimal, seconds } from "./formats.ts";
import { feeRecord } from "./fees.ts";
import type { BilledLine, Invoice } from "./invoices.ts";

/** Money given back for part of one fee: as a credit for later invoices, as a refund, or off what is still owed. */
export type CreditNote = {
  id: string;
  invoice: Invoice;
  line: BilledLine;
  cents: number;
  taxCents: number;
  use: "credit" | "refund" | "offset";
  usedCents: number;
  at: number;
  sequence: number;
};

export function issueCreditNote(books: Books, invoice: Invoice): CreditNote | undefined {
  const line = invoice.lines.find(({ cents, couponCents, progressiveCents }) => cents > 1_000 && couponCents + progressiveCents === 0);
  if (!line || invoice.type === "credit" || invoice.status !== "finalized") return undefined;
  const wanted = books.random.chance(0.08);
  if (!wanted && !(invoice.type === "one_off" && books.forms.chance(0.5))) return undefined;
  const unpaid = invoice.paymentStatus !== "succeeded";
  if (unpaid && invoice.paidCents > 0) return undefined;
  const cents = Math.round(line.cents / books.random.int(2, 5));
  const taxCents = Math.round((cents * (line.tax?.rate ?? 0)) / 100);
  const prepaid = invoice.prepaid.granted + invoice.prepaid.purchased + invoice.creditNoteCents;
  if (prepaid > 0) return undefined;
  const note: CreditNote = {
    id: books.random.uuid(),
    invoice,
    line,
    cents,
    taxCents,
    use: unpaid ? "offset" : books.random.pick(["credit", "credit", "refund"]),
    usedCents: 0,
    at: Math.min(invoice.paidAt + DAY, books.until),
    sequence: 1,
  };
  if (unpaid) invoice.offsetCents = cents + taxCents;
  return note;
}

/** Takes open credits for an invoice that is about to be sent; gives the cents that they cover. */
export function useCredits(notes: CreditNote[], wantedCents: number, at: number): number {
  let left = wantedCents;
  for (const note of notes) {
    if (note.use !== "credit" || note.at > at) continue;
    const taken = Math.min(left, note.cents + note.taxCents - note.usedCents);
    note.usedCents += taken;
    left -= taken;
  }
  return wantedCents - left;
}

export function addCreditNote(books: Books, note: CreditNote): void {
  const { id, invoice, line, cents, taxCents, use, usedCents, at } = note;
  const { customer, currency } = invoice;
  const total = cents + taxCents;
  const balance = use === "credit" ? total - usedCents : 0;
  const share = (of: CreditNote["use"]) => (use === of ? total : 0);
  const record = {
    lago_id: id,
    billing_entity_code: customer.entity.code,
    sequential_id: note.sequence,
    number: `${invoice.number}-CN${String(note.sequence).padStart(3, "0")}`,
    lago_invoice_id: invoice.id,
    invoice_number: invoice.number,
    purchase_order_number: null,
    issuing_date: day(at),
    credit_status: use === "credit" ? (balance ? "available" : "consumed") : null,
    refund_status: use === "refund" ? "succeeded" : null,
    reason: books.random.pick(["product_unsatisfactory", "order_change", "duplicated_charge", "other"]),
    description: books.random.chance(0.3) ? "Sorry for the delay — “pigeon strike”" : null,
    currency,
    total_amount_cents: total,
    precise_total_amount_cents: decimal(total),
    taxes_amount_cents: taxCents,
    precise_taxes_amount_cents: decimal(taxCents),
    taxes_rate: float(line.tax?.rate ?? 0),
    sub_total_excluding_taxes_amount_cents: cents,
    balance_amount_cents: balance,
    credit_amount_cents: share("credit"),
    refund_amount_cents: share("refund"),
    offset_amount_cents: share("offset"),
    coupons_adjustment_amount_cents: 0,
    created_at: seconds(at),
    updated_at: seconds(at),
    file_url: null,
    xml_url: null,
    items: [
      {
        lago_id: books.random.uuid(),
        amount_cents: cents,
        precise_amount_cents: decimal(cents),
        amount_currency: currency,
        fee: feeRecord(invoice, line),
      },
    ],
    applied_taxes: line.tax ? [appliedTax(books, note)] : [],
    self_billed: customer.story.partner ?? false,
    customer: customer.record,
    error_details: [],
    ...(books.random.chance(0.3) && { metadata: { ticket: `T-${books.random.int(100, 999)}`, approved_by: null } }),
  };
  books.add("credit_notes", record, { external_customer_id: customer.externalId, status: "finalized" });
}

function appliedTax(books: Books, { id, invoice, line, cents, taxCents, at }: CreditNote): JsonObject {
  const { tax } = line;
  return {
    lago_id: books.random.uuid(),
    lago_tax_id: tax!.id,
    tax_name: tax!.name,
    tax_code: tax!.code,
    tax_rate: float(tax!.rate),
    tax_description: tax!.record["description"]!,
    amount_cents: taxCents,
    amount_currency: invoice.currency,
    created_at: seconds(at),
    lago_credit_note_id: id,
    base_amount_cents: cents,
  };
}
