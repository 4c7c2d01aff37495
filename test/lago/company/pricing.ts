import type { JsonObject } from "../rows.ts";

/** How a charge turns units into money, by model, as the properties of the charge say it. */
export type Pricing =
  | { model: "standard" | "custom"; properties: { amount: string } }
  | { model: "package"; properties: { amount: string; free_units: number; package_size: number } }
  | { model: "percentage"; properties: { rate: string; fixed_amount: string } }
  | { model: "graduated"; properties: { graduated_ranges: Range[] } }
  | { model: "volume"; properties: { volume_ranges: Range[] } };

type Range = { from_value: number; to_value: number | null; flat_amount: string; per_unit_amount: string };

/** The price in whole cents; amounts in properties are in units of the currency. */
export function priceInCents(pricing: Pricing, units: number, events: number): number {
  return Math.round(price(pricing, units, events) * 100);
}

function price({ model, properties }: Pricing, units: number, events: number): number {
  if (units <= 0) return 0;
  switch (model) {
    case "standard":
    case "custom":
      return units * Number(properties.amount);
    case "package":
      return Math.ceil(Math.max(0, units - properties.free_units) / properties.package_size) * Number(properties.amount);
    case "percentage":
      return (units * Number(properties.rate)) / 100 + events * Number(properties.fixed_amount);
    case "graduated":
      return properties.graduated_ranges.reduce((sum, range) => sum + priceOfRange(range, unitsWithin(range, units)), 0);
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
      units: String(units),
      rate: properties.rate,
      free_units: "0.0",
      free_events: 0,
      paid_events: events,
      fixed_fee_unit_amount: properties.fixed_amount,
    };
  if (model !== "graduated") return {};
  const ranges = properties.graduated_ranges.filter((range) => unitsWithin(range, units) > 0);
  return {
    graduated_ranges: ranges.map((range) => ({
      units: `${unitsWithin(range, units)}`,
      from_value: range.from_value,
      to_value: range.to_value,
      flat_unit_amount: range.flat_amount,
      per_unit_amount: range.per_unit_amount,
      per_unit_total_amount: (unitsWithin(range, units) * Number(range.per_unit_amount)).toFixed(2),
      total_with_flat_amount: priceOfRange(range, unitsWithin(range, units)).toFixed(2),
    })),
  };
}

const unitsWithin = ({ from_value, to_value }: Range, units: number) =>
  Math.max(0, Math.min(units, to_value ?? Infinity) - Math.max(0, from_value - 1));

const priceOfRange = ({ flat_amount, per_unit_amount }: Range, units: number) =>
  units > 0 ? Number(flat_amount) + units * Number(per_unit_amount) : 0;
