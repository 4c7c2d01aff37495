import { toPlainLine } from "./messages.ts";

/** Text in columns for a terminal: the first row is the heading; columns of numbers go to the right. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heading, ...rows].map((row) => row.map(toPlainLine));
  const columns = heading.map((_, column) => ({
    width: Math.max(...cells.map((row) => countPlaces(row[column]!))),
    right: rows.length > 0 && rows.every((row) => NUMBER.test(row[column]!)),
  }));
  const lines = cells.map((row) =>
    row.map((cell, column) => {
      const { width, right } = columns[column]!;
      const space = " ".repeat(width - countPlaces(cell));
      return right ? space + cell : cell + space;
    }),
  );
  return lines.map((line) => `${line.join("  ").trimEnd()}\n`).join("");
}

/** A count as people write it: 1,234,567. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** `1 day`, `7 days`. */
export function countOf(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? "" : "s"}`;
}

const NUMBER = /^(-?[\d,]+(\.\d+)?(e[+-]?\d+)?)?$/i;

/** An emoji is one character to a reader, two to `length`. */
function countPlaces(text: string): number {
  return [...text].length;
}
