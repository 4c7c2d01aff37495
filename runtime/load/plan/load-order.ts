import { ConfigurationError } from "../../errors.ts";
import type { ReadChoice } from "./plan-read.ts";
import type { Resource } from "../../resource.ts";

/** The resources to load in order, with what they need: parents, and for `changes` the list of activities. */
export function orderResources(selected: readonly Resource[], known: readonly Resource[], { changes }: ReadChoice): Resource[] {
  return withParents(changes ? [findFeed([...selected, ...known]), ...selected] : selected, known);
}

/** The list of activities. */
export function findFeed(resources: readonly Resource[]): Resource {
  const found = resources.find(({ feed }) => feed);
  if (!found) throw new ConfigurationError("`changes` needs the activity logs: pass `activityLogs` in `resources`.");
  return found;
}

/**
 * Adds missing parents, and puts each before its children, so that nested lists find their parent's rows. A list that shows changes of a nested
 * one comes before that as well, but only if it was selected.
 */
function withParents(selected: readonly Resource[], known: readonly Resource[]): Resource[] {
  const byName = new Map([...known, ...selected].map((resource) => [resource.name, resource]));
  const ordered = new Set<Resource>();
  const add = (resource: Resource) => {
    const parent = parentOf(resource, byName);
    if (parent) add(parent);
    const shownBy = selected.find(({ name }) => name === resource.parent?.watch?.shownBy?.resource);
    if (shownBy) add(shownBy);
    ordered.add(resource);
  };
  selected.forEach(add);
  return [...ordered];
}

function parentOf(resource: Resource, byName: ReadonlyMap<string, Resource>): Resource | undefined {
  if (!resource.parent) return undefined;
  const parent = byName.get(resource.parent.resource);
  if (!parent) {
    throw new ConfigurationError(`${resource.name} is read below the rows of ${resource.parent.resource}: load that as well, or give it as one of \`resources\`.`);
  }
  return parent;
}
