import type { Parent, ResourceModel } from "../model/types.ts";
import type { WebhookModel } from "../model/webhooks.ts";
import { type Change, describeChange } from "./change.ts";
import { compareTables, listColumns } from "./compare-tables.ts";
import type { RuleId } from "./rules.ts";

/** The webhooks of the spec. */
export interface ModelWebhooks {
  before: readonly WebhookModel[];
  after: readonly WebhookModel[];
}

/** Every change from one model to another, ordered by resource name. */
export function compareModels(before: ResourceModel[], after: ResourceModel[], webhooks: ModelWebhooks = { before: [], after: [] }): Change[] {
  const pairs = after.map((resource) => ({ resource, earlier: findEarlier(resource, before) }));
  const kept = new Set(pairs.map(({ earlier }) => earlier));
  const removed = before.filter((resource) => !kept.has(resource)).map(({ name, path }) => describeChange("resource-removed", { resource: name, before: `GET ${path}` }));
  const changed = pairs.flatMap(({ resource, earlier }) =>
    earlier ? compareResources(earlier, resource) : [describeNew(resource)],
  );
  return [...removed, ...changed, ...compareWebhooks(webhooks)].sort((one, other) => (one.resource < other.resource ? -1 : one.resource > other.resource ? 1 : 0));
}

/** A webhook is identified by its type. It has a place only if it concerns a resource. */
function compareWebhooks({ before, after }: ModelWebhooks): Change[] {
  const less = (some: readonly WebhookModel[], others: readonly WebhookModel[]) => some.filter(({ type }) => !others.some((other) => other.type === type));
  const describe = (rule: RuleId, { type, objectType, resources }: WebhookModel, side: "before" | "after") =>
    describeChange(rule, { resource: resources[0] ?? objectType, [side]: `${type}: ${resources.length === 0 ? "concerns no list" : `after it, ${resources.join(", ")} are asked again`}` });
  return [...less(after, before).map((webhook) => describe("webhook-added", webhook, "after")), ...less(before, after).map((webhook) => describe("webhook-removed", webhook, "before"))];
}

function findEarlier({ name, renamedFrom }: ResourceModel, before: ResourceModel[]): ResourceModel | undefined {
  return before.find((earlier) => earlier.name === name) ?? before.find((earlier) => earlier.name === renamedFrom);
}

/** A new list, with what has to be checked about it. */
function describeNew(resource: ResourceModel): Change {
  const { name, path, primaryKey, parent, paginator, tables } = resource;
  const [root, ...children] = tables;
  const facts = [
    `GET ${path}`,
    `key: ${primaryKey.join(", ") || "none"}`,
    ...(parent ? [`parent: ${formatParent(parent)}`] : []),
    `paginator: ${paginator}`,
    `${root.columns.length} columns`,
    ...(children.length > 0 ? [`child tables: ${children.map((table) => table.name).join(", ")}`] : []),
  ];
  return describeChange("resource-added", { resource: name, after: facts.join("; "), columns: listColumns(root) });
}

/** The differences in how a resource is read; those of its tables follow. */
function compareResources(before: ResourceModel, after: ResourceModel): Change[] {
  const resource = after.name;
  const differ = (rule: RuleId, read: (model: ResourceModel) => string | undefined): Change[] => {
    const [was, is] = [read(before), read(after)];
    return was === is ? [] : [describeChange(rule, { resource, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) })];
  };
  return [
    ...differ("resource-renamed", ({ name }) => name),
    ...differ("path-changed", ({ path }) => path),
    ...differ("operation-id-changed", ({ operationId }) => operationId),
    ...differ("selector-changed", ({ selector, recordsAt }) => (recordsAt?.length === 0 ? "the answer itself" : (recordsAt ?? [selector]).join("."))),
    ...differ("paginator-changed", ({ paginator }) => paginator),
    ...differ("primary-key-changed", formatKey),
    // How often a list is asked for changes no row.
    ...differ("parent-changed", ({ parent }) => parent && formatParent(parent)),
    ...differ("single-changed", ({ single }) => single && `GET ${single.path} (${single.bind.map(({ parameter, column }) => `${parameter}: ${column}`).join(", ")})`),
    ...differ(nameCursorRule(before, after), ({ cursor }) => format(cursor && { ...cursor, why: undefined })),
    ...compareSets(["filter-added", "filter-removed"], resource, before.filters, after.filters),
    ...compareFilterTypes(before, after),
    ...(!before.deprecated && after.deprecated ? [describeChange("resource-deprecated", { resource })] : []),
    ...(before.deprecated && !after.deprecated ? [describeChange("resource-no-longer-deprecated", { resource })] : []),
    ...differ("default-query-changed", ({ query }) => format(query)),
    ...differ("count-changed", ({ count }) => count),
    ...differ("order-changed", ({ loose, repeats }) => format({ loose, repeats })),
    ...differ("part-of-changed", ({ partOf }) => partOf),
    ...compareSets(["scope-added", "scope-removed"], resource, before.scopes, after.scopes),
    ...compareTables(before, after),
  ];
}

function formatParent({ resource, bind, where }: Parent): string {
  const values = bind.map(({ parameter, column, as }) => `${parameter}: ${column}${as === undefined || as === column ? "" : ` as ${as}`}`);
  return `${resource} (${[...values, ...(where ? [`where ${where.column} is ${where.equals}`] : [])].join(", ")})`;
}

function compareFilterTypes({ filterTypes: before = {} }: ResourceModel, { name: resource, filterTypes: after = {} }: ResourceModel): Change[] {
  return Object.keys(after)
    .filter((filter) => before[filter] !== undefined && before[filter] !== after[filter])
    .map((filter) => describeChange("filter-type-changed", { resource, before: `${filter}: ${before[filter]}`, after: `${filter}: ${after[filter]}` }));
}

function nameCursorRule(before: ResourceModel, after: ResourceModel): RuleId {
  if (before.cursor === undefined) return "cursor-added";
  return after.cursor === undefined ? "cursor-removed" : "cursor-changed";
}

function formatKey({ primaryKey, nullableKey }: ResourceModel): string {
  return `${primaryKey.toSorted().join(", ") || "none"}${nullableKey.length > 0 && primaryKey.length > 0 ? ` (${nullableKey.toSorted().join(", ")} may be null)` : ""}`;
}

function compareSets([added, removed]: [RuleId, RuleId], resource: string, before: string[], after: string[]): Change[] {
  return [
    ...after.filter((value) => !before.includes(value)).map((value) => describeChange(added, { resource, after: value })),
    ...before.filter((value) => !after.includes(value)).map((value) => describeChange(removed, { resource, before: value })),
  ];
}

/** Of plain data, equal for what is equal but for the order of members. */
function format(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return JSON.stringify(value, (_, node: unknown) => (isObject(node) ? Object.fromEntries(Object.entries(node).sort(([one], [other]) => (one < other ? -1 : 1))) : node));
}

function isObject(node: unknown): node is object {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}
