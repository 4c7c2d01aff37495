import { type FlatSchema, resolve, resolveRef } from "../spec/resolve.ts";
import type { Document } from "../spec/types.ts";
import { singular } from "./names.ts";
import type { NamedList } from "./parent.ts";
import type { FindReference } from "./references.ts";
import type { Change, ResourceModel } from "./types.ts";

/** One kind of webhook: `{"webhook_type": "invoice.created", "object_type": "invoice", "invoice": {…}}`. */
export interface Webhook {
  type: string;
  objectType: string;
  record: FlatSchema;
}

/** A webhook, and the resources whose changes it announces: none for most errors, and for objects without a list. */
export interface WebhookModel {
  type: string;
  objectType: string;
  resources: string[];
}

/** The webhooks of the spec, ordered by type. One without an object type concerns nothing that a load reads. */
export function findWebhooks(document: Document): Webhook[] {
  return Object.values(document.webhooks ?? {})
    .flatMap(({ post }): Webhook[] => {
      const schema = post?.requestBody && resolveRef(document, post.requestBody).content?.["application/json"]?.schema;
      if (schema === undefined) return [];
      const { properties } = resolve(document, schema);
      const valueOf = (name: string) => resolve(document, properties[name] ?? {}).enum?.[0];
      const [type, objectType] = [valueOf("webhook_type"), valueOf("object_type")];
      if (typeof type !== "string" || typeof objectType !== "string") return [];
      return [{ type, objectType, record: resolve(document, properties[objectType] ?? {}) }];
    })
    .sort((one, other) => (one.type < other.type ? -1 : 1));
}

/** Values in a webhook's record that can identify rows of a resource. */
interface Told {
  document: Document;
  webhook: Webhook;
  findReference: FindReference;
}

/**
 * Which rows to fetch again after a webhook, by the OpenAPI spec. Its record is one of the resource itself, has
 * such records in an array (an invoice's `fees`), or is the record below which the resource is nested (a plan's charges).
 */
export function deriveWebhooks(document: Document, webhooks: readonly Webhook[], { list, name }: NamedList, resource: ResourceModel, owners: readonly NamedList[], findReference: FindReference): Change[] {
  if (resource.snapshot !== undefined) return [];
  const changes = webhooks.flatMap((webhook): Change[] => {
    const told = { document, webhook, findReference };
    const owner = findOwner(webhook, owners);
    if (owner?.name === name) return askForRecord(told, resource);
    if (owner === undefined) return [];
    if (resource.parent?.resource === owner.name) return askBelow(told, resource);
    return resource.parent === undefined && holdsRecordsOf(told, list) ? askByFilter(told, resource) : [];
  });
  return mergeChanges(changes);
}

/** The list of such records. If several have the same selector, the least nested one. */
function findOwner({ objectType }: Webhook, lists: readonly NamedList[]): NamedList | undefined {
  const depth = ({ list }: NamedList) => list.path.split("{").length;
  return lists.filter(({ list }) => singular(list.selector) === objectType).sort((one, other) => depth(one) - depth(other))[0];
}

/** The rows that the webhook identifies, in the cheapest way to read them. */
function askForRecord(told: Told, resource: ResourceModel): Change[] {
  if (resource.parent) return askBelow(told, resource);
  const one = resource.single?.bind.length === 1 ? resource.single.bind[0]!.column : undefined;
  if (one === undefined || !(one in told.webhook.record.properties)) return askByFilter(told, resource);
  // If a code was changed, the table has the row under the old one.
  const columns = [...new Set([one, "lago_id"])].filter((column) => column in told.webhook.record.properties && hasColumn(resource, column));
  return columns.map((column) => ({ of: [told.webhook.objectType], by: [column], column }));
}

/** Below one parent: the record itself, or one that it refers to. If several values are needed, its key identifies it. */
function askBelow(told: Told, { parent }: ResourceModel): Change[] {
  const inPath = parent!.bind.filter((binding) => binding.in === "path");
  const column = inPath.length === 1 ? inPath[0]!.column : "lago_id";
  const by = findValue(told, parent!.resource, column);
  return by === undefined ? [] : [{ of: [told.webhook.objectType], by, column }];
}

/** A part of the list, such as that of one customer. */
function askByFilter(told: Told, resource: ResourceModel): Change[] {
  for (const filter of resource.filters) {
    const [table, key] = told.findReference(filter, true)?.split(".") ?? [];
    const by = table === "customers" ? findValue(told, table, key!) : undefined;
    if (by !== undefined) return [{ of: [told.webhook.objectType], by, ...(hasColumn(resource, filter) && { column: filter }), filter }];
  }
  return [];
}

/** Where the webhook's record has the value of another resource's column: in itself, in a reference, or in an embedded record. */
function findValue({ document, webhook: { objectType, record }, findReference }: Told, resource: string, column: string): Change["by"] | undefined {
  if (objectType === singular(resource) && column in record.properties) return [column];
  const reference = Object.keys(record.properties).find((property) => findReference(property, true) === `${resource}.${column}`);
  if (reference !== undefined) return [reference];
  const inside = record.properties[singular(resource)];
  return inside !== undefined && column in resolve(document, inside).properties ? [singular(resource), column] : undefined;
}

function holdsRecordsOf({ document, webhook }: Told, { selector, record }: NamedList["list"]): boolean {
  const array = webhook.record.properties[selector];
  const items = array && resolve(document, array).items;
  return items !== undefined && resolve(document, items).components.some((component) => record.components.includes(component));
}

/** Merges those that differ only in the type of object. */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const { of, ...rest } of changes) {
    const key = JSON.stringify(rest);
    const before = merged.get(key)?.of ?? [];
    merged.set(key, { of: [...new Set([...before, ...of])], ...rest });
  }
  return [...merged.values()];
}

function hasColumn({ tables }: ResourceModel, name: string): boolean {
  return tables[0].columns.some((column) => column.name === name);
}

/** The resources that each type of webhook concerns. */
export function describeWebhooks(webhooks: readonly Webhook[], resources: readonly ResourceModel[]): WebhookModel[] {
  return webhooks.map(({ type, objectType }) => ({
    type,
    objectType,
    resources: resources.filter((resource) => resource.webhooks?.some(({ of }) => of.includes(objectType))).map(({ name }) => name),
  }));
}
