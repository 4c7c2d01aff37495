import { hasDetails } from "../destinations/details.ts";
import { ConfigurationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { findClosest } from "../closest.ts";

export interface Selection {
  /** Names as typed; none means the default set. */
  readonly names: readonly string[];
  readonly exclude?: readonly string[];
  /** Also lists whose rows another resource already brings. Snapshots are taken by name only: each costs Lago a computation a subscription. */
  readonly all?: boolean;
}

/**
 * The resources to load: those named, or each that is the only source of its rows. What lies below an excluded resource
 * goes with it, since its parent's rows are what it walks.
 */
export function selectResources(known: readonly Resource[], { names, exclude = [], all = false }: Selection): Resource[] {
  if (all && names.length > 0) throw new ConfigurationError("--all means every resource: leave it out, or the names.");
  const wanted = names.length > 0 ? findResources(known, names) : known.filter(({ reslice, snapshot }) => snapshot === undefined && (all || !reslice));
  const excluded = new Set(findResources(known, exclude));
  const isExcluded = (resource: Resource): boolean =>
    excluded.has(resource) || known.some((other) => other.name === resource.parent?.resource && isExcluded(other));
  const selected = wanted.filter((resource) => !isExcluded(resource));
  if (selected.length === 0) throw new ConfigurationError("Nothing is left to load: --exclude takes away all that was asked for.");
  return selected;
}

/** The resources of which details are wanted: those named, or with `all` each that is loaded and has any. */
export function selectDetails(known: readonly Resource[], loaded: readonly Resource[], names: readonly string[]): Resource[] {
  return names.includes("all") ? loaded.filter(hasDetails) : findResources(known, names);
}

/** The resources of these names, each once. */
export function findResources(known: readonly Resource[], names: readonly string[]): Resource[] {
  return [...new Set(names)].map((name) => {
    const found = known.find((resource) => resource.name === name);
    if (found) return found;
    const close = findClosest(name, known.map((resource) => resource.name));
    const meant = close.length > 0 ? `Did you mean ${close.join(", ").replace(/, (?=[^,]*$)/, " or ")}?` : "`lago-loader resources` lists them.";
    throw new ConfigurationError(`There is no resource "${name}". ${meant}`);
  });
}
