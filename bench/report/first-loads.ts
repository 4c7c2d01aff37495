import { measureCosts, sumOf } from "../../test/incremental/scale/measure.ts";
import { SIZES } from "../../test/incremental/scale/organization.ts";
import { formatCount, formatTable } from "./table.ts";

/** The requests a second that Lago Cloud answers an organisation (https://getlago.com/docs/api-reference/rate-limits). */
const CLOUD_LIMIT = 50;

/** Rows a second of the one self-hosted Lago that was measured: one Puma process, which gave 160 to 300. */
const SMALL_SERVER = 230;

/** First loads of organisations a tenth and a hundredth as large as that of docs/freshness.md, by what the loader's own code asks for. */
export async function writeFirstLoads(): Promise<string> {
  const rows: string[][] = [];
  for (const scale of [0.01, 0.1, 1]) {
    const { requests, rows: records } = sumOf((await measureCosts(scale, { isFirst: true })).map(({ whole }) => whole));
    const sizes = ["customers", "invoices", "events"].map((name) => formatCount(SIZES[name]!.rows * scale));
    rows.push([...sizes, formatCount(records), formatCount(requests), describeTime(requests / CLOUD_LIMIT), describeTime(records / SMALL_SERVER)]);
  }
  return formatTable(["customers", "invoices", "events", "rows in all", "requests", "Lago Cloud, 50 requests/s", `a small server, ${SMALL_SERVER} rows/s`], rows);
}

function describeTime(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
