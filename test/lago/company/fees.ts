import { float, type JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import { centsPerUnit, decimal, longDecimal, millis, seconds, withOffset } from "./formats.ts";
import { makeInvoice, type BilledLine, type Invoice, type InvoiceTerms } from "./invoices.ts";

/** A fee as `/fees` lists it, and as the items of credit notes embed it. */
export function feeRecord(invoice: Pick<Invoice, "customer" | "currency" | "paymentStatus" | "paidAt"> & { id: string | null }, line: BilledLine): JsonObject {
  const { customer, currency, paymentStatus, paidAt } = invoice;
  const subTotal = line.cents - line.couponCents;
  const inUnits = (cents: number) => cents / centsPerUnit(currency);
  // The server goes by way of the subscription: fees of add-ons and credits have no customer.
  const owner = line.subscription && customer;
  return {
    lago_id: line.id,
    lago_charge_id: line.charge?.id ?? null,
    lago_charge_filter_id: line.filtered ? line.charge!.filterId : null,
    lago_fixed_charge_id: line.fixed?.id ?? null,
    lago_invoice_id: invoice.id,
    lago_true_up_fee_id: line.trueUpId,
    lago_true_up_parent_fee_id: line.trueUpParentId,
    lago_subscription_id: line.subscription?.id ?? null,
    lago_customer_id: owner?.id ?? null,
    lago_original_fee_id: null,
    external_customer_id: owner?.externalId ?? null,
    external_subscription_id: line.subscription?.externalId ?? null,
    amount_cents: line.cents,
    precise_amount: decimal(inUnits(line.cents)),
    precise_total_amount: decimal(inUnits(line.cents + line.taxCents)),
    amount_currency: currency,
    taxes_amount_cents: line.taxCents,
    taxes_precise_amount: line.charge?.terms.prorated ? longDecimal((subTotal * (line.tax?.rate ?? 0)) / 10_000 + 1e-4 / 3) : decimal(inUnits(line.taxCents)),
    taxes_rate: float(line.tax?.rate ?? 0),
    units: longDecimal(line.units),
    precise_unit_amount: decimal(line.units ? inUnits(line.cents) / line.units : 0),
    total_aggregated_units: line.kind === "charge" ? longDecimal(line.units) : null,
    total_amount_cents: line.cents + line.taxCents,
    total_amount_currency: currency,
    events_count: line.events,
    pay_in_advance: line.event !== undefined || (line.kind === "subscription" && (line.subscription?.plan.terms.payInAdvance ?? false)),
    invoiceable: line.event === undefined,
    // Credits and commitments have no period, and not even the keys.
    ...(line.from !== null && { from_date: withOffset(line.from), to_date: withOffset(line.to! - 1000) }),
    payment_status: paymentStatus,
    created_at: seconds(line.createdAt),
    succeeded_at: paymentStatus === "succeeded" ? seconds(paidAt) : null,
    failed_at: paymentStatus === "failed" ? seconds(paidAt) : null,
    refunded_at: null,
    ...(line.event && { event_transaction_id: line.event.transactionId }),
    description: line.kind === "add_on" ? line.description : null,
    precise_coupons_amount_cents: decimal(line.couponCents),
    sub_total_excluding_taxes_amount_cents: subTotal,
    sub_total_excluding_taxes_precise_amount_cents: decimal(subTotal),
    amount_details: line.details,
    self_billed: invoice.customer.story.partner ?? false,
    item: itemRecord(line),
    applied_taxes: line.tax
      ? [
          {
            lago_id: line.appliedTaxId,
            lago_tax_id: line.tax.id,
            tax_name: line.tax.name,
            tax_code: line.tax.code,
            tax_rate: float(line.tax.rate),
            tax_description: line.tax.record["description"]!,
            amount_cents: line.taxCents,
            amount_currency: currency,
            created_at: seconds(line.createdAt),
            lago_fee_id: line.id,
          },
        ]
      : [],
    pricing_unit_details: null,
    presentation_breakdowns: [],
  };
}

export function addFees(books: Books, invoice: Omit<Invoice, "id"> & { id: string | null }): void {
  invoice.lines.forEach((line, index) =>
    // The server orders and compares by microseconds, and sends seconds.
    books.add("fees", feeRecord(invoice, line), {
      created_at: millis(line.createdAt + (index % 1000)),
      // What the record leaves out, the filter still finds.
      external_customer_id: invoice.customer.externalId,
      fee_type: line.kind,
      billable_metric_code: line.charge?.metric.code,
    }),
  );
}

/** Fees of events that are billed at once, and wait for the invoice that gathers those of the month: nobody invoices them. */
export function addWaitingFees(books: Books, terms: Omit<InvoiceTerms, "type" | "sequence">): void {
  const invoice = makeInvoice({ ...books, random: books.forms }, { ...terms, type: "advance_charges", sequence: 0 });
  addFees(books, { ...invoice, id: null });
}

function itemRecord(line: BilledLine): JsonObject {
  const filter = line.filtered ? line.charge!.terms.filter! : undefined;
  return {
    type: line.kind,
    code: line.code,
    name: line.name,
    description: line.description,
    invoice_display_name: line.charge?.terms.display ?? line.name,
    filters: filter ? { [line.charge!.metric.filter!.key]: filter.values } : null,
    filter_invoice_display_name: filter?.name ?? null,
    lago_item_id: line.itemId,
    item_type: line.itemType,
    grouped_by: line.charge?.terms.display ? { region: null } : {},
  };
}
