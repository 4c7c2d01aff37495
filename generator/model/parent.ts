import type { Diagnostic } from "../diagnostics.ts";
import type { FlatSchema } from "../spec/resolve.ts";
import { readExtensions, type Extensions } from "./extensions.ts";
import { nameResource, singular } from "./names.ts";
import type { ListOperation } from "./operations.ts";
import { describeProblem } from "./problem.ts";
import type { ScopedList } from "./scopes.ts";
import type { Binding, Parent } from "./types.ts";

/** What is known of every resource before its parent is: its list and its name. */
export interface NamedList extends ScopedList {
  name: string;
}

/**
 * Finds whose rows fill the parameters of each nested list. The path tells it: `/plans/{code}/charges` hangs from the
 * list at `/plans`, whose records have a `code`. Where it does not, the overlay's `x-parent` does.
 */
export function findParents(resources: NamedList[], diagnostics: Diagnostic[]): Map<string, Parent> {
  const found = new Map<string, Parent>();
  // Short paths first: a list of filters uses the columns that its list of charges has from the plan.
  for (const resource of [...resources].sort((one, other) => one.list.path.length - other.list.path.length)) {
    const { list } = resource;
    const stated = readExtensions(list.operation).parent;
    if (stated === undefined && pathParameters(list.path).length === 0) continue;
    const parent = stated ? readParent(resource, stated) : deriveParent(resource, resources, found);
    const { watch } = readExtensions(list.operation);
    if (parent === undefined) diagnostics.push(parentNotFound(list));
    else found.set(resource.name, { ...parent, ...(watch && { watch }) });
  }
  const parents = dropNeedlessColumns(resources, found);
  for (const { name, list } of resources) {
    const missing = findMissingColumns(parents.get(name), resources, parents);
    if (missing.length > 0) diagnostics.push(parentColumnMissing(list, missing));
  }
  return parents;
}

/** A parent as the overlay states it. */
function readParent({ list }: NamedList, { resource, params, where }: NonNullable<Extensions["parent"]>): Parent {
  const inPath = pathParameters(list.path);
  const [condition] = Object.entries(where ?? {});
  return {
    resource,
    bind: Object.entries(params).map(([parameter, column]) => ({
      parameter,
      in: inPath.includes(parameter) ? "path" : "query",
      column,
      as: nameColumn(list.path, parameter),
    })),
    ...(condition && { where: { column: condition[0], equals: condition[1] } }),
  };
}

/** The parent that the path names, when each of the path's parameters is one of its columns. */
function deriveParent({ list }: NamedList, resources: NamedList[], found: Map<string, Parent>): Parent | undefined {
  const prefix = list.path.slice(0, list.path.lastIndexOf("/{"));
  const parent =
    resources.find((other) => [other.list, ...other.scopes].some(({ path }) => path === prefix)) ??
    resources.find(({ name }) => name === nameResource(prefix));
  if (parent === undefined) return undefined;
  const bind = pathParameters(list.path).map((parameter) => ({
    parameter,
    in: "path" as const,
    column: findInherited(parameter, parent, found.get(parent.name)) ?? findColumn(parameter, parent.name, parent.list.record),
    as: nameColumn(list.path, parameter),
  }));
  return bind.every((binding): binding is typeof binding & { column: string } => binding.column !== undefined)
    ? { resource: parent.name, bind }
    : undefined;
}

/** The parent's column that fills the same parameter there. */
function findInherited(parameter: string, parent: NamedList, grandparent: Parent | undefined): string | undefined {
  return pathParameters(parent.list.path).includes(parameter) ? grandparent?.bind.find((binding) => binding.parameter === parameter)?.as : undefined;
}

/** The column for `charge_code` in a list of charges: its `charge_code`, or its `code`. */
export function findColumn(parameter: string, resource: string, { properties }: FlatSchema): string | undefined {
  return [parameter, withoutWord(parameter, singular(resource))].find((name) => name in properties);
}

/** `code` for `charge_code`, when the list is one of charges; `external_id` for `external_customer_id`. */
function withoutWord(parameter: string, owner: string): string {
  const word = owner.split("_").at(-1);
  return parameter.split("_").filter((part) => part !== word).join("_");
}

/**
 * What the value is called in the own table: `plan_code` for the `code` in `/plans/{code}`, `external_subscription_id` for
 * the `external_id` in `/subscriptions/{external_id}`, `wallet_id` for a wallet's `lago_id`; others name their owner already.
 */
function nameColumn(path: string, parameter: string): string {
  const segments = path.split("/");
  const owner = singular(segments[segments.indexOf(`{${parameter}}`) - 1] ?? "");
  const names: Record<string, string> = { code: `${owner}_code`, external_id: `external_${owner}_id`, lago_id: `${owner}_id` };
  return names[parameter] ?? parameter;
}

/**
 * A value is not kept twice where the record has it under the same name. One sent in the query is kept where it helps to
 * identify the row, or where a list further down asks for it.
 */
function dropNeedlessColumns(resources: NamedList[], parents: Map<string, Parent>): Map<string, Parent> {
  const isAskedFor = (name: string, column: string) =>
    [...parents.values()].some((parent) => parent.resource === name && parent.bind.some((binding) => binding.column === column));
  return new Map(
    [...parents].map(([name, parent]) => {
      const { list } = resources.find((resource) => resource.name === name)!;
      const key = readExtensions(list.operation).primaryKey ?? [];
      const keeps = ({ as, in: where }: Binding) =>
        as !== undefined && !(as in list.record.properties) && (where === "path" || key.includes(as) || isAskedFor(name, as));
      const bind = parent.bind.map(({ as, ...binding }) => (as !== undefined && keeps({ ...binding, as }) ? { ...binding, as } : binding));
      return [name, { ...parent, bind }];
    }),
  );
}

/** What is asked of a parent that it does not have. Only the overlay can ask for it. */
function findMissingColumns(parent: Parent | undefined, resources: NamedList[], parents: Map<string, Parent>): string[] {
  if (parent === undefined) return [];
  const owner = resources.find(({ name }) => name === parent.resource);
  const kept = (parents.get(parent.resource)?.bind ?? []).map(({ as }) => as);
  const columns = new Set([...Object.keys(owner?.list.record.properties ?? {}), ...kept]);
  return [...[...parent.bind, ...(parent.where ? [parent.where] : [])].map(({ column }) => column), ...(parent.watch?.columns ?? [])]
    .filter((column) => !columns.has(column))
    .map((column) => `${parent.resource}.${column}`);
}

export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
}

function parentNotFound(list: ListOperation): Diagnostic {
  return describeProblem(list, {
    code: "parent-not-found",
    severity: "error",
    message: `No list was found whose records fill ${pathParameters(list.path).map((name) => `{${name}}`).join(" and ")} of this path.`,
    help: "State it in spec/overlay.yaml: x-parent: { resource: plans, params: { code: code } }.",
  });
}

function parentColumnMissing(list: ListOperation, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "parent-column-missing",
    severity: "error",
    message: `x-parent or x-watch names ${missing.join(", ")}, which is not there.`,
    help: "Correct it in spec/overlay.yaml.",
  });
}
