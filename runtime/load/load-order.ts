import type { Resource } from "../resource.ts";

/** The resources to load so that every nested list finds its parent's rows: parents added where missing, each before its children. */
export function withParents(selected: readonly Resource[], known: readonly Resource[]): Resource[] {
  const byName = new Map([...known, ...selected].map((resource) => [resource.name, resource]));
  const ordered = new Set<Resource>();
  const add = (resource: Resource) => {
    const parent = parentOf(resource, byName);
    if (parent) add(parent);
    ordered.add(resource);
  };
  selected.forEach(add);
  return [...ordered];
}

function parentOf(resource: Resource, byName: ReadonlyMap<string, Resource>): Resource | undefined {
  if (!resource.parent) return undefined;
  const parent = byName.get(resource.parent.resource);
  if (!parent) {
    throw new Error(`${resource.name} walks the rows of ${resource.parent.resource}: load that as well, or give it as one of \`resources\``);
  }
  return parent;
}
