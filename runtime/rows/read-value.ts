/** The value at a path of a record; undefined if there is none. */
export function readValue(record: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined), record);
}
