import { readFileSync } from "node:fs";

/** Names and values of a section. */
export type Section = Readonly<Record<string, string>>;

/** A section of a file as AWS' and Databricks' command lines write them; empty where there is none, or no such file. What is indented belongs to the line above, and is left out. */
export function readSection(file: string, wanted: string): Section {
  const found: Record<string, string> = {};
  let section = "";
  for (const line of readLines(file)) {
    section = /^\s*\[\s*(.*?)\s*\]/.exec(line)?.[1] ?? section;
    const [, name, value] = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === wanted && name !== undefined) found[name] = value!;
  }
  return found;
}

function readLines(file: string): string[] {
  try {
    // Editors of Windows put a mark before the first line.
    return readFileSync(file, "utf8").replace(/^\ufeff/, "").split(/\r?\n/);
  } catch {
    return [];
  }
}
