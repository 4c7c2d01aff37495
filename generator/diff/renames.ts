import type { TableModel } from "../model/types.ts";
import type { Change } from "./change.ts";
import { findPropertyTarget } from "./property-target.ts";
import type { Version } from "./version.ts";

/**
 * Adds to what is gone the overlay action that would declare it renamed, where something new looks like it. It is not done
 * by itself: a wrong guess would fill a column with what it does not mean.
 */
export function suggestRenames(changes: Change[], before: Version, after: Version): Change[] {
  return changes.map((change) => {
    const suggestion = change.rule === "resource-removed" ? suggestResource(change, changes, before, after) : change.rule === "column-removed" ? suggestColumn(change, changes, before, after) : undefined;
    return suggestion === undefined ? change : { ...change, suggestion };
  });
}

function suggestResource({ resource }: Change, changes: Change[], before: Version, after: Version): string | undefined {
  const gone = before.resources.find(({ name }) => name === resource)!;
  const added = changes.filter(({ rule }) => rule === "resource-added").map((change) => after.resources.find(({ name }) => name === change.resource)!);
  const likely = added.find(({ operationId }) => operationId === gone.operationId) ?? added.find(({ tables }) => share(names(gone.tables[0]), names(tables[0])) >= LIKELY_COLUMNS);
  return likely && writeAction(`$.paths['${likely.path}'].get`, resource);
}

/** A column of the same type that is new in the same table, the likeliest name first. */
function suggestColumn(change: Change, changes: Change[], before: Version, after: Version): string | undefined {
  const earlier = findColumn(before, change);
  const candidates = changes
    .filter(({ rule, table, after: type }) => rule === "column-added" && table === change.table && type === change.before)
    .map((candidate) => ({ ...findColumn(after, candidate)!, likeness: share(letterPairs(change.column!), letterPairs(candidate.column!)) }))
    .filter(({ path, likeness }) => likeness >= LIKELY_LETTERS && path?.slice(0, -1).join() === earlier?.path?.slice(0, -1).join())
    .sort((one, other) => other.likeness - one.likeness);
  const [likely] = candidates;
  const target = likely?.path && findPropertyTarget(after, change, likely.path);
  return target === undefined ? undefined : writeAction(target, earlier!.path!.at(-1)!);
}

/** Of the columns of both, how many must be the same for two tables to look like one. */
const LIKELY_COLUMNS = 0.7;
/** Of the pairs of letters of both names, how many must be the same. */
const LIKELY_LETTERS = 0.5;

function writeAction(target: string, before: string): string {
  return `- target: ${target}\n  update: { x-renamed-from: ${before} }`;
}

function findColumn({ resources }: Version, { resource, table, column }: Change) {
  const tables = resources.filter(({ name }) => name === resource).flatMap(({ tables }) => tables as TableModel[]);
  return tables.find(({ name }) => name === table)?.columns.find(({ name }) => name === column);
}

function names({ columns }: TableModel): Set<string> {
  return new Set(columns.map(({ name }) => name));
}

function letterPairs(name: string): Set<string> {
  return new Set(Array.from({ length: name.length - 1 }, (_, index) => name.slice(index, index + 2)));
}

function share(one: Set<string>, other: Set<string>): number {
  const common = [...one].filter((value) => other.has(value)).length;
  return common / Math.max(1, one.size + other.size - common);
}
