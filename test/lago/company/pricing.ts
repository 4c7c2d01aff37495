import type { JsonObject } from "../rows.ts";
import { centsPerUnit, longDecimal } from "./formats.ts";

/** How a charge turns units into money, by model, as the properties of the charge say it. */
export type Pricing =
  | { model: "standard" | "custom"; properties: { amount: string; pricing_group_keys?: string[]; grouped_by?: string[] } }
  /** Each event names its own price. */
  | { model: "dynamic"; properties: Record<string, never> }
  | { model: "package"; properties: { amount: string; free_units: number; package_size: number } }
  | { model: "percentage"; properties: PercentageTerms }
  | { model: "graduated"; properties: { graduated_ranges: Range[] } }
  | { model: "graduated_percentage"; properties: { graduated_percentage_ranges: PercentageRange[] } }
  | { model: "volume"; properties: { volume_ranges: Range[] } };

type PercentageTerms = {
  rate: string;
  fixed_amount: string;
  free_units_per_events?: number;
  free_units_per_total_aggregation?: string | null;
  per_transaction_min_amount?: string;
  per_transaction_max_amount?: string;
};

type PercentageRange = { from_value: number; to_value: number | null; rate: string; flat_amount: string };

type Range = { from_value: number; to_value: number | null; flat_amount: string; per_unit_amount: string };

/** The price in whole cents; amounts in properties are in units of the currency. */
export function priceInCents(pricing: Pricing, units: number, events: number, currency: string): number {
  return Math.round(price(pricing, units, events) * centsPerUnit(currency));
}

function price({ model, properties }: Pricing, units: number, events: number): number {
  if (units <= 0) return 0;
  switch (model) {
    case "standard":
    case "custom":
      return units * Number(properties.amount);
    case "dynamic":
      return units;
    case "package":
      return Math.ceil(Math.max(0, units - properties.free_units) / properties.package_size) * Number(properties.amount);
    case "percentage":
      return (units * Number(properties.rate)) / 100 + events * Number(properties.fixed_amount);
    case "graduated":
      return properties.graduated_ranges.reduce((sum, range) => sum + priceOfRange(range, unitsWithin(range, units)), 0);
    case "graduated_percentage":
      return properties.graduated_percentage_ranges.reduce((sum, range) => sum + shareOfRange(range, unitsWithin(range, units)), 0);
    case "volume":
      return priceOfRange(properties.volume_ranges.find(({ to_value }) => to_value === null || units <= to_value)!, units);
  }
}

/** What the fee says about how it came about; the shape depends on the model. */
export function amountDetails({ model, properties }: Pricing, units: number, events: number): JsonObject {
  if (model === "package") {
    const free = Math.min(units, properties.free_units);
    return {
      free_units: `${free}.0`,
      paid_units: `${units - free}.0`,
      per_package_size: properties.package_size,
      per_package_unit_amount: properties.amount,
    };
  }
  if (model === "percentage")
    return {
      units: longDecimal(units),
      rate: properties.rate,
      free_units: "0.0",
      // Counts of events as decimals in texts, where the document has integers.
      free_events: "0.0",
      paid_events: longDecimal(events),
      fixed_fee_unit_amount: properties.fixed_amount,
    };
  if (model === "volume") {
    const range = properties.volume_ranges.find(({ to_value }) => to_value === null || units <= to_value)!;
    return {
      flat_unit_amount: longDecimal(Number(range.flat_amount)),
      per_unit_amount: longDecimal(Number(range.per_unit_amount)),
      per_unit_total_amount: longDecimal(units * Number(range.per_unit_amount)),
    };
  }
  if (model === "graduated") return { graduated_ranges: properties.graduated_ranges.filter((range) => unitsWithin(range, units) > 0).map((range) => rangeDetails(range, unitsWithin(range, units))) };
  if (model === "graduated_percentage")
    return { graduated_percentage_ranges: properties.graduated_percentage_ranges.filter(({ from_value }) => from_value <= units).map((range) => shareDetails(range, unitsWithin(range, units))) };
  return {};
}

function rangeDetails(range: Range, units: number): JsonObject {
  return {
    units: longDecimal(units),
    from_value: range.from_value,
    to_value: range.to_value,
    flat_unit_amount: longDecimal(Number(range.flat_amount)),
    per_unit_amount: longDecimal(Number(range.per_unit_amount)),
    per_unit_total_amount: longDecimal(units * Number(range.per_unit_amount)),
    total_with_flat_amount: longDecimal(priceOfRange(range, units)),
  };
}

function shareDetails(range: PercentageRange, units: number): JsonObject {
  return {
    units: longDecimal(units),
    from_value: range.from_value,
    to_value: range.to_value,
    flat_unit_amount: longDecimal(Number(range.flat_amount)),
    rate: longDecimal(Number(range.rate)),
    per_unit_total_amount: longDecimal((units * Number(range.rate)) / 100),
    total_with_flat_amount: longDecimal(shareOfRange(range, units)),
  };
}

const unitsWithin = ({ from_value, to_value }: Pick<Range, "from_value" | "to_value">, units: number) =>
  Math.max(0, Math.min(units, to_value ?? Infinity) - Math.max(0, from_value - 1));

const priceOfRange = ({ flat_amount, per_unit_amount }: Range, units: number) =>
  units > 0 ? Number(flat_amount) + units * Number(per_unit_amount) : 0;

const shareOfRange = ({ flat_amount, rate }: PercentageRange, units: number) => (units > 0 ? Number(flat_amount) + (units * Number(rate)) / 100 : 0);
