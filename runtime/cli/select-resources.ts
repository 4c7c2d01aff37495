import { hasDetails } from "../destinations/details.ts";
import { ConfigurationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { findClosest } from "../closest.ts";

export interface Selection {
  /** Names as typed. None selects the default set. */
  readonly names: readonly string[];
  readonly exclude?: readonly string[];
  /** Also resources whose rows another one contains. Snapshots are selected by name only: each costs Lago a computation per subscription. */
  readonly all?: boolean;
}

/**
 * The resources to load: the named ones, or by default all whose rows no other resource contains. A pattern (`wallet*`) matches among
 * the default ones. Excluding a resource also excludes those nested below it, since they need its rows.
 */
export function selectResources(known: readonly Resource[], { names, exclude = [], all = false }: Selection): Resource[] {
  if (all && names.length > 0) throw new ConfigurationError("--all means every resource: leave it out, or the names.");
  const usual = known.filter(({ reslice, snapshot }) => snapshot === undefined && (all || !reslice));
  const wanted = names.length > 0 ? findResources(known, names, usual) : usual;
  const excluded = new Set(findResources(known, exclude));
  const isExcluded = (resource: Resource): boolean =>
    excluded.has(resource) || known.some((other) => other.name === resource.parent?.resource && isExcluded(other));
  const selected = wanted.filter((resource) => !isExcluded(resource));
  if (selected.length === 0) throw new ConfigurationError(wanted.length === 0 ? "There is no name of a resource between the commas. `lago-loader resources` lists them." : "Nothing is left to load: --exclude leaves out every requested resource.");
  return selected;
}

/** The resources to fetch details of: the named ones, or with `all` every loaded one that has details. Patterns match among these. */
export function selectDetails(known: readonly Resource[], loaded: readonly Resource[], names: readonly string[]): Resource[] {
  const having = loaded.filter(hasDetails);
  return names.includes("all") ? having : findResources(known, names, having);
}

/**
 * The distinct resources of these names. A name may be a list with commas, or a pattern in which `*` matches any letters. Patterns
 * match among `among`, so that resources loaded by name only must be named.
 */
export function findResources(known: readonly Resource[], names: readonly string[], among = known): Resource[] {
  const typed = names.flatMap((name) => name.split(",")).map((name) => name.trim()).filter((name) => name !== "");
  return [...new Set(typed.flatMap((name) => (name.includes("*") ? matchPattern(among, name) : findResource(known, name))))];
}

function matchPattern(among: readonly Resource[], pattern: string): Resource[] {
  const expression = new RegExp(`^${pattern.split("*").map((part) => part.replace(/[^\w]/g, "\\$&")).join(".*")}$`);
  const found = among.filter(({ name }) => expression.test(name));
  if (found.length === 0) throw new ConfigurationError(`No resource matches "${pattern}". \`lago-loader resources\` lists them.`);
  return found;
}

function findResource(known: readonly Resource[], name: string): Resource {
  const found = known.find((resource) => resource.name === name);
  if (found) return found;
  const close = findClosest(name, known.map((resource) => resource.name));
  const meant = close.length > 0 ? `Did you mean ${close.join(", ").replace(/, (?=[^,]*$)/, " or ")}?` : "`lago-loader resources` lists them.";
  throw new ConfigurationError(`There is no resource "${name}". ${meant}`);
}
