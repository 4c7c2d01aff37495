import { open } from "node:fs/promises";
import { ANSWER_TEXTS, toCsvLine } from "../answer-text.ts";
import type { Saved } from "./reader.ts";

/** Rows as text, in portions. */
export type Portions = AsyncIterable<readonly (readonly (string | null)[])[]>;

/**
 * Writes rows to a file for people: CSV or JSON lines. Stops before it exceeds `limits`, and says so. In CSV, text that a spreadsheet would
 * run as a formula gets a leading apostrophe; JSON lines are exact.
 */
export async function writeRows(file: string, format: "csv" | "jsonl", columns: readonly string[], portions: Portions, limits: { readonly rows: number; readonly bytes: number }): Promise<Saved> {
  const names = makeUnique(columns);
  const handle = await open(file, "wx", 0o600);
  let rows = 0;
  let bytes = 0;
  try {
    if (format === "csv") await handle.write(toCsvLine(names));
    for await (const portion of portions) {
      if (rows + portion.length > limits.rows) return { rows, truncated: "rows" };
      const text = format === "csv" ? portion.map((row) => toCsvLine(row.map(disarm))).join("") : ANSWER_TEXTS.jsonl({ columns: names, rows: portion });
      bytes += Buffer.byteLength(text);
      if (bytes > limits.bytes) return { rows, truncated: "bytes" };
      await handle.write(text);
      rows += portion.length;
    }
    return { rows, truncated: null };
  } finally {
    await handle.close();
  }
}

/** Two columns with the same name would be one key of an object, so they become `n`, `n_1`. */
export function makeUnique(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let nth = 1; used.has(unique); nth++) unique = `${name}_${nth}`;
    used.add(unique);
    return unique;
  });
}

/** Spreadsheets run text that begins like this as a formula, and customers choose their own names. Numbers are no formulas. */
function disarm(value: string | null): string | null {
  return value !== null && /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
}
