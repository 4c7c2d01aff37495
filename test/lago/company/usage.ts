import type { JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import { day, longDecimal, millis, monthStart, seconds } from "./formats.ts";
import type { Invoice } from "./invoices.ts";
import type { Charge } from "./plans.ts";
import type { Subscription } from "./subscriptions.ts";

/** What one charge measured in one period; values of the metric's filter with a price of their own are measured apart. */
export type Usage = { charge: Charge; filtered: boolean; units: number; events: UsageEvent[] };

export type UsageEvent = { transactionId: string; at: number; value: number; region: string };

/** Sends the events of one subscription in one period, and adds them up as its charges do. */
export function recordUsage(books: Books, subscription: Subscription, from: number, to: number, eventsPerCharge: number): Usage[] {
  return subscription.plan.charges.flatMap((charge) => {
    const count = books.random.int(0, 2 * eventsPerCharge);
    const events = Array.from({ length: count }, () => sendEvent(books, subscription, charge, books.random.int(from, to - 1)));
    const inFilter = (event: UsageEvent) => charge.terms.filter?.values.includes(event.region) ?? false;
    const parts = charge.filterId ? [events.filter(inFilter), events.filter((event) => !inFilter(event))] : [events];
    return parts.map((part, index) => ({
      charge,
      filtered: parts.length > 1 && index === 0,
      units: aggregate(charge.metric.aggregation, part) * (charge.terms.prorated ? (to - from) / (monthStart(from, 1) - monthStart(from)) : 1),
      events: part,
    }));
  });
}

/** One row of `/past_usage`: it names neither its customer nor its subscription. */
export function addUsagePeriod(books: Books, invoice: Invoice, subscription: Subscription, usage: Usage[], from: number, to: number): void {
  const charges = subscription.plan.charges.map((charge) =>
    chargeUsage(
      invoice,
      charge,
      usage.filter((part) => part.charge === charge),
    ),
  );
  const cents = charges.reduce((sum, charge) => sum + charge.amount_cents, 0);
  const lines = invoice.usageLines.filter(({ kind }) => kind === "charge");
  const taxes = lines.reduce((sum, line) => sum + Math.round((line.cents * (line.tax?.rate ?? 0)) / 100), 0);
  books.add(
    "usage_periods",
    {
      from_datetime: seconds(from),
      to_datetime: seconds(to - 1000),
      issuing_date: day(invoice.issuedAt),
      lago_invoice_id: invoice.id,
      currency: invoice.currency,
      amount_cents: cents,
      taxes_amount_cents: taxes,
      total_amount_cents: cents + taxes,
      charges_usage: charges,
    },
    {
      external_customer_id: subscription.customer.externalId,
      external_subscription_id: subscription.externalId,
      billable_metric_codes: subscription.plan.charges.map(({ metric }) => metric.code),
    },
  );
}

function sendEvent(books: Books, { externalId, customer, id }: Subscription, { metric }: Charge, at: number): UsageEvent {
  const { random, clickhouse } = books;
  const event = { transactionId: nameEvent(random.uuid(), metric.code), at, value: valueOf(books, metric.code), region: random.pick(["eu", "us", "asia"]) };
  const properties: JsonObject =
    metric.code === "messages"
      ? { region: event.region, size: random.int(1, 900), route: { hops: random.int(1, 4), "via/loft": random.chance(0.5), a: [1, { b: null }] } }
      : {
          value: metric.code === "seats" ? `user-${event.value}` : event.value,
          ...(metric.code === "devices/day" && { ratio: 1 / 3 }),
          ...(metric.code === "compute_hours" && { cpus: random.int(1, 8), dry_run: false, note: null }),
        };
  const record = {
    lago_id: clickhouse ? `${books.organizationId}-${externalId}-${event.transactionId}-${Math.floor(at / 1000)}` : random.uuid(),
    transaction_id: event.transactionId,
    lago_customer_id: clickhouse ? customer.id : null,
    code: metric.code,
    timestamp: millis(at),
    precise_total_amount_cents: metric.code === "payment_volume" ? `${event.value * 100}.25` : null,
    // ClickHouse keeps a map of strings to strings: every value is one, JSON inside included.
    properties: clickhouse
      ? Object.fromEntries(
          Object.entries(properties).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
        )
      : properties,
    lago_subscription_id: clickhouse ? id : null,
    external_subscription_id: externalId,
    created_at: seconds(at + 2_000),
  };
  const hidden = clickhouse ? { ingested_at: millis(at + 2_000) } : {};
  books.add("events", record, hidden);
  // An event sent twice is kept twice there: nothing but the reader removes duplicates.
  if (clickhouse && random.chance(0.02)) books.add("events", record, { ingested_at: millis(at + 9_000) });
  return event;
}

/** Whoever sends an event chooses its id. */
const nameEvent = (uuid: string, code: string) => (code === "seats" ? `tx-${uuid.slice(0, 13)}` : uuid);

function valueOf({ random }: Books, code: string): number {
  if (code === "seats") return random.int(1, 12);
  if (code === "compute_hours") return random.int(1, 40_000) / 100;
  if (code === "payment_volume") return random.int(10, 2_000);
  return random.int(1, 240);
}

function aggregate(aggregation: string, events: UsageEvent[]): number {
  const values = events.map(({ value }) => value);
  if (aggregation === "count_agg") return events.length;
  if (aggregation === "unique_count_agg") return new Set(values).size;
  if (aggregation === "max_agg") return Math.max(0, ...values);
  const sum = values.reduce((total, value) => total + value, 0);
  if (aggregation === "weighted_sum_agg") return events.length ? Math.round(sum / events.length) : 0;
  return Math.round(sum * 100) / 100;
}

function chargeUsage(invoice: Invoice, charge: Charge, parts: Usage[]) {
  const { metric } = charge;
  const figures = parts.map((part) => {
    const lines = invoice.usageLines.filter((line) => line.charge === charge && line.filtered === part.filtered);
    return {
      units: longDecimal(part.units),
      total_aggregated_units: longDecimal(part.units),
      amount_cents: lines.reduce((sum, line) => sum + line.cents, 0),
      events_count: part.events.length,
    };
  });
  const total = (key: "amount_cents" | "events_count") => figures.reduce((sum, figure) => sum + figure[key], 0);
  const units = longDecimal(parts.reduce((sum, part) => sum + part.units, 0));
  // Of usage that is grouped, the part that no filter has is listed as a filter without values.
  const rest = figures.map((figure) => ({ ...figure, pricing_unit_details: null, invoice_display_name: null, values: null, presentation_breakdowns: [] }));
  return {
    units,
    total_aggregated_units: units,
    events_count: total("events_count"),
    amount_cents: total("amount_cents"),
    amount_currency: invoice.currency,
    pricing_unit_details: null,
    charge: { lago_id: charge.id, code: charge.code, charge_model: charge.terms.pricing.model, invoice_display_name: charge.terms.display ?? null },
    billable_metric: { lago_id: metric.id, name: metric.name, code: metric.code, aggregation_type: metric.aggregation },
    filters: charge.filterId
      ? figures.map((figure, index) => ({
          ...figure,
          invoice_display_name: index ? null : charge.terms.filter!.name,
          pricing_unit_details: null,
          values: index ? {} : { [metric.filter!.key]: charge.terms.filter!.values },
          presentation_breakdowns: [],
        }))
      : charge.terms.display
        ? rest
        : [],
    grouped_usage: charge.terms.display
      ? figures.map((figure) => ({ ...figure, pricing_unit_details: null, grouped_by: { region: null }, filters: rest, presentation_breakdowns: [] }))
      : [],
    presentation_breakdowns: [],
  };
}
