import type { Diagnostic } from "../diagnostics.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { Change, ResourceModel } from "./types.ts";

/**
 * After which activities of the change feed rows of a list may be others than before. Stated, since only the server's code shows
 * what it logs. Where a name does not hold, as in an older document, the list is read as if no activity told of it.
 */
export function findChanges(
  list: ListOperation,
  resource: ResourceModel,
  resources: readonly ResourceModel[],
  diagnostics: Diagnostic[],
): Pick<ResourceModel, "changes" | "changesMissed"> {
  const stated = readExtensions(list.operation).changes;
  if (stated === undefined) return {};
  const changes = stated.after.map(({ of, by, ...rest }): Change => ({ of, by: by.split(".") as [string, string?], ...rest }));
  const missing = changes.flatMap((change) => findMissing(change, resource, resources));
  if (missing.length > 0) {
    diagnostics.push(changesUnusable(list, missing));
    return {};
  }
  return { changes, ...(stated.misses !== undefined && { changesMissed: stated.misses }) };
}

function findMissing({ by: [said], column, filter }: Change, resource: ResourceModel, resources: readonly ResourceModel[]): string[] {
  const feed = resources.find((other) => other.feed);
  const owner = resource.parent ? resources.find(({ name }) => name === resource.parent!.resource) : resource;
  const askable = filter === undefined ? resource.parent !== undefined || resource.single?.bind.length === 1 : resource.filters.includes(filter);
  return [
    ...(hasColumn(feed, said) ? [] : [`${feed?.name ?? "x-feed"}.${said}`]),
    ...(column === undefined || hasColumn(owner, column) ? [] : [`${owner?.name}.${column}`]),
    // What is asked for by a filter needs no column, if nothing of it is ever deleted.
    ...(column === undefined && filter === undefined ? ["column"] : []),
    ...(askable ? [] : [filter ?? "filter"]),
  ];
}

function hasColumn(resource: ResourceModel | undefined, name: string): boolean {
  return resource?.tables[0].columns.some((column) => column.name === name) ?? false;
}

function changesUnusable(list: ListOperation, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "changes-unusable",
    severity: "warning",
    message: `x-changes needs ${missing.join(", ")}, which is not there, so the change feed is not used for this list.`,
    help: "Correct x-changes in spec/overlay.yaml, or delete it.",
  });
}
