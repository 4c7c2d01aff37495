import type { Diagnostic } from "../diagnostics.ts";
import type { FlatSchema } from "../spec/resolve.ts";
import { readExtensions, type Extensions } from "./extensions.ts";
import { nameResource, singular } from "./names.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { ScopedList } from "./scopes.ts";
import type { Binding, Parent, Watch } from "./types.ts";

/** What is known of every resource before its parent is: its list and its name. */
export interface NamedList extends ScopedList {
  name: string;
}

/**
 * Finds whose rows fill the parameters of each nested list. The path tells it: `/plans/{code}/charges` hangs from the
 * list at `/plans`, whose records have a `code`. Where it does not, the overlay's `x-parent` does.
 */
export function findParents(resources: NamedList[], diagnostics: Diagnostic[]): Map<string, Parent> {
  const found = new Map<string, Parent | undefined>();
  for (const resource of resources) find(resource, []);
  const parents = dropNeedlessColumns(resources, new Map([...found].filter((entry): entry is [string, Parent] => entry[1] !== undefined)));
  return new Map([...parents].map(([name, parent]) => [name, checkParent(resources.find((resource) => resource.name === name)!, parent, resources, parents, diagnostics)]));

  /** A list of filters uses the columns that its list of charges has from the plan, so the latter comes first. */
  function find(resource: NamedList, below: string[]): Parent | undefined {
    const { name, list } = resource;
    if (found.has(name)) return found.get(name);
    const { parent: stated, watch } = readExtensions(list.operation);
    if (stated === undefined && pathParameters(list.path).length === 0) return undefined;
    if (below.includes(name)) {
      diagnostics.push(parentInCircle(list, [...below.slice(below.indexOf(name)), name]));
      found.set(name, undefined);
      return undefined;
    }
    const owner = findOwner(resource, resources, stated?.resource);
    const grandparent = owner && owner !== resource ? find(owner, [...below, name]) : undefined;
    if (owner === resource) diagnostics.push(parentInCircle(list, [name, name]));
    const parent = owner && owner !== resource ? bindParent(resource, owner, grandparent, stated) : undefined;
    if (parent === undefined && owner !== resource && !found.has(name)) diagnostics.push(parentNotFound(list));
    // `shownBy` needs the columns of other tables: shown-by.ts adds it.
    const { shownBy: _, ...own } = watch ?? {};
    if (!found.has(name)) found.set(name, parent && { ...parent, ...(watch && { watch: own as Watch }) });
    return found.get(name);
  }
}

/** The list that the overlay states, or that the path names. */
function findOwner({ list }: NamedList, resources: NamedList[], stated: string | undefined): NamedList | undefined {
  if (stated !== undefined) return resources.find(({ name }) => name === stated);
  const prefix = list.path.slice(0, list.path.lastIndexOf("/{"));
  return resources.find((other) => [other.list, ...other.scopes].some(({ path }) => path === prefix)) ?? resources.find(({ name }) => name === nameResource(prefix));
}

/** The parent, if each of the path's parameters is one of its columns. */
function bindParent({ list }: NamedList, owner: NamedList, grandparent: Parent | undefined, stated: Extensions["parent"] = {}): Parent | undefined {
  const inPath = pathParameters(list.path);
  const inQuery = list.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  const derived = stated.resource !== undefined && stated.params !== undefined ? [] : [
    ...inPath.map((parameter) => [parameter, findInherited(parameter, list.path, owner, grandparent) ?? findColumn(parameter, owner.name, owner.list.record)] as const),
    ...inQuery.map((parameter) => [parameter, findChoosing(parameter, list.path, owner, grandparent)] as const),
  ];
  const columns = new Map<string, string>();
  for (const [parameter, column] of [...derived, ...Object.entries(stated.params ?? {})]) if (column !== undefined) columns.set(parameter, column);
  if (inPath.some((parameter) => !columns.has(parameter))) return undefined;
  const [condition] = Object.entries(stated.where ?? {});
  return {
    resource: owner.name,
    bind: [...columns].map(([parameter, column]) => ({ parameter, in: inPath.includes(parameter) ? "path" : "query", column, as: nameColumn(list.path, parameter) })),
    ...(condition && { where: { column: condition[0], equals: condition[1] } }),
  };
}

/** The parent's column that fills the same position of the path there, whatever the parameter's name. */
function findInherited(parameter: string, path: string, owner: NamedList, grandparent: Parent | undefined): string | undefined {
  const place = pathUpTo(path, parameter);
  const same = pathParameters(owner.list.path).find((other) => pathUpTo(owner.list.path, other) === place);
  return grandparent?.bind.find((binding) => binding.parameter === same)?.as;
}

function pathUpTo(path: string, parameter: string): string {
  return path.slice(0, path.indexOf(`{${parameter}}`)).replace(/\{[^}]+\}/g, "{}");
}

/**
 * A query parameter that says which parent is meant, where several share the path's value: `subscription_status` is the
 * `status` of the subscription.
 */
function findChoosing(parameter: string, path: string, owner: NamedList, grandparent: Parent | undefined): string | undefined {
  const inherited = grandparent?.bind.find((binding) => binding.in === "query" && binding.parameter === parameter);
  if (inherited !== undefined) return inherited.as;
  const words = [...path.matchAll(/([^/]+)\/\{/g)].map(([, word]) => singular(word!));
  const column = CHOOSING.find((name) => words.some((word) => parameter === `${word}_${name}`));
  return column !== undefined && column in owner.list.record.properties ? column : undefined;
}

const CHOOSING = ["status", "code"];

/** The column for `charge_code` in a list of charges: its `charge_code`, or its `code`; for `id`, its `lago_id`. */
export function findColumn(parameter: string, resource: string, { properties }: FlatSchema): string | undefined {
  const name = withoutWord(parameter, singular(resource));
  return [parameter, name, ...(name === "id" ? ["lago_id"] : [])].find((column) => Object.hasOwn(properties, column));
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
  const names: Record<string, string> = { code: `${owner}_code`, external_id: `external_${owner}_id`, lago_id: `${owner}_id`, id: `${owner}_id` };
  return names[parameter] ?? parameter;
}

/**
 * What a path asks by is kept, in the record's own column where it has one of that name: it says below which parent a row came. What is
 * sent in the query is kept where it helps to identify the row, or where a list further down asks for it.
 */
function dropNeedlessColumns(resources: NamedList[], parents: Map<string, Parent>): Map<string, Parent> {
  const isAskedFor = (name: string, column: string) =>
    [...parents.values()].some((parent) => parent.resource === name && parent.bind.some((binding) => binding.column === column));
  return new Map(
    [...parents].map(([name, parent]) => {
      const { list } = resources.find((resource) => resource.name === name)!;
      const key = readExtensions(list.operation).primaryKey ?? [];
      const keeps = ({ as, in: where }: Binding) =>
        as !== undefined && (where === "path" || (!(as in list.record.properties) && (key.includes(as) || isAskedFor(name, as))));
      const bind = parent.bind.map(({ as, ...binding }) => (as !== undefined && keeps({ ...binding, as }) ? { ...binding, as } : binding));
      return [name, { ...parent, bind }];
    }),
  );
}

/** The parent, if it has everything that is required. What only saves requests is left out if it is missing. */
function checkParent({ list }: NamedList, parent: Parent, resources: NamedList[], parents: Map<string, Parent>, diagnostics: Diagnostic[]): Parent {
  const owner = resources.find(({ name }) => name === parent.resource);
  const kept = (parents.get(parent.resource)?.bind ?? []).map(({ as }) => as);
  const columns = new Set([...Object.keys(owner?.list.record.properties ?? {}), ...kept]);
  const findMissing = (names: readonly string[]) => names.filter((column) => !columns.has(column)).map((column) => `${parent.resource}.${column}`);
  const missing = findMissing([...parent.bind, ...(parent.where ? [parent.where] : [])].map(({ column }) => column));
  if (missing.length > 0) diagnostics.push(parentColumnMissing(list, missing));
  const unwatched = findMissing(parent.watch?.columns ?? []);
  if (unwatched.length === 0) return parent;
  diagnostics.push(watchUnusable(list, unwatched));
  const { watch: _, ...rest } = parent;
  return rest;
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
    message: `x-parent names ${missing.join(", ")}, which is not there.`,
    help: "Correct it in spec/overlay.yaml.",
  });
}

function watchUnusable(list: ListOperation, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "watch-unusable",
    severity: "error",
    message: `x-watch names ${missing.join(", ")}, which is not there.`,
    help: "Correct it in spec/overlay.yaml.",
  });
}

function parentInCircle(list: ListOperation, names: string[]): Diagnostic {
  return describeProblem(list, {
    code: "parent-in-circle",
    severity: "error",
    message: `The list is asked for each row of its own, by way of ${names.join(" → ")}, so that none can be the first.`,
    help: "Correct x-parent in spec/overlay.yaml.",
  });
}
