import type { Diagnostic } from "../diagnostics.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { Change, ResourceModel } from "./types.ts";
import { mergeChanges } from "./webhooks.ts";

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
    diagnostics.push(changesUnusable(list, missing, "changes"));
    return {};
  }
  return { changes, ...(stated.misses !== undefined && { changesMissed: stated.misses }) };
}

/** The webhooks of a list: those that the spec shows (`derived`), and those that are stated. */
export function findWebhookChanges(
  list: ListOperation,
  resource: ResourceModel,
  resources: readonly ResourceModel[],
  derived: readonly Change[],
  diagnostics: Diagnostic[],
): Pick<ResourceModel, "webhooks" | "webhooksMissed"> {
  const stated = readExtensions(list.operation).webhooks;
  const besides = (stated?.after ?? []).map(({ by, ...rest }): Change => ({ ...rest, by: by.split(".") as [string, string?] }));
  const missing = besides.flatMap((change) => findUnaskable(change, resource, resources));
  if (missing.length > 0) diagnostics.push(changesUnusable(list, missing, "webhooks"));
  const webhooks = mergeChanges([...derived, ...(missing.length > 0 ? [] : besides)]);
  return webhooks.length > 0 ? { webhooks, ...(stated?.misses !== undefined && { webhooksMissed: stated.misses }) } : {};
}

function findMissing(change: Change, resource: ResourceModel, resources: readonly ResourceModel[]): string[] {
  const feed = resources.find((other) => other.feed);
  const [said] = change.by;
  return [...(hasColumn(feed, said) ? [] : [`${feed?.name ?? "x-feed"}.${said}`]), ...findUnaskable(change, resource, resources)];
}

function findUnaskable({ column, filter }: Change, resource: ResourceModel, resources: readonly ResourceModel[]): string[] {
  const owner = resource.parent ? resources.find(({ name }) => name === resource.parent!.resource) : resource;
  const askable = filter === undefined ? resource.parent !== undefined || resource.single?.bind.length === 1 : resource.filters.includes(filter);
  return [
    ...(column === undefined || hasColumn(owner, column) ? [] : [`${owner?.name}.${column}`]),
    // Records that are requested by a filter need no column, if none of them is ever deleted.
    ...(column === undefined && filter === undefined ? ["column"] : []),
    ...(askable ? [] : [filter ?? "filter"]),
  ];
}

function hasColumn(resource: ResourceModel | undefined, name: string): boolean {
  return resource?.tables[0].columns.some((column) => column.name === name) ?? false;
}

function changesUnusable(list: ListOperation, missing: string[], key: "changes" | "webhooks"): Diagnostic {
  return describeProblem(list, {
    code: `${key}-unusable`,
    severity: "warning",
    message: `x-${key} needs ${missing.join(", ")}, which is not there, so ${key === "changes" ? "the change feed is" : "what it states is"} not used for this list.`,
    help: `Correct x-${key} in spec/overlay.yaml, or delete it.`,
  });
}
