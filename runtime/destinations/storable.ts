/** Longer than any message of the loader's; messages of servers can be longer. */
const MOST_CHARACTERS = 10_000;

/** More would help nobody. */
const MOST_ITEMS = 1_000;

/**
 * Text that every database accepts: NUL becomes U+2400, half a surrogate pair U+FFFD, and long texts are truncated. For everything that the
 * loader writes into its own tables and that may quote Lago or a database.
 */
export function toStorable(text: string): string {
  const stored = text.slice(0, MOST_CHARACTERS).replaceAll("\0", "\u2400").replace(/\p{Surrogate}/gu, "\ufffd");
  return text.length > MOST_CHARACTERS ? `${stored}…` : stored;
}

/** JSON that every database accepts. Its texts are as `toStorable` returns them; arrays and objects are cut off after 1,000 items. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(clean(value));
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return toStorable(value);
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(clean);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).slice(0, MOST_ITEMS).map(([name, item]) => [toStorable(name), clean(item)]));
}
