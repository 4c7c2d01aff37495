import { parseHTML, plot, type PlotOptions } from "../../bundled/plot.ts";
import { type Html, trusted } from "../html.ts";

const { document } = parseHTML("<!doctype html><html><body></body></html>");

/**
 * Draws a chart as SVG text. `label` describes it for screen readers. Colours are CSS variables of the page's style, so that one drawing works
 * in light and dark mode and on paper.
 */
export function draw(label: string, options: PlotOptions): Html {
  const chart = plot({
    document: document as never,
    width: 520,
    height: 220,
    marginLeft: 52,
    ...options,
  }) as unknown as Svg;
  // The lines of the grid are enough.
  for (const ticks of chart.querySelectorAll('[aria-label$="-axis tick"]')) ticks.remove();
  // Plot labels its inner groups, which a screen reader would read one by one.
  for (const inner of chart.querySelectorAll("[aria-label]")) inner.removeAttribute("aria-label");
  for (const style of chart.querySelectorAll("style")) style.remove();
  for (const shape of chart.querySelectorAll("*")) roundGeometry(shape);
  // The page's style sheet replaces it.
  for (const name of ["xmlns", "style", "font-family"]) chart.removeAttribute(name);
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", label);
  chart.setAttribute("class", "chart");
  return trusted(chart.toString());
}

/** A tenth of a pixel is invisible, and saves two thirds of the bytes. */
function roundGeometry(shape: Shape): void {
  for (const name of GEOMETRY) {
    const value = shape.getAttribute(name);
    if (value) shape.setAttribute(name, value.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)));
  }
}

const GEOMETRY = ["d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "transform"];

/** The part of an SVG element, as linkedom creates it, that is needed here. */
interface Shape {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  remove(): void;
}

interface Svg extends Shape {
  querySelectorAll(selector: string): Iterable<Shape>;
  toString(): string;
}

/** Colours of the series of a chart, in order. */
export const SERIES = ["var(--blue)", "var(--purple)", "var(--amber)", "var(--green)", "var(--red)", "var(--grey)"];
