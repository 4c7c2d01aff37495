import { areaY, axisY, barX, barY, dot, gridX, gridY, lineY, ruleX, ruleY, text } from "../../bundled/plot.ts";
import type { Html } from "../html.ts";
import { draw, SERIES } from "./draw.ts";

/** A value of a month. `title` is the tooltip. */
export interface Point {
  readonly month: Date;
  readonly value: number;
  readonly title: string;
}

/** A part of a bar. */
export interface Part extends Point {
  readonly series: string;
}

/** A value of a name. */
export interface Named {
  readonly name: string;
  readonly value: number;
  readonly title: string;
}

/** A line over months; the current month is drawn hollow. */
export function drawLine(label: string, points: readonly Point[], { unit, unfinished }: { unit: string; unfinished?: Date | undefined }): Html {
  return draw(label, {
    x: { type: "utc", label: null },
    y: { label: null, zero: true, nice: true },
    marks: [
      gridY({ stroke: "var(--line)", strokeOpacity: 1 }),
      axisY({ tickFormat: (value: number) => shorten(value) + unit, ticks: 5 }),
      areaY(points, { x: "month", y: "value", fill: "var(--blue)", fillOpacity: 0.12 }),
      lineY(points, { x: "month", y: "value", stroke: "var(--blue)", strokeWidth: 2 }),
      dot(points, { x: "month", y: "value", r: 3, stroke: "var(--blue)", fill: (point: Point) => (point.month.getTime() === unfinished?.getTime() ? "var(--card)" : "var(--blue)"), title: "title" }),
    ],
  });
}

/** Stacked bars over months; negative parts are below the line. */
export function drawStack(label: string, parts: readonly Part[], series: readonly string[], { unit }: { unit: string }): Html {
  return draw(label, {
    x: { label: null, type: "band", tickFormat: formatMonth, ticks: everyNth(parts) } as never,
    y: { label: null, nice: true },
    color: { domain: [...series], range: series.map((_, index) => SERIES[index % SERIES.length]!) },
    marks: [
      gridY({ stroke: "var(--line)", strokeOpacity: 1 }),
      axisY({ tickFormat: (value: number) => shorten(value) + unit, ticks: 5 }),
      barY(parts, { x: "month", y: "value", fill: "series", title: "title", order: [...series] } as never),
      ruleY([0], { stroke: "var(--text)" }),
    ],
  });
}

/** Horizontal bars, one per name, with their value. */
export function drawBars(label: string, bars: readonly Named[], { color = "var(--amber)" }: { color?: string } = {}): Html {
  return draw(label, {
    height: 40 + bars.length * 26,
    marginLeft: 8 + 6.6 * Math.max(4, ...bars.map(({ name }) => Math.min(name.length, 26))),
    marginRight: 96,
    x: { label: null, nice: true, ticks: 4, tickFormat: shorten },
    y: { label: null, domain: bars.map(({ name }) => name), tickFormat: (name: string) => (name.length > 26 ? `${name.slice(0, 25)}…` : name) },
    marks: [
      gridX({ stroke: "var(--line)", strokeOpacity: 1 }),
      barX(bars, { x: "value", y: "name", fill: color, title: "title" }),
      text(bars, { x: "value", y: "name", text: "title", textAnchor: "start", dx: 5, fill: "var(--text)" }),
      ruleX([0], { stroke: "var(--text)" }),
    ],
  });
}

/** `103937` → `104K`. For axes: the exact numbers are in the table below each chart. */
function shorten(value: number): string {
  return COMPACT.format(value);
}

const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

function formatMonth(month: Date): string {
  return SHORT_MONTH.format(month);
}

const SHORT_MONTH = new Intl.DateTimeFormat("en", { month: "short", year: "2-digit", timeZone: "UTC" });

/** Labels for about eight months, including the last one. */
function everyNth(parts: readonly Part[]): Date[] {
  const months = [...new Set(parts.map(({ month }) => month.getTime()))].sort((one, other) => one - other);
  const step = Math.ceil(months.length / 8);
  return months.filter((_, index) => (months.length - 1 - index) % step === 0).map((time) => new Date(time));
}
