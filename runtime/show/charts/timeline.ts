import { axisX, barX, gridX } from "../../bundled/plot.ts";
import type { Html } from "../html.ts";
import { draw } from "./draw.ts";

/** A named span of time, in seconds from a common start. */
export interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly good: boolean;
  readonly title: string;
}

/** One bar per name, from start to end. */
export function drawTimeline(label: string, spans: readonly Span[]): Html {
  return draw(label, {
    width: 1000,
    height: 40 + spans.length * 16,
    marginLeft: 8 + 6.2 * Math.max(4, ...spans.map(({ name }) => name.length)),
    x: { label: null, domain: [0, Math.max(0.1, ...spans.map(({ to }) => to))] },
    y: { label: null, domain: spans.map(({ name }) => name) },
    marks: [
      gridX({ stroke: "var(--line)", strokeOpacity: 1 }),
      axisX({ tickFormat: (seconds: number) => `${seconds} s`, ticks: 8 }),
      barX(spans, { x1: "from", x2: (span: Span) => Math.max(span.to, span.from + 0.02), y: "name", fill: (span: Span) => (span.good ? "var(--blue)" : "var(--red)"), title: "title" }),
    ],
  });
}
