import { parseHTML, plot, type PlotOptions } from "../../bundled/plot.ts";
import { type Html, trusted } from "../html.ts";

const { document } = parseHTML("<!doctype html><html><body></body></html>");

/**
 * Draws a chart as SVG text. `label` says for those who cannot see it what it shows. Colours are CSS variables of the page's
 * style, so that one drawing serves light, dark and paper.
 */
export function draw(label: string, options: PlotOptions): Html {
  const chart = plot({
    document: document as never,
    width: 520,
    height: 220,
    marginLeft: 52,
    style: { background: "transparent", fontFamily: "inherit", overflow: "visible" } as never,
    ...options,
  }) as unknown as Svg;
  // Plot labels its inner groups, which a screen reader would read one by one.
  for (const inner of chart.querySelectorAll("[aria-label]")) inner.removeAttribute("aria-label");
  for (const style of chart.querySelectorAll("style")) style.remove();
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", label);
  chart.setAttribute("class", "chart");
  return trusted(chart.toString());
}

/** Of an SVG element, as linkedom makes it, what is needed here. */
interface Svg {
  querySelectorAll(selector: string): Iterable<{ removeAttribute(name: string): void; remove(): void }>;
  setAttribute(name: string, value: string): void;
  toString(): string;
}

/** Colours of the series of a chart, in their order. */
export const SERIES = ["var(--blue)", "var(--purple)", "var(--amber)", "var(--green)", "var(--red)", "var(--grey)"];
