import { badRequest } from "./refusal.ts";

/** Finds what answers a path, and the parameters in it, percent-decoded. */
export type Routes<T> = (path: string) => { target: T; segments: string[] } | undefined;

export function makeRoutes<T extends { readonly path: string }>(targets: readonly T[]): Routes<T> {
  const patterns = targets.map((target) => ({ target, pattern: toPattern(target.path) }));
  return (path) => {
    for (const { target, pattern } of patterns) {
      const match = pattern.exec(path);
      if (match) return { target, segments: match.slice(1).map(decode) };
    }
    return undefined;
  };
}

/** The template with its parameters filled in, each percent-encoded, a dot too. */
export function fillPath(template: string, segments: readonly string[]): string {
  let next = 0;
  return template.replace(/\{\w+\}/g, () => encodeURIComponent(segments[next++]!).replaceAll(".", "%2E"));
}

/**
 * Rails ends a parameter at a dot and takes the rest of a last one for a format: `/customers/a.b` asks for `a`, and
 * `/customers/a.b/wallets` is no route at all. Written `%2E`, a dot passes. Subscriptions alone allow it as it is.
 */
function toPattern(template: string): RegExp {
  const parameters = template.replace("/subscriptions/{external_id}", "/subscriptions/([^/]+)").replace(/\{\w+\}/g, "([^/.]+)");
  return new RegExp(`^${parameters}${parameters.endsWith("([^/.]+)") ? "(?:\\.[^/]*)?" : ""}$`);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest("invalid %-encoding");
  }
}
