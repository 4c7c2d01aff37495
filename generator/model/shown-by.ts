import type { Diagnostic } from "../diagnostics.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { ColumnModel, Parent, ResourceModel } from "./types.ts";

/**
 * The parent of a watched list, with the list whose rows show its changes: `x-watch` names that list and the columns that change. What
 * connects the two follows from what their columns refer to: the parent's path, and what the nested record's key has besides.
 */
export function findShownBy(list: ListOperation, resource: ResourceModel, resources: readonly ResourceModel[], diagnostics: Diagnostic[]): { parent?: Parent } {
  const stated = readExtensions(list.operation).watch?.shownBy;
  const { parent } = resource;
  if (!stated || !parent?.watch) return {};
  const other = resources.find(({ name }) => name === stated.resource);
  const owner = resources.find(({ name }) => name === parent.resource);
  const inPath = parent.bind.filter((binding) => binding.in === "path");
  const on = inPath.map(({ column }) => findSame(owner, column, other));
  const bound = parent.bind.map(({ as }) => as);
  const about = resource.primaryKey.filter((column) => !bound.includes(column)).map((column) => findSame(resource, column, other)).find((column) => column !== undefined);
  const columns = [...(other?.primaryKey ?? []), ...stated.columns];
  const missing = [
    ...columns.filter((name) => !columnOf(other, name)),
    ...inPath.filter((_, index) => on[index] === undefined).map(({ column }) => `a column like ${parent.resource}.${column}`),
    ...(about === undefined ? [`a column like one of ${resource.name}'s key`] : []),
    // It is loaded before the nested list, so it cannot hang from one itself.
    ...(other?.cursor && !other.parent ? [] : ["a window of its own"]),
  ];
  if (missing.length > 0) {
    diagnostics.push(shownByUnusable(list, stated.resource, missing));
    return {};
  }
  const { column, lookbackDays } = other!.cursor!;
  const { why, ...watch } = parent.watch;
  return { parent: { ...parent, watch: { ...watch, shownBy: { resource: other!.name, on: on as string[], about: about!, columns, window: { column, lookbackDays } }, why } } };
}

/** The column of another list that refers to the same as this one does, or to this one. */
function findSame(owner: ResourceModel | undefined, name: string, other: ResourceModel | undefined): string | undefined {
  const target = columnOf(owner, name)?.references ?? `${owner?.name}.${name}`;
  return other?.tables[0].columns.find(({ references }) => references === target)?.name;
}

function columnOf(resource: ResourceModel | undefined, name: string): ColumnModel | undefined {
  return resource?.tables[0].columns.find((column) => column.name === name);
}

function shownByUnusable(list: ListOperation, resource: string, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "watch-unusable",
    severity: "error",
    message: `x-watch needs ${missing.join(", ")} of ${resource}, which is not there.`,
    help: "Correct shownBy of x-watch in spec/overlay.yaml, or delete it.",
  });
}
