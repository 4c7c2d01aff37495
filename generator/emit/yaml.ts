/** A value as YAML in one line: `{ name: lago_id, data_tests: [unique, not_null] }`. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return typeof value === "string" && isPlain(value) ? value : JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, each]) => `${flow(key)}: ${flow(each)}`).join(", ")} }`;
}

/** A word that needs no quotes. What YAML of any version reads as something else than text has some. */
function isPlain(text: string): boolean {
  return /^[a-z_][a-z0-9_.]*$/i.test(text) && !/^(true|false|yes|no|on|off|y|n|null)$/i.test(text);
}
