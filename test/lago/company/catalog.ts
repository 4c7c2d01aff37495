import type { JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import { DAY, seconds } from "./formats.ts";
import type { Organization } from "./organization.ts";

export type Metric = {
  id: string;
  code: string;
  name: string;
  description: string | null;
  aggregation: string;
  filter?: { key: string; values: string[] };
  record: JsonObject;
};

export type AddOn = { id: string; code: string; name: string; description: string | null; cents: number; currency: string };

export type Coupon = {
  id: string;
  code: string;
  name: string;
  percent: number;
  cents: number;
  currency: string;
  frequency: "once" | "recurring" | "forever";
};

export type Feature = { code: string; name: string | null; description: string | null; privileges: Privilege[] };

export type Privilege = { code: string; name: string | null; value_type: string; config: { select_options?: string[] } };

export type Catalog = { metrics: Record<MetricCode, Metric>; addOns: AddOn[]; coupons: Coupon[]; features: Feature[] };

export type MetricCode = keyof typeof METRICS;

/** What Pigeon Post measures and sells beside its plans. */
export function makeCatalog(books: Books, { taxes }: Organization): Catalog {
  const metrics = Object.entries(METRICS).map(([code, metric], index) => [code, makeMetric(books, code, metric, index)] as const);
  return {
    metrics: Object.fromEntries(metrics) as Catalog["metrics"],
    addOns: ADD_ONS.map((addOn, index) => {
      const made = { id: books.random.uuid(), description: index ? null : "One day with an engineer\tand a pigeon 🐦", ...addOn };
      books.add("add_ons", {
        lago_id: made.id,
        name: made.name,
        invoice_display_name: index ? null : "Setup",
        code: made.code,
        amount_cents: made.cents,
        amount_currency: made.currency,
        description: made.description,
        created_at: seconds(books.from + index * DAY),
        taxes: index ? (made.currency === "USD" ? [taxes.sales.record] : []) : [taxes.vat.record],
      });
      return made;
    }),
    coupons: COUPONS.map((coupon, index) => makeCoupon(books, coupon, index)),
    features: FEATURES.map((feature, index) => {
      // Features are sent without their id, which still orders those made in the same moment.
      books.add("features", { ...feature, created_at: seconds(books.from + index * DAY) }, { id: books.random.uuid() });
      return feature;
    }),
  };
}

const METRICS = {
  messages: { name: "Messages sent", aggregation: "count_agg", filter: { key: "region", values: ["eu", "us", "asia"] } },
  storage_gb: { name: "Storage", aggregation: "weighted_sum_agg" },
  seats: { name: "Seats", aggregation: "unique_count_agg" },
  compute_hours: { name: "Compute", aggregation: "sum_agg" },
  payment_volume: { name: "Payments processed", aggregation: "sum_agg" },
  "devices/day": { name: "Devices a day", aggregation: "max_agg" },
  // Ahead of the document, whose enum ends at latest_agg.
  "carbon+offset": { name: "Carbon offset", aggregation: "custom_agg" },
} satisfies Record<string, { name: string; aggregation: string; filter?: { key: string; values: string[] } }>;

const ADD_ONS = [
  { code: "onboarding", name: "Onboarding", cents: 150_000, currency: "EUR" },
  { code: "24/7 support", name: "Round-the-clock support", cents: 49_900, currency: "USD" },
  { code: "dedicated_ip", name: "Dedicated address", cents: 900, currency: "EUR" },
];

const COUPONS: Omit<Coupon, "id">[] = [
  { code: "WELCOME10", name: "Welcome", percent: 10, cents: 0, currency: "EUR", frequency: "forever" },
  { code: "50% off", name: "Half price", percent: 50, cents: 0, currency: "EUR", frequency: "once" },
  { code: "startup_500", name: "Startup credit", percent: 0, cents: 50_000, currency: "USD", frequency: "recurring" },
  { code: "expired", name: "Summer of 2024", percent: 0, cents: 2_000, currency: "EUR", frequency: "once" },
];

const FEATURES: Feature[] = [
  {
    code: "sso",
    name: "Single sign-on",
    description: null,
    privileges: [
      { code: "provider", name: "Provider", value_type: "select", config: { select_options: ["okta", "google", "azure"] } },
      { code: "enforced", name: null, value_type: "boolean", config: {} },
    ],
  },
  {
    code: "seats",
    name: "Seats",
    description: "How many may sign in",
    privileges: [{ code: "max", name: "Maximum", value_type: "integer", config: {} }],
  },
  { code: "audit_log", name: null, description: null, privileges: [] },
];

function makeMetric(books: Books, code: string, metric: Omit<Metric, "id" | "code" | "description" | "record">, index: number): Metric {
  const id = books.random.uuid();
  const description = index ? null : "One for each message that left the loft";
  const sums = metric.aggregation === "sum_agg";
  const record = {
    lago_id: id,
    name: metric.name,
    code,
    description,
    recurring: metric.aggregation === "weighted_sum_agg",
    rounding_function: sums ? "round" : null,
    rounding_precision: sums ? 2 : null,
    created_at: seconds(books.from + index * DAY),
    expression: code === "compute_hours" ? "event.properties.cpus * event.properties.hours" : null,
    field_name: metric.aggregation === "count_agg" ? null : "value",
    aggregation_type: metric.aggregation,
    weighted_interval: metric.aggregation === "weighted_sum_agg" ? "seconds" : null,
    filters: metric.filter ? [metric.filter] : [],
    active_subscriptions_count: 0,
    draft_invoices_count: 0,
    plans_count: 0,
  };
  books.add("billable_metrics", record);
  return { id, code, description, ...metric, record };
}

function makeCoupon(books: Books, coupon: Omit<Coupon, "id">, index: number): Coupon {
  const id = books.random.uuid();
  const expired = coupon.code === "expired";
  const record = {
    lago_id: id,
    name: coupon.name,
    code: coupon.code,
    description: null,
    coupon_type: coupon.percent ? "percentage" : "fixed_amount",
    amount_cents: coupon.percent ? null : coupon.cents,
    amount_currency: coupon.percent ? null : coupon.currency,
    reusable: !expired,
    limited_plans: index === 1,
    plan_codes: index === 1 ? ["starter"] : [],
    limited_billable_metrics: false,
    billable_metric_codes: [],
    percentage_rate: coupon.percent ? `${coupon.percent}.0` : null,
    frequency: coupon.frequency,
    frequency_duration: coupon.frequency === "recurring" ? 6 : null,
    expiration: expired ? "time_limit" : "no_expiration",
    expiration_at: expired ? seconds(books.from + 40 * DAY) : null,
    created_at: seconds(books.from + index * DAY),
    terminated_at: expired ? seconds(books.from + 40 * DAY) : null,
  };
  // The status orders the list and is not sent: active coupons come first.
  books.add("coupons", record, { status: expired ? 1 : 0, expiration: expired ? 1 : 0 });
  return { id, ...coupon };
}
