/** A Markdown table; columns but the first are numbers. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(headings), line(headings.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

export function formatCount(value: number | null): string {
  return value === null ? "" : Math.round(value).toLocaleString("en");
}

export function formatNumber(value: number | null | undefined, digits: number): string {
  return value == null ? "" : value.toFixed(digits);
}

export function formatPercent(part: number | null): string {
  return part === null ? "" : `${Math.round(part * 100)} %`;
}
