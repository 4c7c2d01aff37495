import { toPlainLine } from "./messages.ts";

/**
 * Formats rows as columns for a terminal. The first row is the heading; columns of numbers are right-aligned. With a `width`, the text of the
 * last column is wrapped within it.
 */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[], width?: number): string {
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
  const indent = columns.slice(0, -1).reduce((sum, { width }) => sum + width + 2, 0);
  const wrap = (text: string) => (width !== undefined && width - indent >= NARROWEST ? wrapText(text, width - indent, indent) : text);
  return lines.map((line) => `${[...line.slice(0, -1), wrap(line.at(-1)!.trimEnd())].join("  ").trimEnd()}\n`).join("");
}

/** A column with fewer characters is harder to read than lines that the terminal breaks. */
const NARROWEST = 20;

/** Breaks a text at blanks into lines of at most `width` characters, where its words allow. */
function wrapText(text: string, width: number, indent: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && countPlaces(line) + 1 + countPlaces(word) > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}

/** The width of standard output in characters; undefined if it is no terminal. */
export function terminalWidth(): number | undefined {
  return process.stdout.isTTY ? process.stdout.columns : undefined;
}

type Cells = [heading: readonly string[], rows: readonly (readonly string[])[]];

/** The table in the given width: `expendable` columns are left out one by one until the rest fits. */
export function fitColumns(heading: readonly string[], rows: readonly (readonly string[])[], width: number | undefined, expendable: readonly string[]): Cells {
  const [least] = expendable;
  const needed = heading.reduce((sum, name, column) => sum + Math.max(...[name, ...rows.map((row) => row[column]!)].map(countPlaces)) + 2, -2);
  if (width === undefined || least === undefined || needed <= width) return [heading, rows];
  const keep = (row: readonly string[]) => row.filter((_, column) => heading[column] !== least);
  return fitColumns(keep(heading), rows.map(keep), width, expendable.slice(1));
}

/** A count with separators: 1,234,567. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** `1 day`, `7 days`. */
export function countOf(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? "" : "s"}`;
}

const NUMBER = /^(-?[\d,]+(\.\d+)?(e[+-]?\d+)?)?$/i;

/** The width of a text in characters: an emoji is one to a reader, and two to `length`. */
function countPlaces(text: string): number {
  return [...text].length;
}
