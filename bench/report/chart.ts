import type { Results } from "../results.ts";
import { findFees } from "../targets.ts";

interface Bar {
  readonly label: string;
  readonly rowsPerSecond: number;
  readonly kind: "limit" | "ours" | "other";
}

/** Rates of a load of 200,000 fees, ours between the limits of the machine and another tool; an SVG for light and dark pages. */
export function drawChart(results: Results): string {
  const bars = findBars(results);
  const most = Math.max(...bars.map(({ rowsPerSecond }) => rowsPerSecond));
  const height = bars.length * ROW + 2 * MARGIN;
  const rows = bars.map(({ label, rowsPerSecond, kind }, index) => {
    const y = MARGIN + index * ROW;
    const width = Math.max(1, (rowsPerSecond / most) * (WIDTH - LABEL - VALUE));
    const middle = y + ROW / 2 + 4;
    return `  <text x="${LABEL - 8}" y="${middle}" text-anchor="end">${label}</text>
  <rect x="${LABEL}" y="${y + 4}" width="${width.toFixed(1)}" height="${ROW - 8}" rx="2" fill="${COLOURS[kind]}"/>
  <text x="${(LABEL + width + 6).toFixed(1)}" y="${middle}">${Math.round(rowsPerSecond).toLocaleString("en")}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#808080">
  <title>Fees a second</title>
${rows.join("\n")}
</svg>
`;
}

const WIDTH = 720;
const LABEL = 230;
const VALUE = 70;
const ROW = 26;
const MARGIN = 8;
/** Limits recede; readable on white and on black. */
const COLOURS: Record<Bar["kind"], string> = { limit: "#9aa5b1", ours: "#2f81f7", other: "#d29922" };

/** Measure → what it is called in the chart, limits before what they limit. The network is left out: next to it all else is short. */
const BARS: readonly (readonly [measure: string, label: string, kind: Bar["kind"]])[] = [
  ["read_json", "DuckDB read_json, every core", "limit"],
  ["read_json, 1 thread", "DuckDB read_json, 1 thread", "limit"],
  ["duckdb", "into DuckDB, first load", "ours"],
  ["duckdb, again", "into DuckDB, again", "ours"],
  ["dlt fastest, duckdb", "dlt (parquet) into DuckDB", "other"],
  ["copy", "Postgres COPY from a file", "limit"],
  ["postgres", "into Postgres, first load", "ours"],
  ["postgres, again", "into Postgres, again", "ours"],
  ["dlt fastest, postgres", "dlt (csv) into Postgres", "other"],
];

function findBars(results: Results): Bar[] {
  // dlt loads fewer: more would take it minutes.
  const scenes = [findFees(results, { rows: 200_000 }), findFees(results, { rows: 20_000 })];
  return BARS.flatMap(([measure, label, kind]) => {
    const found = scenes.map((scene) => scene?.measures[measure]).find((summary) => summary !== undefined);
    return found ? [{ label, kind, rowsPerSecond: found.rowsPerSecond }] : [];
  });
}
