import type { MetricCode } from "./catalog.ts";
import type { Pricing } from "./pricing.ts";

/** The plans on offer, as a sales person would write them down. */
export type PlanTerms = {
  code: string;
  name: string;
  currency: "EUR" | "USD";
  cents: number;
  interval: "monthly" | "yearly";
  charges: ChargeTerms[];
  fixed?: { code: string; addOn: string; cents: number; units: number };
  privileges?: Record<string, Record<string, string | number | boolean>>;
  minimumCents?: number;
  metadata?: Record<string, string>;
};

export type ChargeTerms = {
  metric: MetricCode;
  /** When it differs from the metric's. */
  code?: string;
  pricing: Pricing;
  /** A price of its own for some values of the metric's filter. */
  filter?: { name: string | null; values: string[]; amount: string };
  payInAdvance?: true;
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
  { code: "annual", name: "Starter, by the year", currency: "EUR", cents: 29_000, interval: "yearly", charges: [] },
];
