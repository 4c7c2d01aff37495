import type { Metric } from "./metric.ts";

const KEYS = ["title", "definition", "unit", "time", "dimensions", "with", "caveats"];

/** Parses a file of `metrics/`: lines `-- key: text`, then the query. Throws an `Error` with the file's name if a key is missing or unknown. */
export function parseMetric(name: string, text: string): Metric {
  const header = new Map<string, string>();
  const lines = text.trimEnd().split("\n");
  const end = lines.findIndex((line) => !line.startsWith("-- "));
  for (const line of lines.slice(0, end)) {
    const [, key = "", value = ""] = /^-- (\w+): (.+)$/.exec(line) ?? [];
    if (!KEYS.includes(key)) throw new Error(`metrics/${name}.sql: the line "${line}" is no "-- key: text" with one of ${KEYS.join(", ")}.`);
    header.set(key, value);
  }
  const required = (key: string) => {
    const value = header.get(key);
    if (value === undefined) throw new Error(`metrics/${name}.sql has no line "-- ${key}: …".`);
    return value;
  };
  return {
    name,
    title: required("title"),
    definition: required("definition"),
    unit: required("unit"),
    time: header.get("time"),
    dimensions: splitList(header.get("dimensions")),
    caveats: required("caveats"),
    parts: splitList(header.get("with")),
    sql: lines.slice(end).join("\n"),
  };
}

function splitList(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(", ");
}
