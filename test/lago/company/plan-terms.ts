import type { MetricCode } from "./catalog.ts";
import type { Pricing } from "./pricing.ts";
import type { Currency } from "./stories.ts";

/** The plans on offer, as a sales person would write them down. */
export type PlanTerms = {
  code: string;
  name: string;
  currency: Currency;
  cents: number;
  interval: "weekly" | "monthly" | "quarterly" | "yearly";
  /** The price of a period is billed when it begins; otherwise when it has ended. */
  payInAdvance?: true;
  charges: ChargeTerms[];
  fixed?: { code: string; addOn: string; cents: number; units: number };
  privileges?: Record<string, Record<string, string | number | boolean>>;
  minimumCents?: number;
  metadata?: Record<string, string | null>;
  /** What is empty in other plans. */
  display?: string;
  taxed?: true;
};

export type ChargeTerms = {
  metric: MetricCode;
  /** When it differs from the metric's. */
  code?: string;
  pricing: Pricing;
  /** A price of its own for some values of the metric's filter. */
  filter?: { name: string | null; values: string[]; amount: string };
  payInAdvance?: true;
  /** What is missing to this is a fee of its own. */
  minimumCents?: number;
  /** The units of a month that is not whole are a share of it, to 16 places. */
  prorated?: true;
  display?: string;
};

const standard = (amount: string): Pricing => ({ model: "standard", properties: { amount } });

const tiers: Pricing = {
  model: "graduated",
  properties: {
    graduated_ranges: [
      { from_value: 0, to_value: 50, flat_amount: "0", per_unit_amount: "0.4" },
      { from_value: 51, to_value: 200, flat_amount: "5", per_unit_amount: "0.25" },
      { from_value: 201, to_value: null, flat_amount: "0", per_unit_amount: "0.1" },
    ],
  },
};

export const PLANS: PlanTerms[] = [
  {
    code: "starter",
    name: "Starter",
    currency: "EUR",
    cents: 2_900,
    interval: "monthly",
    charges: [
      { metric: "messages", pricing: standard("0.35"), filter: { name: "Asia", values: ["asia"], amount: "0.55" } },
      { metric: "seats", pricing: standard("9.99") },
    ],
    privileges: { seats: { max: 3 } },
  },
  {
    code: "growth",
    name: "Growth",
    currency: "EUR",
    cents: 14_900,
    interval: "monthly",
    charges: [
      { metric: "messages", pricing: tiers },
      { metric: "storage_gb", pricing: { model: "package", properties: { amount: "4.5", free_units: 10, package_size: 25 } } },
      { metric: "compute_hours", code: "compute hours", pricing: standard("0.0725"), payInAdvance: true },
    ],
    fixed: { code: "ip", addOn: "dedicated_ip", cents: 900, units: 2 },
    privileges: { seats: { max: 25 }, sso: { provider: "google", enforced: false } },
    metadata: { tier: "2", owner: "sales@pigeonpost.example" },
  },
  {
    code: "scale/us",
    name: "Scale",
    currency: "USD",
    cents: 49_900,
    interval: "monthly",
    charges: [
      { metric: "payment_volume", pricing: { model: "percentage", properties: { rate: "1.25", fixed_amount: "0.1" } } },
      {
        metric: "devices/day",
        pricing: {
          model: "volume",
          properties: {
            volume_ranges: [
              { from_value: 0, to_value: 100, flat_amount: "10", per_unit_amount: "0.5" },
              { from_value: 101, to_value: null, flat_amount: "0", per_unit_amount: "0.45" },
            ],
          },
        },
      },
      { metric: "messages", code: "messages+us", pricing: standard("0.2"), filter: { name: null, values: ["eu", "asia"], amount: "0.3" } },
    ],
    privileges: { seats: { max: 250 }, sso: { provider: "okta", enforced: true }, audit_log: {} },
  },
  {
    code: "enterprise 100%",
    name: "Enterprise — “all in”",
    currency: "USD",
    cents: 250_000,
    interval: "monthly",
    charges: [
      { metric: "compute_hours", pricing: standard("0.05") },
      { metric: "carbon+offset", code: "carbon.v2", pricing: { model: "custom", properties: { amount: "0.015" } } },
    ],
    fixed: { code: "support", addOn: "24/7 support", cents: 49_900, units: 1 },
    privileges: { sso: { provider: "azure", enforced: true }, audit_log: {} },
    minimumCents: 300_000,
  },
  {
    code: "legacy.v1",
    name: "Légacy",
    currency: "EUR",
    cents: 1_900,
    interval: "monthly",
    charges: [{ metric: "messages", pricing: standard("0.02") }],
  },
  {
    // Everything that plans can have, with a key or a null in each place where the server was seen to have one.
    code: "platform",
    name: "Platform",
    currency: "EUR",
    cents: 4_999,
    interval: "monthly",
    display: "The platform",
    taxed: true,
    charges: [
      {
        metric: "messages",
        code: "by region",
        pricing: { model: "standard", properties: { amount: "0.0012", pricing_group_keys: ["region"], grouped_by: ["region"] } },
        minimumCents: 5_000,
        display: "Messages by region",
      },
      {
        metric: "seats",
        prorated: true,
        pricing: {
          model: "graduated",
          properties: {
            graduated_ranges: [
              { from_value: 0, to_value: 1, flat_amount: "0", per_unit_amount: "0.5" },
              { from_value: 2, to_value: null, flat_amount: "3.3333", per_unit_amount: "0.25" },
            ],
          },
        },
      },
      {
        metric: "payment_volume",
        pricing: {
          model: "graduated_percentage",
          properties: {
            graduated_percentage_ranges: [
              { from_value: 0, to_value: 10, rate: "1", flat_amount: "1" },
              { from_value: 11, to_value: null, rate: "0.5", flat_amount: "0" },
            ],
          },
        },
      },
      {
        metric: "payment_volume",
        code: "card fees",
        pricing: {
          model: "percentage",
          properties: {
            rate: "2.9",
            fixed_amount: "0.3",
            free_units_per_events: 1,
            per_transaction_max_amount: "100",
            per_transaction_min_amount: "0.5",
            free_units_per_total_aggregation: null,
          },
        },
      },
      {
        metric: "devices/day",
        pricing: {
          model: "volume",
          properties: {
            volume_ranges: [
              { from_value: 0, to_value: 100, flat_amount: "1", per_unit_amount: "2" },
              { from_value: 101, to_value: null, flat_amount: "0", per_unit_amount: "1" },
            ],
          },
        },
      },
      { metric: "carbon+offset", pricing: { model: "dynamic", properties: {} } },
    ],
    fixed: { code: "start", addOn: "onboarding", cents: 150_000, units: 1 },
    metadata: { empty: "", owner: "data", "k with space": null },
  },
  // Prices that no month divides evenly.
  { code: "annual", name: "Starter, by the year", currency: "EUR", cents: 29_000, interval: "yearly", payInAdvance: true, charges: [] },
  { code: "annual/us", name: "Scale, by the year", currency: "USD", cents: 499_000, interval: "yearly", payInAdvance: true, charges: [] },
  { code: "quarterly/us", name: "Scale, by the quarter", currency: "USD", cents: 140_000, interval: "quarterly", charges: [] },
  { code: "weekly", name: "Starter, by the week", currency: "EUR", cents: 900, interval: "weekly", charges: [] },
  // Currencies without decimals, and with three.
  { code: "tokyo", name: "東京", currency: "JPY", cents: 9_800, interval: "monthly", charges: [{ metric: "messages", code: "messages+jp", pricing: standard("35") }] },
  { code: "gulf", name: "Gulf", currency: "KWD", cents: 45_500, interval: "monthly", charges: [{ metric: "messages", code: "messages+kw", pricing: standard("0.125") }] },
];
