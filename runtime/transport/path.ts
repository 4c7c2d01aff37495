import { ConfigurationError } from "../errors.ts";

/** Fills the `{parameters}` of a path, so that any value stays one segment. */
export function fillPath(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeSegment(name, values[name]));
}

/** A URL cannot express these three as a segment: the request would go to another path. */
export function isSegment(text: string): boolean {
  return text !== "" && text !== "." && text !== "..";
}

/**
 * An unencoded "." would end the value in Lago, which reads `/customers/a.b` as customer `a` in format `b`
 * (getlago/lago-api 070fb2485 fixes it for subscriptions only).
 */
function encodeSegment(name: string, value: unknown): string {
  const text = String(value ?? "");
  if (!isSegment(text)) throw new ConfigurationError(`Lago cannot be asked for ${name} ${JSON.stringify(text)}: no URL can hold it.`);
  return encodeURIComponent(text).replaceAll(".", "%2E");
}
